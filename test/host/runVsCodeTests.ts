/**
 * Runs the tests of `test/vscode` inside VS Code and exits with their code. `--desktop` downloads the desktop
 * application for it; without, they run in the one that `launch.ts` starts, which npm alone provides.
 */
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { ensureDesktop } from './desktop.ts';
import { ensureCodeServer } from './ensureCodeServer.ts';
import { projectRoot } from './paths.ts';
import { makeScratchFolder } from './scratchFolder.ts';
import { runEntryPoint } from './userError.ts';
import { writeUserSettings } from './userSettings.ts';

await runEntryPoint(async () => {
  const desktop = process.argv.includes('--desktop');
  const scratch = await makeScratchFolder();
  try {
    const workspace = join(scratch.path, 'workspace');
    const userDataDir = join(scratch.path, 'user');
    await mkdir(workspace);
    await writeUserSettings(userDataDir);
    if (!desktop) {
      // Before the launcher runs, whose minutes are for the tests.
      await ensureCodeServer();
    }
    return await runTests({
      vscodeExecutablePath: desktop ? await ensureDesktop() : launcher(),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(projectRoot, 'out/test/index.cjs'),
      launchArgs: [
        workspace,
        `--user-data-dir=${userDataDir}`,
        `--extensions-dir=${join(scratch.path, 'extensions')}`,
      ],
      // The launcher must get the Node of this script, also when this was not started by npm.
      extensionTestsEnv: { PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) {
      // What went wrong has been printed from inside.
      return error.code ?? 1;
    }
    throw error;
  } finally {
    await scratch.remove();
  }
});

function launcher(): string {
  return join(import.meta.dirname, process.platform === 'win32' ? 'launch.cmd' : 'launch.ts');
}
