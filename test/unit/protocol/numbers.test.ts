import assert from 'node:assert/strict';
import { formatLoss, formatRate, formatSigned, formatSize } from '../../../src/protocol/numbers.ts';

describe('Numbers as they are shown', () => {
  it('a loss has the four decimals of the script', () => {
    assert.deepEqual([5.00071, 0, 0.00004, 1e7, Number.NaN].map(formatLoss), [
      '5.0007',
      '0.0000',
      '0.0000',
      '1.00e+7',
      'NaN',
    ]);
  });

  it('a prediction has a sign, but nothing is minus zero', () => {
    assert.deepEqual([0.9153, -0.942, -0.0004, 0].map(formatSigned), [
      '+0.915',
      '−0.942',
      '+0.000',
      '+0.000',
    ]);
  });

  it('a norm has three digits', () => {
    assert.deepEqual([3.1, 0.15523, 0.00001, 12345, 0].map(formatSize), [
      '3.10',
      '0.155',
      '1.0e-5',
      '1.2e+4',
      '0',
    ]);
  });

  it('a number that ran away stays short, one that is none says so', () => {
    const odd = [123456, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    assert.deepEqual(odd.map(formatSigned), ['+1.2e+5', '+∞', '−∞', 'NaN']);
    assert.deepEqual([Number.POSITIVE_INFINITY, Number.NaN].map(formatSize), ['∞', 'NaN']);
  });

  it('a learning rate is written without the noise of its measurement', () => {
    assert.deepEqual([0.05000000001, 0.1, -0.05, 1e-7].map(formatRate), ['0.05', '0.1', '−0.05', '1e-7']);
  });
});
