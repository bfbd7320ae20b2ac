import assert from 'node:assert/strict';
import type { PastRun } from '../../../src/protocol/pastRun.ts';
import { floor } from '../../../webview/lossAxis.ts';
import { hasLosses, keptLoss, overlaySeries } from '../../../webview/overlays.ts';

/** A past run of which these losses are kept, of these steps. */
function past(steps: number, kept: Readonly<Record<number, number>>): PastRun {
  return {
    ...{ id: 1, file: 'day5.py', run: 0, learningRate: 0.05, seed: 1, steps, last: 1, verdict: null },
    at: Uint32Array.from(Object.keys(kept), Number),
    losses: Float64Array.from(Object.values(kept)),
  };
}

describe('overlaySeries', () => {
  it('draws a line over steps whose losses are not kept', () => {
    const none = undefined;
    const run = past(5, { 0: 3, 2: 2, 4: 1 });
    assert.deepEqual(overlaySeries(run, 6, false), [3, none, 2, none, 1, null]);
    assert.deepEqual(overlaySeries(null, 2, false), [null, null]);
  });

  it('has a gap from the loss before one that is none to the loss after it', () => {
    const run = past(7, { 0: 3, 3: Number.NaN, 5: 2, 6: Number.POSITIVE_INFINITY });
    assert.deepEqual(overlaySeries(run, 7, false), [3, null, null, null, null, 2, null]);
  });

  it('keeps to the floor of a logarithmic axis', () => {
    assert.deepEqual(overlaySeries(past(2, { 0: 1, 1: 0 }), 2, true), [1, floor]);
  });
});

describe('keptLoss', () => {
  it('is the loss of that very step, where it is kept', () => {
    const run = past(10, { 0: 3, 4: 2, 9: 1 });
    assert.deepEqual(
      [0, 1, 4, 8, 9, 10].map((step) => keptLoss(run, step)),
      [3, undefined, 2, undefined, 1, undefined],
    );
  });
});

describe('hasLosses', () => {
  it('tells a run by what is kept of it', () => {
    const run = past(3, { 0: 3, 2: Number.NaN });
    assert.ok(hasLosses(run, Float64Array.of(3, 2, Number.NaN)));
    assert.ok(!hasLosses(run, Float64Array.of(3, 2, 1)));
    assert.ok(!hasLosses(run, Float64Array.of(3, 2, Number.NaN, 1)));
  });
});
