import { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { basename, join } from 'node:path';
import { runInNewContext } from 'node:vm';

/** What Pyodide and the recorder need beyond the language itself. */
const needed = ['TextDecoder', 'TextEncoder', 'URL', 'performance', 'setTimeout', 'clearTimeout'];

/** WebAssembly, which is the browser's to Node's types. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
const engine = globalThis as unknown as { WebAssembly: Record<string, unknown> };

/** How much memory Python may have, in bytes. */
const mostMemory = 512 * 2 ** 20;

/**
 * Turns this thread's JavaScript into a bare engine: the language and nothing of Node. To be called before Pyodide loads.
 *
 * Pyodide then takes the place for an engine's shell, in which it never asks for `process`, `require` or a file system. What
 * it does not hold, no script can get from it. Until `close`, the files of Pyodide's `folder` can be read.
 */
export function leaveNode(folder: string): { close(): void } {
  const language: string[] = runInNewContext('Object.getOwnPropertyNames(globalThis)');
  const kept = new Set([...language, ...needed]);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!kept.has(name)) {
      Reflect.deleteProperty(globalThis, name);
    }
  }
  forgetCodeFromText();
  boundMemory();
  const read = (path: string) => readFileSync(join(folder, basename(path)));
  const shell = {
    read: (path: string) => read(path).toString('utf8'),
    readbuffer: (path: string) => new Uint8Array(read(path)),
    load: () => {},
  };
  Object.assign(globalThis, shell, {
    console: Object.freeze({ log() {}, warn() {}, error() {} }),
    // All that Pyodide asks of a shell's `os`: random bytes, in the words `head -c16 /dev/urandom | base64`.
    os: Object.freeze({ system: (_: string, [, command]: string[]) => randomBytes(command) }),
  });
  return {
    close() {
      for (const name of Object.keys(shell)) {
        Reflect.deleteProperty(globalThis, name);
      }
      // Modules are compiled while Python loads. What comes later may throw errors of WebAssembly, and no more.
      const { RuntimeError, Exception, Global } = engine.WebAssembly;
      engine.WebAssembly = Object.freeze({ RuntimeError, Exception, Global });
      // `import()` is syntax, and cannot be taken away; that it finds anything can. Node before 22.15 has no such hooks;
      // nothing that a script can reach imports what it is told to, so that they are the second lock there.
      nodeModule.registerHooks?.({
        resolve() {
          throw new Error('Nothing more is loaded here.');
        },
      });
    },
  };
}

/** `eval`, `Function` and its kin refuse, and so does every `constructor` that leads to them. */
function forgetCodeFromText(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind);
    // Pyodide has classes that extend Function, and asks `x instanceof Function`.
    // biome-ignore lint/complexity/useArrowFunction: an arrow cannot be extended
    const inert = function () {
      throw new TypeError('Code cannot be made from text here.');
    };
    Object.defineProperty(inert, 'prototype', { value: prototype });
    Object.defineProperty(prototype, 'constructor', { value: inert, writable: false, configurable: false });
    if (prototype === Function.prototype) {
      Object.assign(globalThis, { Function: inert, eval: inert });
    }
  }
  // With it, whoever catches an error gets hold of the functions on the stack.
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: undefined,
    writable: false,
    configurable: false,
  });
}

/** WebAssembly's memory grows up to a bound. Beyond it, Python raises MemoryError. */
function boundMemory(): void {
  const { prototype } = engine.WebAssembly.Memory as { prototype: Memory };
  const { grow } = prototype;
  prototype.grow = function (this: Memory, pages) {
    if (this.buffer.byteLength + pages * 65_536 > mostMemory) {
      throw new RangeError('There is no more memory.');
    }
    return grow.call(this, pages);
  };
}

function randomBytes(command: string): string {
  const count = Number(/-c(\d+)/.exec(command)?.[1] ?? 0);
  return randomFillSync(Buffer.alloc(Math.min(count, 65_536))).toString('base64');
}
