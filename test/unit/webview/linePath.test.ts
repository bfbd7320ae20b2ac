import assert from 'node:assert/strict';
import { linePath } from '../../../webview/linePath.ts';

describe('linePath', () => {
  const path = (...values: number[]) =>
    linePath(
      values,
      (step) => 10 * step,
      (value) => value,
    );

  it('goes through every value', () => {
    assert.equal(path(1, 2, 3), 'M0.0 1.0L10.0 2.0L20.0 3.0');
    assert.equal(path(), '');
  });

  it('has a gap where there is no finite number, and a point where one stands alone', () => {
    const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
    assert.equal(
      path(1, 2, none, 4, infinity, infinity, 7, 8),
      'M0.0 1.0L10.0 2.0M30.0 4.0h0.01M60.0 7.0L70.0 8.0',
    );
    assert.equal(path(none), '');
  });
});
