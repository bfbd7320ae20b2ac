import assert from 'node:assert/strict';
import type { Phase } from '../../../src/core/training/phase.ts';
import { Recording } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { floor } from '../../../webview/lossAxis.ts';
import {
  drawable,
  knownStep,
  lossSeries,
  stepAxis,
  stopOfLoss,
  summarize,
} from '../../../webview/lossSeries.ts';

/** A long run: the loss of each of `steps` steps, but stops of the steps named alone, two in each. */
function thinned(steps: number, detailed: readonly number[], phases: Phase[] = ['loss']): Recording {
  const start = { predictions: null, loss: null, data: Float64Array.of(1), grad: Float64Array.of(0) };
  const info = { steps: null, learningRate: null, seed: 1, ownSeed: false, shape: null, targets: [] };
  const recording = new Recording(info, start);
  recording.noteLosses(
    0,
    Array.from({ length: steps }, (_, step) => step / 10),
  );
  for (const step of detailed) {
    const stop = { ...start, step, line: null, deposit: null, printed: [], assigned: [] };
    recording.append({ ...stop, phases, loss: step / 10 });
    recording.append({ ...stop, phases: ['update'] });
  }
  recording.finish({ predictions: null, printed: [] });
  return recording;
}

describe('lossSeries', () => {
  it('shows losses as far as they are revealed', () => {
    assert.deepEqual(lossSeries(stepAxis(6), [5, 4, 3, 2, 1], [], 3), [
      [0, 1, 2, 3, 4, 5],
      [null, null, null, null, null, null],
      [5, 4, 3, 2, null, null],
    ]);
  });

  it('shows nothing of a run that has not been looked at', () => {
    assert.deepEqual(lossSeries(stepAxis(2), [5, 4], [], -1)[2], [null, null]);
  });

  it('shows the run before in full, also where it is longer or shorter', () => {
    assert.deepEqual(lossSeries(stepAxis(3), [5], [6, 5, 4], 0)[1], [6, 5, 4]);
    assert.deepEqual(lossSeries(stepAxis(3), [5, 4, 3], [6], 0)[1], [6, null, null]);
  });
});

describe('drawable', () => {
  it('leaves a gap for what is not a number', () => {
    const losses = [1, null, Number.NaN, Number.POSITIVE_INFINITY];
    assert.deepEqual(drawable(losses, false), [1, null, null, null]);
  });

  it('keeps to the floor of a logarithmic axis', () => {
    assert.deepEqual(drawable([1, 0, -2], true), [1, floor, floor]);
    assert.deepEqual(drawable(Float64Array.of(0), false), [0]);
  });
});

describe('knownStep', () => {
  it('is the step whose loss has been computed at a stop', () => {
    const trainer = new Trainer({ seed: 1, learningRate: 0.05, steps: 2 });
    while (trainer.advance()) {
      // To its end.
    }
    assert.deepEqual(
      [-1, 0, 1, 5, 6, 9].map((position) => knownStep(trainer.recording, position)),
      [-1, -1, 0, 0, 1, 1],
    );
  });

  it('is the last step at the end of a run, also where that has no stops', () => {
    const recording = thinned(100, [0, 50]);
    assert.equal(knownStep(recording, 2), 50);
    assert.equal(knownStep(recording, 3), 99);
  });
});

describe('summarize', () => {
  it('tells the first, last and lowest of the losses that are revealed', () => {
    const summary = summarize([null, 5, 1, 2, 0.5], 3);
    assert.deepEqual(summary, {
      count: 3,
      first: { step: 1, loss: 5 },
      last: { step: 3, loss: 2 },
      lowest: { step: 2, loss: 1 },
    });
  });

  it('has nothing to tell where no loss is a number, or none is revealed', () => {
    assert.equal(summarize([Number.NaN, null], 1), null);
    assert.equal(summarize([5, 4], -1), null);
  });
});

describe('stopOfLoss', () => {
  it('is the stop where the loss of a step was computed', () => {
    assert.equal(stopOfLoss(thinned(3, [0, 1, 2]), 1), 2);
  });

  it('is that of the nearest step where a step has no stops', () => {
    const recording = thinned(100, [0, 50, 99]);
    assert.deepEqual(
      [20, 30, 74, 75].map((step) => stopOfLoss(recording, step)),
      [0, 2, 2, 4],
    );
  });

  it('is the last stop of a step that has computed no loss, and none of a run without stops', () => {
    assert.equal(stopOfLoss(thinned(10, [3], ['forward']), 3), 1);
    assert.equal(stopOfLoss(thinned(10, []), 3), -1);
  });
});
