import type { PyodideInterface } from 'pyodide';

/** How much a script may write, in bytes; a file, a folder or a link counts as more than what is in it. */
const mostBytes = 16 * 2 ** 20;
const perNode = 8 * 2 ** 10;

/** What is used of Emscripten's file system, which lives in memory. */
interface Node {
  readonly parent: Node;
  readonly mode: number;
  readonly usedBytes: number;
  contents: Record<string, Node>;
}
interface Stream {
  readonly node: Node;
}
type Operations = Record<string, (...values: never[]) => unknown>;

/** The files of Python, of which a script may write those in one folder. */
export interface Files {
  /** Empties the folder, and closes what was left open. */
  reset(): void;
}

/** Makes all files read-only but those in `folder`, and bounds those. */
export function boundFiles({ FS }: PyodideInterface, folder: string): Files {
  const scratch: Node = FS.lookupPath(folder).node;
  const standard = FS.streams.slice();
  const { ErrnoError } = FS;
  const [noSpace, readOnly] = [51, 69]; // ENOSPC and EROFS of WASI
  let written = 0;

  const isInside = (node: Node): boolean => {
    for (let each = node; each.parent !== each; each = each.parent) {
      if (each === scratch) {
        return true;
      }
    }
    return false;
  };
  const mustBeInside = (node: Node): void => {
    if (!isInside(node)) {
      throw new ErrnoError(readOnly);
    }
  };
  const charge = (bytes: number): void => {
    if (written + bytes > mostBytes) {
      throw new ErrnoError(noSpace);
    }
    written += Math.max(0, bytes);
  };
  /** Lets `check` see, and refuse, what an operation is called with. */
  const guard = <T extends unknown[]>(
    operations: Operations,
    name: string,
    check: (...values: T) => void,
  ) => {
    const original = operations[name] as unknown as (...values: T) => unknown;
    operations[name] = ((...values: T) => {
      check(...values);
      return original(...values);
    }) as unknown as Operations[string];
  };

  const { dir, file, link, chrdev } = FS.filesystems.MEMFS.ops_table;
  for (const name of ['mknod', 'symlink']) {
    guard(dir.node, name, (parent: Node) => {
      mustBeInside(parent);
      charge(perNode);
    });
  }
  for (const name of ['unlink', 'rmdir']) {
    guard(dir.node, name, mustBeInside);
  }
  guard(dir.node, 'rename', (node: Node, to: Node) => {
    mustBeInside(node.parent);
    mustBeInside(to);
  });
  for (const { node } of [dir, link, chrdev]) {
    guard(node, 'setattr', (changed: Node) => mustBeInside(changed.parent));
  }
  guard(file.node, 'setattr', (node: Node, { size }: { size?: number }) => {
    mustBeInside(node);
    charge((size ?? 0) - node.usedBytes);
  });
  guard(file.stream, 'write', (stream: Stream, _: unknown, __: number, length: number, at: number) => {
    mustBeInside(stream.node);
    charge(at + length - stream.node.usedBytes);
  });

  return {
    reset() {
      for (const stream of FS.streams) {
        if (stream && !standard.includes(stream)) {
          FS.closeStream(stream.fd);
        }
      }
      standard.forEach((stream: Stream, fd: number) => {
        FS.streams[fd] = stream;
      });
      for (const folders = [scratch]; folders.length > 0; ) {
        const { contents } = folders.pop() as Node;
        for (const [name, node] of Object.entries(contents)) {
          if (FS.isDir(node.mode)) {
            folders.push(node);
          }
          FS.destroyNode(node);
          delete contents[name];
        }
      }
      written = 0;
    },
  };
}
