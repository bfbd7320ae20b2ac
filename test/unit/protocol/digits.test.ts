import assert from 'node:assert/strict';
import { formatSignificant, formatTerms, formatToFit } from '../../../src/protocol/digits.ts';

describe('formatSignificant', () => {
  it('has so many digits, or all there are', () => {
    const numbers = [
      -0.123456789,
      2,
      0.5,
      12.3456789,
      0,
      0.000012345678,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
    ];
    assert.deepEqual(
      numbers.map((x) => formatSignificant(x, 4)),
      ['−0.1235', '2', '0.5', '12.35', '0', '1.235e−5', 'NaN', '−∞'],
    );
  });
});

describe('formatToFit', () => {
  it('has as many digits as there is room for', () => {
    assert.deepEqual(
      [4, 7, 12, 30].map((characters) => formatToFit(-1 / 3, characters)),
      ['−0.3', '−0.3333', '−0.333333333', '−0.3333333333333333'],
    );
    assert.equal(formatToFit(2, 5), '2');
    assert.equal(formatToFit(1 / 3, 30, 5), '0.33333');
    assert.equal(formatToFit(-0.0000123456, 9), '−1.235e−5');
  });

  it('has one digit where there is no room at all', () => {
    assert.equal(formatToFit(0.777, 1), '0.8');
  });
});

describe('formatTerms', () => {
  it('gives all as many decimals as the largest has', () => {
    assert.deepEqual(formatTerms([-0.031234, 0.0012345, 0], 4), ['−0.03123', '0.00123', '0.00000']);
    assert.deepEqual(formatTerms([12.3456, -1e-9], 4), ['12.35', '0.00']);
    assert.deepEqual(formatTerms([0, 0], 4), ['0', '0']);
  });

  it('gives very small ones one exponent', () => {
    assert.deepEqual(formatTerms([1.2345e-9, -2e-10], 4), ['1.234e−9', '−0.200e−9']);
  });
});
