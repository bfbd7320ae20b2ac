import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostRoot } from './paths.ts';
import { UserError } from './userError.ts';

// The VS Code in it is 1.139.1.
const version = '4.139.1';
const home = join(hostRoot, `code-server-${version}`);
const server = 'node_modules/code-server/lib/vscode';
const unfinished = `code-server-${version}.unfinished-`;

/**
 * Installs the pinned code-server under `.vscode-test` unless it is there, and returns the path of its
 * `server-main.js`; throws a `UserError` when npm fails.
 */
export async function ensureCodeServer(): Promise<string> {
  const main = join(home, server, 'out/server-main.js');
  // The folder gets its name only when it is complete.
  if (!existsSync(home)) {
    await removeAbandonedInstallations();
    await install();
  }
  return main;
}

async function install(): Promise<void> {
  console.log(
    `Installing code-server ${version} from npm; this happens once and takes about half a minute …`,
  );
  const folder = join(hostRoot, `${unfinished}${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await npmInstall(folder, `code-server@${version}`);
    // code-server's own postinstall script would do these two, and compile native modules that are not needed here.
    await npmInstall(join(folder, server), '--omit=dev');
    await npmInstall(join(folder, server, 'extensions'), '--omit=dev');
    await rename(folder, home).catch((error: unknown) => {
      // Another process was faster: its installation is as good as this one.
      if (!existsSync(home)) {
        throw error;
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what interrupted installations left behind; those of processes that are alive stay. */
async function removeAbandonedInstallations(): Promise<void> {
  await mkdir(hostRoot, { recursive: true });
  for (const name of await readdir(hostRoot)) {
    if (name.startsWith(unfinished) && !isAlive(Number(name.slice(unfinished.length)))) {
      await rm(join(hostRoot, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function npmInstall(cwd: string, ...args: string[]): Promise<void> {
  const install = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', ...args];
  // The npm that runs this script, through this Node; on Windows a bare `npm` would need a shell.
  const npmCli = process.env.npm_execpath;
  const child = npmCli?.endsWith('npm-cli.js')
    ? spawn(process.execPath, [npmCli, ...install], { cwd })
    : spawn('npm', install, { cwd, shell: process.platform === 'win32' });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  child.stdout.resume();
  return new Promise((done, fail) => {
    const failBecause = (reason: string) =>
      fail(new UserError(`code-server ${version} could not be installed from npm: ${reason}.`));
    child.on('error', (error) => failBecause(error.message));
    child.on('close', (code) => (code === 0 ? done() : failBecause(npmReason(stderr))));
  });
}

/** The line of npm's error output that says most: the last lines only name log files. */
function npmReason(stderr: string): string {
  const lines = [...stderr.matchAll(/^npm (?:error|ERR!) (.+)$/gm)].map((match) => match[1]!);
  return (
    lines.find((line) => !/^(code|errno|syscall|type) /.test(line))?.replace(/\.$/, '') ??
    'npm gave no reason'
  );
}
