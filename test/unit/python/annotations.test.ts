import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { loopOfRun } from '../../../src/core/lesson/loopOfRun.ts';
import { annotations } from '../../../src/protocol/annotations.ts';
import { mostCharacters } from '../../../src/protocol/lineWords.ts';
import { lessonStrings } from '../../../src/protocol/strings.ts';
import type { PythonRuntime } from '../../../src/python/runtime.ts';
import { createRuntime, type Ran, runLoop } from './runScript.ts';

/** What stands after the lines of a script, by the line's text; those from an earlier step in brackets. */
function shown({ recordings: [recording], source }: Ran, position: number): [string, string][] {
  const script = { lines: source, loop: loopOfRun(source.join('\n'), recording), tabSize: 4 };
  return annotations(recording, position, script, lessonStrings).map(({ line, text, kind }) => [
    source[line - 1].trim(),
    kind === 'earlier' ? `(${text})` : text,
  ]);
}

describe('What stands after the lines of a script', () => {
  let runtime: PythonRuntime;

  before(() => {
    runtime = createRuntime();
  });

  after(() => runtime.dispose());

  it('is what its own run did: the loop as the lesson writes it', async () => {
    assert.deepEqual(shown(await runLoop(runtime, 'reference'), 13), [
      ['for k in range(20):', '⟵ 2   step 2 of 20 · backward'],
      ['ypred = [model(x) for x in xs]', '⟵ [0.48, −0.54, −0.64, 0.55]'],
      ['loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))', '⟵ 0.8054 ▼ 1.2001'],
      ['p.grad = 0.0', '41 gradients → 0'],
      ['loss.backward()', '‖grad‖ 3.47 ▼ 1.97'],
      ['p.data -= lr * p.grad', '(‖Δp‖ 0.272)'],
      ['print(f"step {k}: loss = {loss.data}")', '(⟶ step 1: loss = 2.00547661325616)'],
    ]);
  });

  it('counts the passes of micro-batches, and never names the parameter a loop stands at', async () => {
    assert.deepEqual(shown(await runLoop(runtime, 'gradient_accumulation'), 14), [
      ['for k in range(20):', '⟵ 1   step 1 of 20 · backward'],
      ['p.grad = 0.0', '41 gradients → 0'],
      ['for x, y in zip(xs, ys):', 'x = [3.00, −1.00, 0.50] · y = −1'],
      ['loss = (model(x) - y) ** 2', '⟵ 0.6632 ▼ 2.0510'],
      ['loss.backward()', '‖grad‖ 3.45 ▼ 0.947 · pass 2'],
      ['total += loss.data', '⟵ 1.1899 ▼ 1.6180'],
      ['p.data -= 0.05 * p.grad', '(‖Δp‖ 0.413)'],
      ['print(total)', '(⟶ 5.000656451060093)'],
    ]);
  });

  it('combines the statements of one line', async () => {
    assert.deepEqual(shown(await runLoop(runtime, 'semicolons'), 14).slice(1, 3), [
      [
        'out = [m(x) for x in xs]; loss = sum((o - y) ** 2 for o, y in zip(out, ys))',
        'out = [0.69, −0.68, −0.73, 0.71] · loss = 0.3513 ▼ 0.4541',
      ],
      ['m.zero_grad(); loss.backward()', '41 gradients → 0 · ‖grad‖ 1.90 ▼ 1.57'],
    ]);
  });

  it('says what clipping did', async () => {
    const all = shown(await runLoop(runtime, 'clipping'), 4);
    assert.deepEqual(all.at(-1), ['p.grad = max(-0.5, min(0.5, p.grad))', '‖grad‖ 8.25 → 2.55']);
  });

  const folders = ['sound', 'unfinished'];
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`../../fixtures/loops/${folder}`, import.meta.url)).map(
      (file) => `${folder}/${file}`,
    ),
  );
  for (const file of files.filter((name) => name.endsWith('.py'))) {
    it(`is short and one line, at every place of ${file}`, async () => {
      const ran = await runLoop(runtime, file.slice(0, -3), ['engine.py', 'nn.py']);
      for (const position of ran.recordings[0]?.stops.slice(0, 300).keys() ?? []) {
        const all = shown(ran, position);
        assert.ok(all.length > 0, 'there is a place at least');
        for (const [, text] of all) {
          // The head of the loop has the place as well.
          assert.ok(
            text.length <= mostCharacters + 60 && !/[\n\t]|undefined|-\d/.test(withoutPrinted(text)),
            text,
          );
        }
      }
    });
  }
});

/** What a script has printed is its own: it may have any minus. */
function withoutPrinted(text: string): string {
  return text.replace(/⟶.*/, '');
}
