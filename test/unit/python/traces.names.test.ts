import assert from 'node:assert/strict';
import { createRuntime } from './runScript.ts';
import { find, namesAt, read, stack, tracing } from './tracing.ts';

describe('traces of scripts', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());
  const { follow, followLoop } = tracing(runtime);

  describe('know the calls', () => {
    it('of functions within functions, each with the line it was called from', async () => {
      const { trace } = await follow(
        'def double(x):\n    return 2 * x\ndef both(x):\n    y = double(x)\n    return y + double(y)\nz = both(3)\n',
      );
      assert.deepEqual(
        [...trace.data.lines].map((_, event) => stack(trace, event)),
        [
          '<module> 1',
          '<module> 3',
          '<module> 6',
          'both 4 < <module> 6',
          'double 2 < both 4 < <module> 6',
          'both 5 < <module> 6',
          'double 2 < both 5 < <module> 6',
        ],
      );
      assert.deepEqual(namesAt(trace, 6), { x: 6 });
      assert.deepEqual(namesAt(trace, 5), { x: 3, y: 6 });
      assert.deepEqual(namesAt(trace), { z: 18 });
    });

    it('of a function that calls itself: each has its own names', async () => {
      const { ran, trace } = await follow(
        'def factorial(n):\n    if n == 0:\n        return 1\n    rest = factorial(n - 1)\n    return n * rest\nx = factorial(3)\n',
      );
      const deepest = find(ran, trace, 'return 1');
      assert.equal(trace.depthAt(deepest), 5);
      assert.deepEqual(
        trace.stackAt(deepest).map(({ call }) => namesAt(trace, deepest, call)),
        [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }, {}],
      );
      assert.deepEqual(namesAt(trace, trace.length - 1), { n: 3, rest: 2 });
    });

    it('of a generator: it goes on where it is asked, with the names it had', async () => {
      const { ran, trace } = await follow(
        'def count():\n    k = 0\n    while True:\n        yield k\n        k += 1\nit = count()\na = next(it)\nb = next(it)\nc = next(it)\n',
      );
      const first = find(ran, trace, 'k += 1');
      const second = find(ran, trace, 'k += 1', first + 1);
      assert.equal(stack(trace, first), 'count 5 < <module> 8');
      assert.equal(stack(trace, second), 'count 5 < <module> 9');
      assert.deepEqual([namesAt(trace, first), namesAt(trace, second)], [{ k: 0 }, { k: 1 }]);
      assert.deepEqual([read(trace.namesAt(trace.length, 0).get('c'))], [2]);
    });

    it('of a generator that was never finished, while others come and go', async () => {
      const { trace } = await follow(
        'for n in range(40):\n    found = any(k > 0 for k in range(9))\n    other = next(j for j in [n])\n',
      );
      assert.ok([...trace.data.lines.keys()].every((event) => trace.depthAt(event) <= 2));
      assert.deepEqual(namesAt(trace), { n: 39, found: 'True', other: 39 });
    });

    it('after an exception has left several of them', async () => {
      const { ran, trace } = await follow(
        'def deep(n):\n    if n == 0:\n        raise ValueError\n    deep(n - 1)\ndef tries():\n    try:\n        deep(3)\n    except ValueError:\n        here = 1\ntries()\nend = 2\n',
      );
      assert.equal(stack(trace, find(ran, trace, 'here = 1')), 'tries 9 < <module> 10');
      assert.equal(stack(trace, find(ran, trace, 'end = 2')), '<module> 11');
    });

    it('of the methods of their own values', async () => {
      const { ran, trace } = await followLoop('own_classes');
      const adding = find(ran, trace, 'out = Value(self.data + other.data');
      assert.equal(trace.data.calls[trace.data.callOf[adding]].name, '__add__');
      assert.match(
        stack(trace, adding),
        /^__add__ 17 < __call__ \d+ < __call__ \d+ < __call__ \d+ < <module> \d+$/,
      );
      const { self, other } = namesAt(trace, adding) as Record<string, { data: number }>;
      const made = namesAt(trace, find(ran, trace, 'def _backward', adding)) as Record<
        string,
        { data: number }
      >;
      assert.equal(made.out.data, self.data + other.data);
    });
  });

  describe('know what names stand for', () => {
    it('once the line that gives it to them has been executed', async () => {
      const { trace } = await follow('x = 1\ny = x + 0.5\nx, *rest = "abc"\nif (n := 3) > 2:\n    y += n\n');
      assert.deepEqual(namesAt(trace, 0), {});
      assert.deepEqual(namesAt(trace, 1), { x: 1 });
      assert.deepEqual(namesAt(trace, 2), { x: 1, y: 1.5 });
      assert.deepEqual(namesAt(trace), { x: "'a'", y: 4.5, rest: ["'b'", "'c'"], n: 3 });
    });

    it('of the arguments of a function, at its first line', async () => {
      const { ran, trace } = await follow(
        'class A:\n    def put(self, x, *more, y=2, **named):\n        return x\na = A()\na.put(1, 3, 4, z=5)\n',
      );
      const { self, ...others } = namesAt(trace, find(ran, trace, 'return x'));
      assert.deepEqual(others, { x: 1, more: [3, 4], y: 2, named: { "'z'": 5 } });
      assert.deepEqual(self, {});
    });

    it('when something in them is changed, and not only they themselves', async () => {
      const { ran, trace } = await follow(
        [
          'class Box:',
          '    def __init__(self):',
          '        self.items = []',
          '    def add(self, x):',
          '        self.items.append(x)',
          '        self.last = x',
          'box = Box()',
          'xs = [1]',
          'history = {"loss": []}',
          'box.add(5)',
          'xs[0] = 7',
          'xs.append(8)',
          'history["loss"].append(9)',
          'def more():',
          '    global total',
          '    xs.append(total)',
          '    total = 3',
          'total = 2',
          'more()',
        ].join('\n'),
      );
      const inside = find(ran, trace, 'self.last = x');
      assert.deepEqual(namesAt(trace, inside), { self: { items: [5] }, x: 5 });
      assert.deepEqual(read(trace.namesAt(find(ran, trace, 'xs[0]'), 0).get('box')), { items: [5], last: 5 });
      const within = find(ran, trace, '    total = 3');
      assert.deepEqual(read(trace.namesAt(within, 0).get('xs')), [7, 8, 2]);
      assert.deepEqual(namesAt(trace), {
        box: { items: [5], last: 5 },
        xs: [7, 8, 2],
        history: { "'loss'": [9] },
        total: 3,
      });
    });

    it('bounded: a long list by its first items, a circle by its first round, a text by its first characters', async () => {
      const { trace } = await follow(
        'xs = list(range(1000))\nring = []\nring.append(ring)\ntext = "x" * 5000\n',
      );
      const found = trace.namesAt(trace.length, 0);
      const xs = found.get('xs');
      assert.ok(xs?.kind === 'list');
      assert.deepEqual([xs.items.length, xs.length], [64, 1000]);
      assert.deepEqual(read(found.get('ring')), ["'…'"]);
      assert.ok(String(read(found.get('text'))).length <= 500);
    });

    it('also numbers that JSON cannot hold', async () => {
      const { trace } = await follow(
        'from micrograd import Value\na = float("nan")\nb = -float("inf")\nv = Value(float("inf"))\nn = 10**40\n',
      );
      assert.deepEqual(namesAt(trace), {
        a: Number.NaN,
        b: Number.NEGATIVE_INFINITY,
        v: { data: Number.POSITIVE_INFINITY, grad: 0 },
        n: 1e40,
      });
    });

    it('asks nothing of a script’s objects that could go wrong or leave a mark', async () => {
      const { ran, trace } = await follow(
        [
          'class Odd:',
          '    def __init__(self): self.x = 1',
          '    def __repr__(self): raise RuntimeError("no")',
          '    def __eq__(self, other): raise RuntimeError("no")',
          '    def __hash__(self): raise RuntimeError("no")',
          '    def __len__(self): raise RuntimeError("no")',
          '    def __bool__(self): raise RuntimeError("no")',
          '    def __getattr__(self, name): raise RuntimeError("no")',
          'odd = Odd()',
          'odds = [odd, odd]',
          'odd.x = 2',
        ].join('\n'),
      );
      assert.deepEqual(ran.end, { kind: 'finished' });
      assert.deepEqual(namesAt(trace), { odd: { x: 2 }, odds: [{ x: 2 }, { x: 2 }] });
      assert.ok(trace.data.isWhole);
    });
  });
});
