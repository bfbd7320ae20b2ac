/**
 * `npm start`: opens VS Code with the extension from this folder. Files, settings and progress stay in
 * `.vscode-test/start` from one start to the next.
 *
 *   --port N    where it is served, 5505 unless given
 *   --no-open   only prints the address
 *   --desktop   the desktop application instead of the one from npm
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCodeServer } from './codeServer.ts';
import { ensureDesktop } from './desktop.ts';
import { linkExtension } from './linkExtension.ts';
import { findBrowser, openBrowser } from './openBrowser.ts';
import { hostRoot, projectRoot } from './paths.ts';
import { runEntryPoint, UserError } from './userError.ts';
import { writeUserSettings } from './userSettings.ts';

const workspace = join(hostRoot, 'start/day-5');
const userDataDir = join(hostRoot, 'start/user');
const extensionsDir = join(hostRoot, 'start/extensions');

await runEntryPoint(async () => {
  const { port, open, desktop } = readOptions();
  await mkdir(workspace, { recursive: true });
  await writeUserSettings(userDataDir);
  return desktop ? runDesktop() : serve(port, open);
});

interface Options {
  readonly port: number;
  readonly open: boolean;
  readonly desktop: boolean;
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '5505' },
        open: { type: 'boolean', default: true },
        desktop: { type: 'boolean', default: false },
      },
      allowNegative: true,
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(`--port takes a number from 1 to 65535, not ${values.port}.`);
    }
    return { ...values, port };
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}

/** Serves VS Code until Ctrl-C. */
async function serve(port: number, open: boolean): Promise<number> {
  // Looked for first: without one there is nothing to serve for.
  const browser = open ? findBrowser() : undefined;
  await linkExtension(extensionsDir);
  const server = await startCodeServer({
    port,
    userDataDir,
    extensionsDir,
    defaultFolder: workspace,
    trust: true,
    gallery: true,
  });
  try {
    const address = `http://127.0.0.1:${port}/`;
    console.log(`\nVS Code with Day 5 is at ${address}\n`);
    console.log(
      'Press F1 there and run "Start Day 5". After a new build, reload the window. Ctrl-C here ends it.',
    );
    console.log(`The files stay in ${workspace}.`);
    await Promise.race([
      once(process, 'SIGINT'),
      server.crashed.then((sentence) => Promise.reject(new UserError(sentence))),
      ...(browser ? [openBrowser(browser, address)] : []),
    ]);
    return 0;
  } finally {
    await server.stop();
  }
}

/** Runs the desktop application until it is closed. */
async function runDesktop(): Promise<number> {
  const executable = await ensureDesktop();
  const app = spawn(
    executable,
    [
      workspace,
      `--extensionDevelopmentPath=${projectRoot}`,
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${extensionsDir}`,
      '--disable-workspace-trust',
    ],
    { stdio: 'inherit' },
  );
  const [code] = await once(app, 'exit');
  return code ?? 1;
}
