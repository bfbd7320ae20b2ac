import { pathToFileURL } from 'node:url';

export interface WorkbenchUrlOptions {
  readonly port: number;
  /** The folder to open, absolute. */
  readonly folder: string;
  /** An extension to run from its sources, absolute. */
  readonly extensionDevelopmentPath?: string | undefined;
  /** The module whose `run` runs the tests inside the extension host, absolute. */
  readonly extensionTestsPath?: string | undefined;
}

/**
 * The address at which a browser gets the workbench. VS Code runs an extension from its sources only for a server with
 * `automation`.
 */
export function workbenchUrl(options: WorkbenchUrlOptions): string {
  const authority = `127.0.0.1:${options.port}`;
  const payload = [['skipWelcome', 'true']];
  for (const name of ['extensionDevelopmentPath', 'extensionTestsPath'] as const) {
    const path = options[name];
    if (path) {
      payload.push([name, `vscode-remote://${authority}${uriPath(path)}`]);
    }
  }
  const query = new URLSearchParams({ folder: uriPath(options.folder), payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

/** The path of a file's URI: `C:\a` is `/C:/a` there. */
export function uriPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
