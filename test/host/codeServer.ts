import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureCodeServer } from './ensureCodeServer.ts';
import { hostRoot } from './paths.ts';
import { UserError } from './userError.ts';

/** Where one installation of VS Code keeps what belongs to its user. */
export interface UserFolders {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

export interface CodeServerOptions extends UserFolders {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** False asks for trust as the desktop does, so a new folder opens in Restricted Mode. */
  readonly trust: boolean;
  /**
   * Runs extensions from their sources and reports their tests through `codeAutomationLog` and `codeAutomationExit`;
   * notifications then stay hidden.
   */
  readonly automation?: boolean;
  /** The folder that opens where the address names none. */
  readonly defaultFolder?: string;
  /** Offers the public gallery of extensions; without it, VS Code asks nothing of the network. */
  readonly gallery?: boolean;
}

/** A running server on 127.0.0.1. */
export interface CodeServer {
  readonly port: number;
  /** Settles with a sentence when the server ends without `stop`. */
  readonly crashed: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts VS Code's server and resolves when it answers; it ends with this process at the latest. The last
 * started server's log is `.vscode-test/server.log`. Throws a `UserError` when the port is taken or the server ends early.
 */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const server = await spawnServer(
    options,
    [
      '--host=127.0.0.1',
      `--port=${options.port ?? 0}`,
      '--without-connection-token',
      ...(options.automation ? ['--enable-smoke-test-driver'] : []),
      ...(options.defaultFolder ? [`--default-folder=${options.defaultFolder}`] : []),
      ...(options.trust ? ['--disable-workspace-trust'] : []),
    ],
    options.gallery ? {} : { EXTENSIONS_GALLERY: '{}' },
  );
  const log = join(hostRoot, 'server.log');
  const logFile = createWriteStream(log);
  server.stdout!.pipe(logFile, { end: false });
  server.stderr!.pipe(logFile, { end: false });

  let stopping = false;
  const ended = once(server, 'exit');
  const stop = async () => {
    stopping = true;
    server.kill();
    if ((await Promise.race([ended, delay(5000, 'late', { ref: false })])) === 'late') {
      server.kill('SIGKILL');
      await ended;
    }
  };
  const crashed = ended.then(
    ([code, signal]) => `VS Code's server ended with ${signal ?? code}; its log is ${log}.`,
  );

  try {
    const port = await Promise.race([
      listeningPort(server, options.port),
      crashed.then((sentence) => Promise.reject(new UserError(sentence))),
    ]);
    await fetch(`http://127.0.0.1:${port}/version`);
    return { port, crashed: crashed.then((sentence) => (stopping ? new Promise(() => {}) : sentence)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a VSIX for the servers that use these folders. */
export async function installExtension(vsix: string, folders: UserFolders): Promise<void> {
  const installer = await spawnServer(folders, ['--install-extension', vsix]);
  let output = '';
  for (const stream of [installer.stdout!, installer.stderr!]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  await once(installer, 'close');
  // Its exit code is 0 even for some failures.
  if (!output.includes('was successfully installed')) {
    throw new Error(`${vsix} could not be installed:\n${output}`);
  }
}

async function spawnServer(
  folders: UserFolders,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ChildProcess> {
  const main = await ensureCodeServer();
  await mkdir(folders.userDataDir, { recursive: true });
  await mkdir(folders.extensionsDir, { recursive: true });
  return spawn(
    process.execPath,
    [
      `--import=${new URL('endWithParent.mjs', import.meta.url)}`,
      main,
      '--accept-server-license-terms',
      '--disable-telemetry',
      `--user-data-dir=${folders.userDataDir}`,
      `--server-data-dir=${join(folders.userDataDir, 'server')}`,
      `--extensions-dir=${folders.extensionsDir}`,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...withoutVsCode(process.env), ...env } },
  );
}

/** The environment without what a VS Code around this process (its terminal, a task) has put there. */
function withoutVsCode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('VSCODE_') && name !== 'ELECTRON_RUN_AS_NODE'),
  );
}

/** The port that the server says it listens on; rejects when it says that the port is taken. */
function listeningPort(server: ChildProcess, wanted: number | undefined): Promise<number> {
  let output = '';
  return new Promise((done, fail) => {
    const read = (data: Buffer) => {
      output += data;
      const port = /^Extension host agent listening on (\d+)$/m.exec(output);
      if (port) {
        done(Number(port[1]));
      } else if (output.includes('EADDRINUSE')) {
        // The server reports this and then stays, without a port.
        fail(new UserError(`Port ${wanted} is in use; choose another with --port.`));
      } else if (output.includes('EACCES')) {
        fail(new UserError(`Port ${wanted} may not be used by this account; choose another with --port.`));
      }
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
  });
}
