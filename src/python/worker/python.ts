import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PyodideInterface } from 'pyodide';
import type { ScriptEnd, ScriptRequest } from '../../protocol/python.ts';
import { dataOf, engineModule, gradOf, reset } from './engine.ts';
import type { WorkerData } from './main.ts';
import type { EngineReader, Script } from './script.ts';
import { seal } from './seal.ts';

/** Python, ready to run scripts. */
export interface Python {
  readonly engine: EngineReader;
  /** Runs a script to its end, however it ends. */
  run(script: Script, request: ScriptRequest): ScriptEnd;
}

/** Where our packages are in Python's own file system. */
const library = '/library';

/** Loads CPython, our packages and the engine. Rejects where a file is missing or broken. */
export async function loadPython(data: WorkerData): Promise<Python> {
  const { loadPyodide } = await import(pathToFileURL(join(data.pyodide, 'pyodide.mjs')).href);
  const pyodide: PyodideInterface = await loadPyodide({
    indexURL: `${data.pyodide}/`,
    jsglobals: {},
    env: { HOME: '/lesson', PYTHONHASHSEED: '0' },
  });
  await copyLibrary(pyodide, data.library, library);
  pyodide.FS.mkdirTree('/lesson');
  pyodide.registerJsModule('_engine', engineModule());
  pyodide.setInterruptBuffer(data.interrupt);
  pyodide.runPython(`
import sys
sys.path.insert(0, "${library}")
import micrograd
import _day5.run
_day5.run.prepare()
`);
  const module = pyodide.pyimport('_day5.run');
  const runScript = module.run;
  seal(pyodide);
  return {
    engine: { dataOf, gradOf },
    run(script, { file, text, siblings, seed }) {
      reset();
      Atomics.store(data.interrupt, 0, 0);
      // SAFETY: _day5.run writes this JSON.
      return JSON.parse(
        runScript(script.functions(), file, text, JSON.stringify(siblings), seed),
      ) as ScriptEnd;
    },
  };
}

async function copyLibrary(pyodide: PyodideInterface, from: string, to: string): Promise<void> {
  pyodide.FS.mkdirTree(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) {
      await copyLibrary(pyodide, source, target);
    } else if (entry.name.endsWith('.py')) {
      pyodide.FS.writeFile(target, await readFile(source));
    }
  }
}
