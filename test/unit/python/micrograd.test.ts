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

  before(async () => {
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

  describe('on the engine', () => {
    /** Runs Python with the engine's micrograd; yields what its last line says. */
    function python(code: string): unknown {
      pyodide.FS.writeFile('/scripts/snippet.py', `import json\nfrom micrograd import *\n${code}`);
      return JSON.parse(run('snippet', 'engine'));
    }

    it('needs no more room however long a script runs', () => {
      const rows = python(`
from micrograd import engine
model = MLP(3, [4, 1])
first = engine._rows
for k in range(1500):
    (model([1.0, k, 2.0]) - 1.0).backward()
print(json.dumps([first, engine._rows, engine._forget() < 200]))
`);
      assert.deepEqual(rows, [16_384, 16_384, true]);
    });

    it('makes more room for what a script keeps', () => {
      const sums = python(`
kept = [Value(k) for k in range(20_000)]
total = sum(kept)
total.backward()
print(json.dumps([total.data, kept[0].grad, kept[-1].grad, sum(v.data for v in kept)]))
`);
      assert.deepEqual(sums, [199_990_000, 1, 1, 199_990_000]);
    });

    it('lets go of a long chain without falling', () => {
      const data = python(`
for chains in range(2):
    v = w = Value(1.0)
    for k in range(20_000):
        v = v + 1
    del v
    x = Value(1.0)
    network = MLP(2, [2])
    for k in range(1_000):
        x = network(network([x, 0.5 * x]))[0]
print(w.data)
`);
      assert.equal(data, 1);
    });

    it('raises a MemoryError for what keeps growing, and goes on when it is let go', () => {
      const [message, after] = python(`
from micrograd import engine
engine._ROWS_AT_MOST = 40_000
kept = [Value(1.0)]
try:
    while True:
        kept.append(kept[-1] + 1)
except MemoryError as error:
    message = str(error)
kept.clear()
print(json.dumps([message, (Value(2.0) * 3).data]))
`) as [string, number];
      assert.match(message, /^more than \d\d,\d\d\d values at once/);
      assert.equal(after, 6);
    });

    it('stays right when the memory of Python grows', () => {
      const numbers = python(`
v, w = Value(2.0), Value(3.0)
out = v * w
big = bytes(300_000_000)
out.backward()
v.data = 5.0
print(json.dumps([v.data, v.grad, w.grad, (v + w).data]))
`);
      assert.deepEqual(numbers, [5, 3, 2, 8]);
    });

    it('shows data and gradients by id, also after values have moved', () => {
      const ids = python(`
from micrograd import engine
import builtins
gone = [Value(9.0) for _ in range(10)]
v, w = Value(2.0), Value(3.0)
(v * w).backward()
del gone
engine._make_room(1)
gone = [Value(9.0) for _ in range(10)]
builtins.kept = v, w
print(json.dumps([v._id, w._id]))
`) as number[];
      assert.deepEqual([...engine.dataOf(Int32Array.from(ids))], [2, 3]);
      assert.deepEqual([...engine.gradOf(Int32Array.from(ids))], [3, 2]);
      pyodide.runPython('import builtins; del builtins.kept');
    });

    it('starts afresh', () => {
      python('kept = [Value(k) for k in range(100)]; print(1)');
      engine.reset();
      const fresh = python(`
v = Value(4.0)
print(json.dumps([v._id, v.data, v.grad, (v * v)._id]))
`);
      assert.deepEqual(fresh, [1, 4, 0, 2]);
    });

    it('lets nothing with a prototype cross, and no exception', () => {
      const found = python(`
import _engine
names = [name for name in dir(_engine.add) if name in ('constructor', '__proto__', 'apply', 'call', 'bind')]
functions = 'add add_number mul mul_number pow tanh exp relu leaf leaves network operand backward set_grad trap exponent compact in_use use'.split()
for f in functions:
    function = getattr(_engine, f)
    for name in ('constructor', '__proto__', 'apply', 'call', 'bind', 'caller', 'prototype'):
        if hasattr(function, name) or hasattr(_engine, name):
            names.append(f'{f}.{name}')
    for arguments in [(), ('a',), (None, []), (1e9, 1e9, 1e9), (-1, {}, object())]:
        result = function(*arguments)
        if type(result) not in (int, float):
            names.append(f'{f}{arguments} -> {result!r}')
print(json.dumps(names))
`);
      assert.deepEqual(found, []);
      engine.reset();
    });
  });
});
