import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { Engine } from '../../../src/python/worker/engine.ts';

const behaviour = 'test/unit/python/micrograd_behaviour.py';
const names = [...readFileSync(behaviour, 'utf8').matchAll(/^def test_(\w+)/gm)].map(([, name]) => name);

interface Report {
  readonly tests: Readonly<Record<string, string | null>>;
  readonly programs: readonly (readonly number[])[];
}

type Pyodide = Awaited<ReturnType<typeof loadPyodide>> & {
  readonly _module: { readonly HEAPU8: Uint8Array<ArrayBuffer> };
};

/** Pyodide with both implementations, each in a folder of its own. */
async function pyodideWithBoth(): Promise<{ pyodide: Pyodide; engine: Engine }> {
  // SAFETY: Emscripten's module, where Python's memory is.
  const pyodide = (await loadPyodide({ jsglobals: {} })) as Pyodide;
  const engine = new Engine(() => pyodide._module.HEAPU8.buffer);
  pyodide.registerJsModule('_engine', engine.module);
  const write = (path: string, from: string) => {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    pyodide.FS.writeFile(path, readFileSync(from));
  };
  for (const file of ['__init__', 'engine', 'nn']) {
    write(`/engine/micrograd/${file}.py`, `src/python/library/micrograd/${file}.py`);
  }
  write('/plain/micrograd.py', 'media/lesson/micrograd.py');
  write('/scripts/reference.py', 'media/lesson/reference.py');
  write('/scripts/behaviour.py', behaviour);
  pyodide.runPython(`
import contextlib, io, runpy, sys

def run(script, implementation):
    for name in [name for name in sys.modules if name.split('.')[0] == 'micrograd']:
        del sys.modules[name]
    sys.path.insert(0, implementation)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(script, run_name='__main__')
    finally:
        sys.path.remove(implementation)
    return printed.getvalue()
`);
  return { pyodide, engine };
}

function cpython(script: string): string | undefined {
  const { stdout, error } = spawnSync('python3', ['-B', script], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: 'media/lesson' },
  });
  return error ? undefined : stdout;
}

describe('micrograd', () => {
  let pyodide: Pyodide;
  let engine: Engine;
  const reports = new Map<string, Report>();

  before(async function () {
    this.timeout(60_000);
    ({ pyodide, engine } = await pyodideWithBoth());
    for (const which of ['plain', 'engine']) {
      reports.set(`the ${which} one in Pyodide`, JSON.parse(run('behaviour', which)));
    }
    const outside = cpython(behaviour);
    if (outside !== undefined) {
      reports.set("the plain one in this machine's Python", JSON.parse(outside));
    }
  });

  function run(script: string, which: string): string {
    return pyodide.runPython(`run('/scripts/${script}.py', '/${which}')`);
  }

  for (const where of [
    'the plain one in Pyodide',
    'the engine one in Pyodide',
    "the plain one in this machine's Python",
  ]) {
    describe(where, () => {
      for (const name of names) {
        it(name.replaceAll('_', ' '), function () {
          const report = reports.get(where);
          if (!report) {
            // No Python on this machine.
            this.skip();
          }
          assert.equal(report.tests[`test_${name}`], null);
        });
      }
    });
  }

  it('yields the same data and gradients, whatever a program does', () => {
    const [plain, ...others] = [...reports.values()].map(({ programs }) => programs);
    for (const other of others) {
      for (const [seed, numbers] of plain.entries()) {
        assert.equal(other[seed].length, numbers.length);
        for (const [k, number] of numbers.entries()) {
          const error = Math.abs(other[seed][k] - number) / Math.max(1, Math.abs(number));
          assert.ok(error <= 1e-9, `seed ${seed}, number ${k}: ${other[seed][k]}, ${number}`);
        }
      }
    }
  });

  it('prints the same for reference.py', () => {
    const printed = run('reference', 'plain');
    assert.match(printed, /^step 19: loss = 0\.0251$/m);
    assert.equal(run('reference', 'engine'), printed);
    assert.equal(cpython('media/lesson/reference.py') ?? printed, printed);
  });
});
