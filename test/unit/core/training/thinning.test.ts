import assert from 'node:assert/strict';
import type { Stop } from '../../../../src/core/training/recording.ts';
import { keepsStops, keptSteps, sizeOf } from '../../../../src/core/training/thinning.ts';

const kept = (from: number, to: number, size?: number, run?: number) => {
  let count = 0;
  for (let step = from; step < to; step++) {
    count += keepsStops(step, size, run) ? 1 : 0;
  }
  return count;
};

/** A stop of a model with so many parameters, in which all of them change. */
const stop = (parameters: number): Stop => ({
  step: 0,
  phases: ['update'],
  line: 1,
  predictions: null,
  loss: null,
  data: new Float64Array(parameters),
  grad: new Float64Array(parameters),
  deposit: null,
  printed: [],
  assigned: [],
});

describe('keepsStops', () => {
  it('keeps the first steps, each of them', () => {
    assert.equal(kept(0, 2 * keptSteps), 2 * keptSteps);
  });

  it('keeps as many of each doubling', () => {
    for (let from = keptSteps; from < 1_000_000; from *= 2) {
      assert.equal(kept(from, 2 * from), keptSteps);
    }
  });

  it('keeps few of a hundred thousand, from everywhere', () => {
    assert.ok(kept(0, 100_000) < 2600);
    assert.ok(kept(99_000, 100_000) > 0);
  });

  it('keeps no more of large steps than of small ones, by size', () => {
    for (const size of [2049, 10_000, 60_000]) {
      const many = kept(0, 100_000, size);
      assert.ok(many > 32 && many * size < 2 * 2048 * 2600, `${size}: ${many}`);
    }
  });

  it('keeps less of each run where there are many', () => {
    assert.equal(kept(0, 100_000, 300, 5), kept(0, 100_000, 300));
    assert.ok(kept(0, 100_000, 300, 1000) < kept(0, 100_000, 300) / 10);
  });
});

describe('sizeOf', () => {
  it('counts what stops hold, and once what they share', () => {
    const [a, b] = [stop(1000), stop(1000)];
    const small = sizeOf([stop(1)]);
    assert.ok(sizeOf([a]) >= 2000 && sizeOf([a]) < 2000 + small);
    assert.ok(sizeOf([a, b]) >= 4000);
    assert.ok(sizeOf([a, { ...b, data: a.data, grad: a.grad }]) < 2000 + 2 * small);
  });
});
