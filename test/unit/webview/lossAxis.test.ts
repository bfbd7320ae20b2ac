import assert from 'node:assert/strict';
import { decades, floor, tick, top } from '../../../webview/lossAxis.ts';

describe('The loss axis', () => {
  it('has whole powers of ten around the losses on a logarithmic scale, at least two decades', () => {
    assert.deepEqual(decades(0.0251, 5.0007), [0.01, 10]);
    assert.deepEqual(decades(2, 5), [0.1, 10]);
    assert.deepEqual(decades(null, null), [floor, 1]);
  });

  it('never reaches 0 on a logarithmic scale', () => {
    const [low, high] = decades(0, 0);
    assert.ok(low > 0 && high > low);
  });

  it('ends a little above the highest loss on a linear one', () => {
    assert.ok(top(5) > 5 && top(5) < 6);
    assert.ok(top(null) > 0 && Number.isFinite(top(Number.POSITIVE_INFINITY)));
  });

  it('writes numbers without noise', () => {
    assert.deepEqual([0, 0.30000000000000004, 5, 1e-6, 2e5, null].map(tick), [
      '0',
      '0.3',
      '5',
      '1e-6',
      '2e+5',
      '',
    ]);
  });
});
