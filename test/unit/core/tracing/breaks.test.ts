import assert from 'node:assert/strict';
import {
  breakableLine,
  errorPlace,
  executedLines,
  lossRises,
  movedLine,
  staleGradientsAt,
} from '../../../../src/core/tracing/breaks.ts';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import { Trace } from '../../../../src/core/tracing/trace.ts';
import { script, tracedTrainer } from './tracedTrainer.ts';

const { recording, trace } = tracedTrainer();
const timeline = new Timeline(trace, [recording]);

describe('breakableLine', () => {
  const executed = executedLines(timeline);
  const text = script.split('\n');

  it('is the line itself where it was executed', () => {
    assert.equal(breakableLine(executed, text, 14), 14);
  });

  it('is the next that was, from a blank line or a comment on', () => {
    assert.equal(breakableLine(executed, text, 4), 5);
    assert.equal(breakableLine(executed, text, 13), 14);
  });

  it('is none for a line that was not executed, and after the end', () => {
    assert.equal(breakableLine(executed, text, 18), null);
    assert.equal(breakableLine(executed, text, 30), null);
  });

  it('knows the lines of the stops where nothing else was followed', () => {
    assert.deepEqual(
      [...executedLines(new Timeline(null, [recording]))].sort((a, b) => a - b),
      [9, 10, 12, 14, 16],
    );
  });
});

describe('lossRises', () => {
  it('is nowhere in a run that learns', () => {
    assert.equal(lossRises(timeline).size, 0);
  });

  it('is where the loss is known, with both numbers', () => {
    const rough = tracedTrainer({ steps: 6, learningRate: 1.5 });
    const losses = rough.recording.losses().map((loss) => loss ?? 0);
    const expected = losses.flatMap((to, step) =>
      step > 0 && to > losses[step - 1] ? [{ step, from: losses[step - 1], to }] : [],
    );
    const of = new Timeline(rough.trace, [rough.recording]);
    const rises = lossRises(of);
    assert.ok(expected.length > 0);
    assert.deepEqual([...rises.values()], expected);
    for (const [place, { step }] of rises) {
      const stop = rough.recording.stops[of.cursorAt(place).position];
      assert.deepEqual([stop.step, stop.phases], [step, ['loss']]);
    }
  });
});

describe('staleGradientsAt', () => {
  it('is nowhere where gradients are reset', () => {
    assert.equal(staleGradientsAt(timeline).size, 0);
  });

  it('is where each backward pass is over but the first, for each adds to what an update has used', () => {
    const broken = tracedTrainer({ steps: 6, zeroGrad: false });
    const of = new Timeline(broken.trace, [broken.recording]);
    const found = staleGradientsAt(of);
    assert.deepEqual(
      [...found.values()].map(({ step, evidence }) => [step, evidence.appliedStep]),
      [1, 2, 3, 4, 5].map((step) => [step, step - 1]),
    );
    for (const [place, { step, evidence }] of found) {
      const position = of.cursorAt(place).position;
      const { phases, grad, deposit } = broken.recording.stops[position];
      assert.deepEqual(phases, ['backward']);
      assert.equal(broken.recording.stops[position].step, step);
      const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9 * b, `${a} is not ${b}`);
      close(evidence.stored, Math.hypot(...grad));
      close(evidence.truth, Math.hypot(...(deposit ?? [])));
    }
  });
});

describe('errorPlace', () => {
  it('is before the line that raised, when it was executed last', () => {
    const place = errorPlace(timeline, 14) ?? -1;
    assert.equal(timeline.lineAt(place), 14);
    assert.equal(timeline.cursorAt(place).position, 12);
  });

  it('is the script’s own last line where another file raised', () => {
    assert.equal(errorPlace(timeline, null), timeline.end - 1);
  });

  it('is no earlier time on that line, where its function was not followed any more', () => {
    const shallow = new Trace({ ...trace.data, shallowFrom: trace.length - 1 });
    assert.equal(errorPlace(new Timeline(shallow, [recording]), 14), timeline.end - 1);
  });

  it('is not known where the script was not followed so far', () => {
    const part = tracedTrainer({ steps: 3, traced: 1 });
    assert.equal(errorPlace(new Timeline(part.trace, [part.recording]), 14), null);
    assert.equal(errorPlace(new Timeline(null, [recording]), 14), null);
  });
});

describe('movedLine', () => {
  const lines = (text: string) => text.split('');

  it('stays before an edit and goes with the text after it', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => movedLine(lines('abcd'), lines('abXYcd'), line)),
      [1, 2, 5, 6],
    );
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => movedLine(lines('abcd'), lines('ad'), line)),
      [1, 1, 1, 2],
    );
  });

  it('stays on a line that was itself changed', () => {
    assert.equal(movedLine(lines('abc'), lines('aXc'), 2), 2);
  });
});
