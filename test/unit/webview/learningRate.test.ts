import assert from 'node:assert/strict';
import { Recording } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { ratesOf } from '../../../webview/learningRate.ts';

const info = { steps: null, learningRate: null, seed: 1, ownSeed: false, shape: null, targets: [] };

/** A run whose updates are these: the parameters after each, all of them with this gradient. */
function updates(grad: Float64Array, data: readonly Float64Array[]): Recording {
  const start = { predictions: null, loss: null, data: Float64Array.of(1, -1), grad };
  const recording = new Recording(info, start);
  data.forEach((after, step) => {
    recording.append({
      ...start,
      data: after,
      step,
      phases: ['update'],
      line: null,
      deposit: null,
      printed: [],
      assigned: [],
    });
  });
  return recording;
}

describe('ratesOf', () => {
  it('is the rate that a run was given', () => {
    const { recording } = new Trainer({ seed: 1, learningRate: 0.05, steps: 3 });
    assert.deepEqual(ratesOf(recording), { first: '0.05', last: '0.05' });
  });

  it('is measured where a script keeps it to itself', () => {
    const trainer = new Trainer({ seed: 1, learningRate: 0.03, steps: 20 });
    while (trainer.advance()) {
      // To its end.
    }
    const { initial, stops } = trainer.recording;
    const recording = new Recording(info, initial);
    assert.equal(ratesOf(recording), null, 'before the first update there is nothing to measure');
    for (const stop of stops) {
      recording.append(stop);
    }
    assert.deepEqual(ratesOf(recording), { first: '0.03', last: '0.03' });
  });

  it('tells how it changed', () => {
    const recording = updates(Float64Array.of(1, 2), [
      Float64Array.of(0.9, -1.2),
      Float64Array.of(0.89, -1.22),
    ]);
    assert.deepEqual(ratesOf(recording), { first: '0.1', last: '0.01' });
  });

  it('is unknown where parameters do not move by one multiple of their gradients', () => {
    const momentum = updates(Float64Array.of(1, 2), [Float64Array.of(0.9, -1.2), Float64Array.of(0.7, -1.3)]);
    assert.equal(ratesOf(momentum), null);
  });

  it('is that of the beginning where the run ended in numbers that tell nothing', () => {
    const overflown = updates(Float64Array.of(1, 2), [
      Float64Array.of(0.9, -1.2),
      Float64Array.of(Number.NaN, Number.NaN),
    ]);
    assert.deepEqual(ratesOf(overflown), { first: '0.1', last: '0.1' });
  });
});
