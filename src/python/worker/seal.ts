import type { PyodideInterface } from 'pyodide';

/**
 * Takes from Pyodide what no script has use for, once everything is loaded: sockets, pipes, other file systems, and its
 * JavaScript interface. `realm.ts` has seen to it that none of these would lead to the machine; this is the second lock.
 */
export function seal(pyodide: PyodideInterface): void {
  const { FS, _module: module } = pyodide as PyodideInterface & { _module: Internals };
  const refuse = (): never => {
    throw new FS.ErrnoError(notSupported);
  };
  module.SOCKFS.createSocket = refuse;
  // What is written to a pipe and not read would pile up.
  module.PIPEFS.createPipe = refuse;
  for (const name of Object.keys(FS.filesystems)) {
    if (name !== 'MEMFS') {
      delete FS.filesystems[name];
    }
  }
  FS.mount = refuse;
  for (const name of ['loadBinaryFile', 'install', 'loadDynlib', 'initializeNodeSockFS', 'packageManager']) {
    delete module.API[name];
  }
  for (const name of Object.getOwnPropertyNames(pyodide)) {
    if (!name.startsWith('_')) {
      Reflect.deleteProperty(pyodide, name);
    }
  }
}

/** What is used here of Pyodide's own objects. */
interface Internals {
  readonly SOCKFS: { createSocket: () => never };
  readonly PIPEFS: { createPipe: () => never };
  readonly API: Record<string, unknown>;
}

/** ENOTSUP of WASI. */
const notSupported = 58;
