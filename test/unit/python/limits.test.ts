import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'mocha';
import { newRuntime, runScript } from './runtime.ts';

/** What a script ends with when its time is over: the reason, and the line it was in. */
const stopped = (reason: string, line: number) => ({ kind: 'stopped', reason, line });

describe('A script’s limits', () => {
  let limit = 60_000;
  const runtime = newRuntime(() => limit);

  after(() => runtime.dispose());

  afterEach(() => {
    limit = 60_000;
  });

  /** Runs a script, then another that must find Python as it was. */
  async function endOf(text: string): Promise<unknown> {
    const { end } = await runScript(runtime, text);
    const next = await runScript(runtime, 'print(sum(map(len, ["ab", "c"])))');
    assert.deepEqual(next, { end: { kind: 'finished' }, printed: '3\n' });
    return end.kind === 'error' ? { name: end.error.name, line: end.error.line } : end;
  }

  const endless: Record<string, [text: string, line: number]> = {
    'a loop without end': ['x = 1\nwhile True: pass\n', 2],
    'a loop that catches everything': [
      'while True:\n    try:\n        x = 1\n    except:\n        pass\n',
      3,
    ],
    'a sum that takes years': ['x = 1\ny = sum(range(10**12))\n', 2],
    'a number that takes years': ['x = 1\ny = 10**10**9\n', 2],
    'a search that takes years': ['import re\nre.match(r"(a+)+$", "a" * 40 + "b")\n', 2],
    'a long sleep': ['import time\ntime.sleep(100)\n', 2],
    'a loop that has its own way of being interrupted': [
      'import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nwhile True: pass\n',
      3,
    ],
  };
  for (const [what, [text, line]] of Object.entries(endless)) {
    it(`time: ${what}`, async () => {
      limit = 1500;
      const end = (await endOf(text)) as { line: number | null };
      // Where a loop of several lines is stopped is chance; where it is one, it is not.
      assert.deepEqual(what.includes('catches') ? { ...end, line } : end, stopped('time', line));
    });
  }

  const large: Record<string, [text: string, line: number]> = {
    'a list too long to count': ['x = 1\nx = [0] * 10**10\n', 2],
    'a text too long to count': ['x = "a" * 10**10\n', 1],
    'a list too large': ['x = [0] * 10**9\n', 1],
    'more and more': ['l = []\nwhile True: l.append(bytearray(10**7))\n', 2],
  };
  for (const [what, [text, line]] of Object.entries(large)) {
    it(`memory: ${what}`, async () => {
      assert.deepEqual(await endOf(text), stopped('memory', line));
    });
  }

  it('output: prints without end', async () => {
    assert.deepEqual(await endOf('while True: print("x" * 100)\n'), stopped('output', 1));
  });

  it('recursion: a function that calls itself', async () => {
    const end = await endOf('def f(n): return f(n + 1)\nf(0)\n');
    assert.deepEqual(end, { name: 'RecursionError', line: 1 });
  });

  it('recursion: one too deep for Python itself', async () => {
    const text =
      'import sys\nsys.setrecursionlimit(10**7)\nx = 0\nfor i in range(10**6): x = [x]\nx == eval(repr(x))\n';
    limit = 5000;
    assert.match(JSON.stringify(await endOf(text)), /RecursionError|"time"|"memory"/);
  });

  it('files: more than there is room for', async () => {
    const text = 'for k in range(100):\n    open(f"{k}", "wb").write(bytes(10**6))\n';
    assert.deepEqual(await endOf(text), { name: 'OSError', line: 2 });
  });

  it('files: more of them than there is room for', async () => {
    assert.deepEqual(await endOf('for k in range(10**6):\n    open(f"{k}", "w").close()\n'), {
      name: 'OSError',
      line: 2,
    });
  });

  it('files: those of Python and the lesson cannot be changed', async () => {
    for (const what of [
      'open("/library/micrograd/engine.py", "w")',
      'open("/lib/python314.zip", "r+b", 0).write(b"x")',
      'import os; os.remove("/lib/python314.zip")',
      'import os; os.rename("/library", "/lesson/library")',
      'import os; os.chmod("/library/micrograd/engine.py", 0)',
      'import os; os.truncate("/lib/python314.zip", 0)',
      'import os; os.rmdir("/lesson")',
      'open("/tmp/x", "w")',
    ]) {
      assert.deepEqual(await endOf(what), { name: 'OSError', line: 1 }, what);
    }
  });

  const quits: Record<string, string> = {
    'sys.exit()': 'import sys; sys.exit()',
    'os._exit(0)': 'import os; os._exit(0)',
    'raise SystemExit("text")': 'raise SystemExit("text")',
  };
  for (const [what, text] of Object.entries(quits)) {
    it(`ends by ${what}`, async () => {
      assert.deepEqual(await endOf(text), { kind: 'finished' });
    });
  }

  const mistakes: Record<string, [text: string, name: string]> = {
    'os.abort()': ['import os; os.abort()', 'OSError'],
    'os.kill()': ['import os; os.kill(os.getpid(), 9)', 'OSError'],
    'raise KeyboardInterrupt': ['raise KeyboardInterrupt', 'KeyboardInterrupt'],
    'asyncio.run()': ['import asyncio\nasync def f(): pass\nasyncio.run(f())', 'RuntimeError'],
    'input()': ['input()', 'RuntimeError'],
    'a module that is not there': ['import numpy', 'ModuleNotFoundError'],
    'a thread': ['import threading; threading.Thread(target=print).start()', 'RuntimeError'],
  };
  for (const [what, [text, name]] of Object.entries(mistakes)) {
    it(`an error: ${what}`, async () => {
      assert.equal(((await endOf(text)) as { name: string }).name, name);
    });
  }

  it('places a character that Python cannot read', async () => {
    assert.deepEqual(await endOf('x = 1\ny = 2\0\nz = 3\n'), { name: 'SyntaxError', line: 2 });
  });

  it('names the module that is not there', async () => {
    for (const name of ['numpy', 'torch', 'pandas', 'matplotlib', 'micropip', 'pyodide_http']) {
      const { end } = await runScript(runtime, `import ${name}`);
      assert.equal(end.kind === 'error' && end.error.message, `No module named '${name}'`);
    }
  });
});
