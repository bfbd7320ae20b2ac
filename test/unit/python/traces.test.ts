import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Recorded, Trace, TraceData } from '../../../src/core/tracing/trace.ts';
import type { Recording } from '../../../src/core/training/recording.ts';
import { createRuntime, type Ran, runLoop, runText } from './runScript.ts';

const loops = new URL('../../fixtures/loops/sound/', import.meta.url);
const names = readdirSync(loops)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.replace('.py', ''));
const besides = readdirSync(new URL('../beside/', loops));
const textOf = (name: string) => readFileSync(new URL(`${name}.py`, loops), 'utf8');

/** A script that runs another under Python's own `sys.settrace` and prints what that says of its functions, line by line. */
const oracle = (text: string) => `
import sys
__said = []
# That the body of a class begins is no line that is executed.
__classes = ${JSON.stringify([...text.matchAll(/^class (\w+)/gm)].map(([, name]) => name))}
def __follow(frame, event, argument):
    if frame.f_code.co_filename != "traced.py":
        return None
    if event == "line" and not (frame.f_code.co_name in __classes and frame.f_lineno == frame.f_code.co_firstlineno):
        __said.append(f"{frame.f_code.co_name} {frame.f_lineno}")
    return __follow
__code = compile(${JSON.stringify(text)}, "traced.py", "exec")
sys.settrace(__follow)
exec(__code, {"__name__": "__main__"})
sys.settrace(None)
print("\\n".join(__said))
`;

/** The events as \`sys.settrace\` would write them. */
function linesOf({ data }: Trace): string[] {
  return Array.from(data.lines, (line, event) => `${data.calls[data.callOf[event]].name} ${line}`);
}

/** Without what stands several times in a row: Python reports a line once more whenever it comes back to it. */
const withoutRepeats = (lines: readonly string[]) => lines.filter((line, k) => line !== lines[k - 1]);

/** The calls that are under way at an event, the innermost first, with their lines. */
const stack = (trace: Trace, event: number) =>
  trace
    .stackAt(event)
    .map(({ name, line }) => `${name} ${line}`)
    .join(' < ');

/** A value as people read it. */
function read(value: Recorded | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'number':
      return value.number;
    case 'text':
      return value.text;
    case 'value':
      return { data: value.data, grad: value.grad };
    case 'list':
      return value.items.map(read);
    case 'dict':
      return Object.fromEntries(value.entries.map(([key, each]) => [key, read(each)]));
    case 'object':
      return Object.fromEntries(value.attributes.map(([key, each]) => [key, read(each)]));
  }
}

/** What the names of the innermost call stand for at the end, or at an event. */
function namesAt(trace: Trace, event = trace.length, call = trace.data.callOf[event] ?? 0) {
  return Object.fromEntries([...trace.namesAt(event, call)].map(([name, value]) => [name, read(value)]));
}

/** The first event on a line with this text, from an event on. */
function find({ source }: Ran, trace: Trace, text: string, from = 0): number {
  const event = trace.data.lines.findIndex((line, k) => k >= from && source[line - 1].includes(text));
  assert.ok(event >= 0, text);
  return event;
}

