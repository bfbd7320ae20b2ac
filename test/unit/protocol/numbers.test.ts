import assert from 'node:assert/strict';
import {
  formatAlike,
  formatChange,
  formatFixed,
  formatLoss,
  formatNumber,
  formatRate,
  formatSigned,
  formatSize,
} from '../../../src/protocol/numbers.ts';

describe('Numbers as they are shown', () => {
  it('a loss has the four decimals of the script, and is 0 only where it is', () => {
    assert.deepEqual([5.00071, 0, 0.00006, 0.00004, 1e7, Number.NaN].map(formatLoss), [
      '5.0007',
      '0.0000',
      '0.0001',
      '4.0e−5',
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

  it('a number beside a line is whole, or has four decimals, or an exponent', () => {
    const numbers = [3, -4, 0.80537, -1234.5, 0.00001, -2e7, 1e12, Number.NaN, Number.NEGATIVE_INFINITY];
    assert.deepEqual(numbers.map(formatNumber), [
      '3',
      '−4',
      '0.8054',
      '−1234.5000',
      '1.00e−5',
      '−20000000',
      '1.00e+12',
      'NaN',
      '−∞',
    ]);
  });

  it('numbers of a list are rounded alike', () => {
    assert.deepEqual(formatAlike([0.6412, -0.004, 1]), ['0.64', '0.00', '1.00']);
    assert.deepEqual(formatAlike([3, -1, 0]), ['3', '−1', '0']);
    assert.deepEqual(formatAlike([123.45, 1.5]), ['123.5', '1.5']);
    assert.deepEqual(formatAlike([0.00012, -0.003, 0]), ['1.2e−4', '−3.0e−3', '0.00']);
    assert.deepEqual(formatAlike([Number.NaN, 0.5, Number.POSITIVE_INFINITY]), ['NaN', '0.50', '∞']);
  });

  it('a change says its direction; none says nothing', () => {
    assert.deepEqual([-1.2001, 2, 0, Number.NaN, 0.00001].map(formatChange), [
      '▼ 1.2001',
      '▲ 2.0000',
      '',
      '',
      '▲ 1.00e−5',
    ]);
  });

  it('numbers of a column have their decimals, but zero is zero', () => {
    assert.deepEqual([-0.25, 2, 0, -0].map(formatFixed), ['−0.2500', '2.0000', '0', '0']);
  });
});
