import assert from 'node:assert/strict';
import { decades, distances, floor, isPower, linearRange, powers, tick } from '../../../webview/lossAxis.ts';

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

  it('ends at the floor, however low all losses are', () => {
    assert.deepEqual(decades(1e-9, 1e-8), [floor, 1e-4]);
    assert.deepEqual(decades(0, 5), [floor, 10]);
  });

  it('goes from 0 to a little above the highest loss on a linear one', () => {
    const [low, high] = linearRange(0.1, 5);
    assert.equal(low, 0);
    assert.ok(high > 5 && high < 6);
  });

  it('makes room for losses below 0 on a linear one', () => {
    const [low, high] = linearRange(-3, -1);
    assert.ok(low < -3 && low > -4);
    assert.equal(high, 0);
  });

  it('has a height also where there is no loss, or none that has one', () => {
    for (const range of [linearRange(null, null), linearRange(0, 0), linearRange(-1e308, 1e308)]) {
      assert.ok(range[1] > range[0] && range.every(Number.isFinite));
    }
  });

  it('has marks at any height, from a tenth of it down', () => {
    for (const height of [1e-9, 5.3, 1e200]) {
      const marks = distances(height);
      assert.ok(marks.some((distance) => distance <= height / 2 && distance >= height / 10));
      assert.ok(marks.every((distance, k) => k === 0 || distance > marks[k - 1]));
    }
  });

  it('has the marks of each decade on a logarithmic scale, and is written at the powers of ten', () => {
    const marks = powers(0.1, 10);
    assert.equal(marks.length, 19);
    assert.deepEqual(marks.filter(isPower), [0.1, 1, 10]);
  });

  it('has powers of ten alone where a logarithmic scale goes far', () => {
    assert.deepEqual(powers(1e-6, 1), [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1]);
    const far = powers(1e-2, 1e270);
    assert.ok(far.length <= 9 && far.every(isPower));
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
