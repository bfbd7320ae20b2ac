import assert from 'node:assert/strict';
import type { TraceData } from '../../../src/core/tracing/trace.ts';
import { createRuntime, runText } from './runScript.ts';
import { namesAt, read, stack, tracing } from './tracing.ts';

describe('traces of scripts', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());
  const { follow } = tracing(runtime);

  describe('end', () => {
    it('when there are too many lines: the script goes on without', async () => {
      const { ran, trace } = await follow('for k in range(300_000):\n    x = k\nprint(x)\n');
      assert.deepEqual(ran.end, { kind: 'finished' });
      assert.equal(ran.printed, '299999\n');
      assert.deepEqual([trace.length, trace.data.isWhole], [200_000, false]);
      assert.equal(read(trace.namesAt(199_000, 0).get('x')), 99_499);
    });

    it('later where the script’s own values do nearly all of it: in the end their methods are stepped over', async () => {
      const text = [
        'def half(x): return x / 2',
        'class Value:',
        '    def __init__(self, data): self.data, self.grad = data, 0.0',
        '    def __add__(self, other):',
        '        def nothing():',
        '            return half(other)',
        '        nothing()',
        '        return Value(self.data + other)',
        '    def backward(self): self.grad = 1.0',
        'total = Value(0)',
        'for k in range(20_000):',
        '    total = total + half(k)',
        'print(total.data)',
      ];
      const { ran, trace } = await follow(`${text.join('\n')}\n`);
      const { shallowFrom, isWhole } = trace.data;
      assert.deepEqual([ran.printed, shallowFrom, isWhole], ['99995000.0\n', 100_000, true]);
      const lines = [...trace.data.lines];
      const first = lines.indexOf(11);
      assert.deepEqual(lines.slice(first, first + 10), [11, 12, 1, 5, 7, 6, 1, 8, 3, 11]);
      // What the script calls itself is followed on; what its values call is not.
      assert.deepEqual(lines.slice(-8), [11, 12, 1, 11, 12, 1, 11, 13]);
      assert.equal(read(trace.namesAt(trace.length, 0).get('k')), 19_999);
      assert.equal(stack(trace, trace.length - 3), 'half 1 < <module> 12');
    });

    it('when there is too much to write down', async () => {
      const { ran, trace } = await follow(
        'for k in range(9_000):\n    x = [0.5] * 60\n    x[k % 60] = str(k) * 100\nprint(k)\n',
      );
      assert.deepEqual([ran.end, ran.printed, trace.data.isWhole], [{ kind: 'finished' }, '8999\n', false]);
    });

    it('with an error, at the line that made it, with its names', async () => {
      const { ran, trace } = await follow('def f(x):\n    y = x + 1\n    return y / 0\nz = f(2)\n');
      assert.ok(ran.end.kind === 'error');
      assert.deepEqual([ran.end.error.name, ran.end.error.line], ['ZeroDivisionError', 3]);
      assert.equal(stack(trace, trace.length), 'f 3 < <module> 4');
      assert.deepEqual(namesAt(trace, trace.length, trace.data.callOf[trace.length - 1]), { x: 2, y: 3 });
      assert.ok(trace.data.isWhole);
    });

    it('when the script is stopped, also one that does not want to be', async () => {
      const text =
        'print("on" * 50_000)\nk = 0\nwhile True:\n    try:\n        k += 1\n    except BaseException:\n        pass\n';
      const came: TraceData[] = [];
      const end = await runtime.run(
        { file: 'day5.py', text, siblings: {}, seed: 1, trace: true },
        (_, printed) => {
          if (printed) {
            runtime.stop();
          }
        },
        (trace) => {
          came.push(trace);
        },
      );
      assert.ok(end.kind === 'stopped' && end.reason === 'asked');
      assert.deepEqual([came.length, came[0]?.lines[0]], [1, 1]);
      const next = await follow('x = 1\n');
      assert.deepEqual(namesAt(next.trace), { x: 1 });
    });

    it('where it is too deep, as it does untraced', async () => {
      const text =
        'def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError:\n    print("deep")\nx = 1\n';
      const { ran, trace } = await follow(text);
      assert.deepEqual([ran.end, ran.printed], [{ kind: 'finished' }, 'deep\n']);
      assert.equal(stack(trace, trace.length), '<module> 7');
    });

    it('leaving nothing behind: what was traced before is not in the next', async () => {
      await follow('x = 1\n');
      const ran = await runText(runtime, 'import sys\nprint(sys.monitoring.get_tool(0))\n');
      assert.deepEqual([ran.trace, ran.printed], [null, 'None\n']);
      const { trace } = await follow('y = 2\n');
      assert.deepEqual(namesAt(trace), { y: 2 });
    });

    it('whatever a script does to what is built in, or to what follows it', async () => {
      for (const line of [
        'import builtins\nfor n in list(vars(builtins)): setattr(builtins, n, None)',
        'import sys; sys.monitoring.free_tool_id(0)',
        'import sys; sys.settrace(lambda *a: None)',
        'import json; json.dumps = None',
      ]) {
        const plain = await runText(runtime, `${line}\nx = 1\n`);
        const ran = await runText(runtime, `${line}\nx = 1\n`, {}, true);
        assert.deepEqual(ran.end, plain.end, line);
        const { trace } = await follow('y = 2\n');
        assert.deepEqual(namesAt(trace), { y: 2 }, line);
      }
    });
  });
});
