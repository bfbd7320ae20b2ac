import assert from 'node:assert/strict';
import { pythonNumber } from '../../../../src/core/tracing/pythonNumber.ts';
import { shortText } from '../../../../src/core/tracing/shortText.ts';
import { float, int, list, value } from './tracedTrainer.ts';

describe('pythonNumber', () => {
  // As `repr` writes them.
  for (const [x, text] of [
    [7, '7.0'],
    [0.1, '0.1'],
    [1 / 3, '0.3333333333333333'],
    [-0, '-0.0'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1e100, '1e+100'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ] as const) {
    it(`writes ${text}`, () => assert.equal(pythonNumber(x, false), text));
  }

  it('writes an int without a point', () => {
    assert.equal(pythonNumber(-12, true), '-12');
  });
});

describe('shortText', () => {
  it('shows four digits of what a value holds', () => {
    assert.equal(shortText(value(1, 0.805432, -1 / 3)), 'Value(data=0.8054, grad=-0.3333)');
  });

  it('shows values in a list by their data, and leaves out what has no room', () => {
    assert.equal(shortText(list([value(1, 0.64321), int(2), float(1 / 3)])), '[0.6432, 2, 0.3333]');
    const long = shortText(list(Array.from({ length: 60 }, () => float(1 / 3))));
    assert.match(long, /^\[(0\.3333, ){7}…\]$/);
  });
});
