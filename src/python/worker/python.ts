import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { PyodideInterface } from 'pyodide';
import type { ScriptEnd, ScriptRequest } from '../../protocol/python.ts';
import { Engine } from './engine.ts';
import { boundFiles } from './files.ts';
import type { WorkerData } from './main.ts';
import { leaveNode } from './realm.ts';
import type { EngineReader, Script } from './script.ts';
import { seal } from './seal.ts';
import { Snapshot } from './snapshot.ts';

/** Python, ready to run scripts. */
export interface Python {
  readonly engine: EngineReader;
  /** Runs a script to its end, however it ends. To be followed by `tidy`. */
  run(script: Script, request: ScriptRequest): ScriptEnd;
  /** Clears away what the script has left, so that the next one finds nothing of it. */
  tidy(): void;
}

/** Where our packages are in Python's own file system, and where a script may write. */
const library = '/library';
const scratch = '/lesson';

/** What most scripts, and our own packages, import: it is there from the start. */
const imports =
  'ast builtins copy dataclasses functools gc itertools json linecache math operator os random reprlib signal statistics sys time traceback types typing';

/** Loads CPython, our packages and the engine. Rejects where a file is missing or broken. */
export async function loadPython(data: WorkerData): Promise<Python> {
  const realm = leaveNode(data.pyodide);
  const pyodide = await loadInterpreter(data);
  await copyLibrary(pyodide, data.library, library);
  pyodide.FS.mkdirTree(scratch);
  // SAFETY: Emscripten keeps its memory there; Pyodide's types leave it out.
  const { _module } = pyodide as PyodideInterface & { _module: { HEAP8: { buffer: ArrayBuffer } } };
  const engine = new Engine(() => _module.HEAP8.buffer);
  pyodide.registerJsModule('_engine', engine.module);
  pyodide.setInterruptBuffer(data.interrupt);
  const [runScript, tidy] = pyodide.runPython(`
import sys
sys.path.insert(0, "${library}")
import _day5.run
_day5.run.prepare()
_day5.run.run, _day5.run.tidy
`);
  const files = boundFiles(pyodide, scratch);
  seal(pyodide);
  realm.close();
  return {
    engine,
    run(script, { file, text, siblings, seed, trace }) {
      engine.reset();
      files.reset();
      Atomics.store(data.interrupt, 0, 0);
      // SAFETY: _day5.run writes this JSON.
      return JSON.parse(
        runScript(script.functions(), file, text, JSON.stringify(siblings), seed, trace),
      ) as ScriptEnd;
    },
    tidy: () => tidy(),
  };
}

/** CPython with nothing of ours in it: from the snapshot of an earlier start, else loaded plainly, and then kept as one. */
async function loadInterpreter(data: WorkerData): Promise<PyodideInterface> {
  const { loadPyodide, version } = await import(pathToFileURL(join(data.pyodide, 'pyodide.mjs')).href);
  const options = {
    // A URL, since Pyodide imports from there, which Windows' paths do not allow.
    indexURL: `${pathToFileURL(data.pyodide).href}/`,
    jsglobals: {},
    env: { HOME: scratch, TMPDIR: scratch, PYTHONHASHSEED: '0' },
    // Where Python's own `print` is not ours: nobody is there to read or to type.
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
  };
  if (data.snapshots === null) {
    return loadPyodide(options);
  }
  const versions = [version, process.versions.v8, process.arch, imports];
  const snapshot = new Snapshot(data.snapshots, versions);
  const memory = await snapshot.read();
  if (memory) {
    try {
      return await loadPyodide({ ...options, _loadSnapshot: memory });
    } catch {
      await snapshot.remove();
    }
  }
  const pyodide = await loadPyodide({ ...options, _makeSnapshot: true });
  pyodide.runPython(`import ${imports.replaceAll(' ', ', ')}`);
  void snapshot.write(pyodide.makeMemorySnapshot());
  return pyodide;
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
