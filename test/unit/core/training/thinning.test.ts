import assert from 'node:assert/strict';
import { keepsStops, keptSteps } from '../../../../src/core/training/thinning.ts';

const kept = (from: number, to: number) => {
  let count = 0;
  for (let step = from; step < to; step++) {
    count += keepsStops(step) ? 1 : 0;
  }
  return count;
};

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
});
