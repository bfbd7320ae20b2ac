import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';
import { UserError } from './userError.ts';

/** The path of a Chromium, Chrome or Edge on this machine; throws a `UserError` that says how to get one. */
export function findChromium(): string {
  for (const variable of ['CHROME_PATH', 'CHROMIUM_PATH']) {
    const path = process.env[variable];
    if (path) {
      if (!isExecutable(path)) {
        throw new UserError(`${variable} names ${path}, which is not a program; correct it or unset it.`);
      }
      return path;
    }
  }
  const found = usualPlaces().find(isExecutable);
  if (!found) {
    throw new UserError(`No Chromium was found; ${howToGetIt()} or set CHROME_PATH to the one to use.`);
  }
  return found;
}

/** Starts a headless Chromium; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  return launched((options) => chromium.launch(options));
}

/** Starts a headless Chromium that several processes connect to; the caller closes it. */
export function serveChromium(): Promise<BrowserServer> {
  return launched((options) => chromium.launchServer(options));
}

async function launched<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  try {
    return await launch({
      executablePath,
      headless: true,
      args: [
        // Root in a container has no sandbox; only pages of this machine are opened.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    throw new UserError(`${executablePath} did not start: ${(error as Error).message.split('\n')[0]}`);
  }
}

function usualPlaces(): string[] {
  const { platform, env } = process;
  if (platform === 'win32') {
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(env.HOME ?? '', 'Applications')].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.flatMap(onPath);
}

function howToGetIt(): string {
  switch (process.platform) {
    case 'win32':
      return 'install Google Chrome (winget install Google.Chrome)';
    case 'darwin':
      return 'install Google Chrome (brew install --cask google-chrome)';
    default:
      return 'install it with the system’s packages (Debian: sudo apt-get install chromium)';
  }
}

/** The programs of this name on the PATH, first the one that a shell would run. */
export function onPath(name: string): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