describe('traces of scripts', function () {
  this.timeout(240_000);
  const runtime = createRuntime();
  after(() => runtime.dispose());

  /** A script, traced to its end. */
  const follow = async (text: string) => {
    const ran = await runText(runtime, text, {}, true);
    assert.ok(ran.trace);
    return { ran, trace: ran.trace };
  };
  const traced = new Map<string, Promise<Ran>>();
  /** One of the loops, traced; each once. */
  const traceLoop = (name: string): Promise<Ran> => {
    const ran = traced.get(name) ?? runLoop(runtime, name, besides, true);
    traced.set(name, ran);
    return ran;
  };
  const followLoop = async (name: string) => {
    const ran = await traceLoop(name);
    assert.ok(ran.trace);
    return { ran, trace: ran.trace };
  };

  describe('leave the recording as it is', () => {
    /** What can be compared: where objects are in memory is different in each run. */
    const shown = (recording: Recording, number: (x: number) => number) => {
      const numbers = (xs: Float64Array | null) => xs && Float64Array.from(xs, number);
      return {
        info: recording.info,
        initial: recording.initial,
        losses: recording.losses().map((loss) => (loss === null ? null : number(loss))),
        predictions: numbers(recording.outcome?.predictions ?? null),
        stops: recording.stops.map((stop) => ({
          ...stop,
          event: null,
          loss: stop.loss === null ? null : number(stop.loss),
          predictions: numbers(stop.predictions),
          data: numbers(stop.data),
          grad: numbers(stop.grad),
          deposit: numbers(stop.deposit),
          sent: stop.sent?.map((sent) => ({ ...sent, data: number(sent.data) })),
          printed: stop.printed.map(({ line }) => line),
          assigned: stop.assigned.map(({ value, ...where }) => ({
            ...where,
            value:
              typeof value === 'string'
                ? value.replace(/0x[0-9a-f]+|\d+\.\d+(e-?\d+)?/g, '…')
                : typeof value === 'number'
                  ? number(value)
                  : numbers(value),
          })),
        })),
      };
    };

    for (const name of names) {
      it(name, async () => {
        const plain = await runLoop(runtime, name, besides);
        const traced = await traceLoop(name);
        assert.equal(plain.trace, null);
        assert.deepEqual(traced.end, plain.end);
        // A set of values has them in the order in which they lie in memory: sums over it differ in their last digits.
        const hasSets = plain.source.some((line) =>
          /set\(|\{[a-z]+, [a-z]+\}|^from (engine|nn|scalar) /.test(line),
        );
        const number = hasSets ? (x: number) => Math.round(x * 1e9) : (x: number) => x;
        if (!hasSets) {
          assert.equal(traced.printed, plain.printed);
        }
        assert.deepEqual(
          traced.recordings.map((recording) => shown(recording, number)),
          plain.recordings.map((recording) => shown(recording, number)),
        );
        assert.ok(plain.recordings.every(({ stops }) => stops.every((stop) => !('event' in stop))));
        assert.ok(traced.trace && traced.trace.length > 0);
        const { data } = traced.trace;
        for (const happened of [data.given, data.writes, data.changes]) {
          assert.ok(happened.every(({ event }, k) => event >= (happened[k - 1]?.event ?? -1)));
        }
        if (data.isWhole) {
          for (const { stops } of traced.recordings) {
            assert.ok(
              stops.every(({ event }, k) => event !== undefined && event >= (stops[k - 1]?.event ?? 0)),
            );
          }
        }
      });
    }
  });

  describe('have the lines that Python reports, in their order', () => {
    const own: Record<string, string> = {
      generators: `
def count(n):
    for k in range(n):
        yield k
    yield -1
total = 0
for x in count(3):
    total += x
pair = zip(count(2), count(2))
for a, b in pair:
    total += a * b
first = next(x for x in count(4) if x > 0)
`,
      exceptions: `
def fail(n):
    if n == 0:
        raise ValueError("no")
    try:
        fail(n - 1)
    finally:
        n += 1
for k in range(3):
    try:
        fail(k)
    except ValueError as error:
        caught = str(error)
    else:
        caught = None
`,
      'loops within one line': `
xs = [1, 2, 3]
for x in xs: y = x
while y < 6: y += 1
for x in [q for q in xs if q > 1]: y += x
while True:
    y += 1
    if y > 20: break
`,
      'matches and with': `
import contextlib
@contextlib.contextmanager
def around():
    yield 1
for command in ["go", ["at", 2], 3]:
    match command:
        case "go":
            x = 1
        case ["at", place]:
            x = place
        case _:
            x = 0
    with around() as one:
        x += one
`,
      classes: `
class A:
    shared = 1
    def __init__(self, x):
        self.x = x
    @property
    def twice(self):
        return self.x * 2
    def __add__(self, other):
        return A(self.x + other.x)
a = A(1) + A(2)
b = (lambda v: v.twice)(a)
`,
    };
    const compared = [
      'reference',
      'functions',
      'recursion',
      'while_loop',
      'trainer_class',
      'optimiser',
      'one_line',
      'semicolons',
    ];
    for (const name of compared) {
      own[name] = textOf(name);
    }

    for (const [name, text] of Object.entries(own)) {
      it(name, async () => {
        const { trace } = await follow(text);
        const { printed, end } = await runText(runtime, oracle(text));
        assert.deepEqual(end, { kind: 'finished' });
        const said = printed.split('\n').filter((line) => /^[\w<>]+ \d+$/.test(line));
        // A statement of several lines has one event, at its first line: there Python jumps back and forth.
        const heads = headsOf(text);
        const expected = said.map((line) => {
          const [function_, number] = line.split(' ');
          return `${function_} ${heads.get(Number(number)) ?? number}`;
        });
        assert.deepEqual(withoutRepeats(linesOf(trace)), withoutRepeats(expected));
      });
    }

    it('once for each round of a loop, also within one line', async () => {
      const count = async (text: string, line: number) =>
        [...(await follow(text)).trace.data.lines].filter((each) => each === line).length;
      assert.equal(await count('for k in range(3):\n    pass\n', 1), 4);
      assert.equal(await count('for k in range(3): pass\n', 1), 4);
      assert.equal(await count('k = 0\nwhile k < 3: k += 1\n', 2), 4);
      assert.equal(await count('xs = [k for k in range(3)]\n', 1), 1);
      assert.equal(await count('x = max(\n    1,\n    2,\n)\n', 1), 1);
      // The line itself, then the generator: at its start, and each time it goes on.
      assert.equal(await count('x = sum(k for k in range(3))\n', 1), 1 + 4);
    });
  });

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

  describe('know every value', () => {
    it('every write to a parameter within a loop over them', async () => {
      for (const name of ['reference', 'own_classes', 'own_slots', 'momentum', 'optimiser']) {
        const { trace, ran } = await followLoop(name);
        const [{ stops, initial }] = ran.recordings;
        const { writes, lines } = trace.data;
        const updates = stops.filter(({ phases }) => phases.includes('update'));
        const [first, second] = updates;
        const burst = writes.filter(
          ({ event }) =>
            event >= (first.event ?? 0) && event < (second.event ?? 0) && lines[event] === first.line,
        );
        assert.deepEqual(
          burst.map(({ index }) => index),
          [...initial.data.keys()],
          name,
        );
        assert.deepEqual(
          burst.map(({ data }) => data),
          [...first.data],
        );
        assert.ok(burst.every(({ event, run }, k) => run === 0 && (k === 0 || event > burst[k - 1].event)));
      }
    });

    it('the state at any stop is that of the writes before it', async () => {
      for (const name of [
        'reference',
        'clipping',
        'mini_batches',
        'own_dataclass',
        'functions',
        'line_fit',
      ]) {
        const { ran, trace } = await followLoop(name);
        const [{ stops, initial }] = ran.recordings;
        const now = { data: [...initial.data], grad: [...initial.grad] };
        const { writes } = trace.data;
        let k = 0;
        for (const [at, stop] of stops.entries()) {
          const { event = -1 } = stop;
          for (; k < writes.length && writes[k].event < event; k++) {
            now.data[writes[k].index] = writes[k].data;
            now.grad[writes[k].index] = writes[k].grad;
          }
          const before = at > 0 ? stops[at - 1] : initial;
          assert.deepEqual(now, { data: [...before.data], grad: [...before.grad] }, `${name}, stop ${at}`);
        }
      }
    });

    it('the gradient of the loss after the backward pass', async () => {
      for (const name of ['reference', 'own_classes']) {
        const { ran, trace } = await followLoop(name);
        const backward = find(ran, trace, 'loss.backward()');
        const loss = trace.namesAt(backward, 0).get('loss');
        assert.ok(loss?.kind === 'value');
        assert.equal(loss.grad, 0);
        const changes = trace.data.changes.filter(({ id }) => id === loss.id);
        assert.deepEqual([changes[0].grad, changes[0].data], [1, loss.data]);
        assert.ok(changes[0].event >= backward);
        assert.ok(changes[0].event < find(ran, trace, 'p.data', backward));
      }
    });

    it('which parameter of which run it is, and whose model an object is', async () => {
      const { ran, trace } = await followLoop('side_by_side');
      const models = [...trace.namesAt(trace.length, 0).values()].filter((value) => value.kind === 'object');
      assert.deepEqual(new Set(models.map(({ run }) => run)), new Set([0, 1]));
      for (const { run, attributes } of models) {
        const places: unknown[] = [];
        const walk = (value: Recorded): void => {
          if (value.kind === 'value') {
            places.push(value.parameter);
          } else if (value.kind === 'list') {
            value.items.forEach(walk);
          } else if (value.kind === 'object') {
            for (const [, each] of value.attributes) {
              walk(each);
            }
          }
        };
        for (const [, each] of attributes) {
          walk(each);
        }
        const expected = [...ran.recordings[run ?? -1].initial.data.keys()].map((index) => ({ run, index }));
        assert.deepEqual(places, expected);
      }
    });

    it('and the run of models that turned out to be one', async () => {
      const { ran, trace } = await followLoop('ensemble');
      assert.equal(ran.recordings.length, 1);
      const indices = new Set(trace.data.writes.map(({ run, index }) => `${run} ${index}`));
      assert.equal(indices.size, 11 + 21);
    });

    it('the event during which a stop began is on its line', async () => {
      for (const name of [
        'reference',
        'own_classes',
        'recursion',
        'functions',
        'one_line',
        'shared_update',
      ]) {
        const { ran, trace } = await followLoop(name);
        for (const { stops } of ran.recordings) {
          const lines = stops.map(({ event = -1 }) => trace.data.lines[event]);
          assert.deepEqual(
            lines.filter((line, k) => stops[k].phases.length === 1 && line !== stops[k].line),
            [],
            name,
          );
        }
      }
    });
  });

  describe('end', () => {
    it('when there are too many lines: the script goes on without', async () => {
      const { ran, trace } = await follow('for k in range(300_000):\n    x = k\nprint(x)\n');
      assert.deepEqual(ran.end, { kind: 'finished' });
      assert.equal(ran.printed, '299999\n');
      assert.deepEqual([trace.length, trace.data.isWhole], [200_000, false]);
      assert.equal(read(trace.namesAt(199_000, 0).get('x')), 99_499);
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

/** Of statements of several lines, each line and the one that the statement begins on; as far as brackets tell. */
function headsOf(text: string): Map<number, number> {
  const heads = new Map<number, number>();
  let depth = 0;
  let head = 0;
  for (const [k, line] of text.split('\n').entries()) {
    if (depth > 0) {
      heads.set(k + 1, head);
    } else {
      head = k + 1;
    }
    const code = line.replace(/#.*$/, '').replace(/"[^"]*"/g, '');
    depth += (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
  }
  return heads;
}
