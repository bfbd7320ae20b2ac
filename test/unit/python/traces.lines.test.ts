import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Trace } from '../../../src/core/tracing/trace.ts';
import { createRuntime, runText } from './runScript.ts';
import { tracing } from './tracing.ts';

const textOf = (name: string) =>
  readFileSync(new URL(`../../fixtures/loops/sound/${name}.py`, import.meta.url), 'utf8');

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

describe('traces of scripts', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());
  const { follow } = tracing(runtime);

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
