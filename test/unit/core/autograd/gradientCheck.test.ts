import assert from 'node:assert/strict';
import { centralDifference, gradientCheck } from '../../../../src/core/autograd/gradientCheck.ts';

describe('centralDifference', () => {
  it('finds the slope of a curve', () => {
    const slope = centralDifference((x) => x ** 3, 2);
    assert.ok(Math.abs(slope - 12) < 1e-8, `${slope}`);
  });

  it('is exact on a straight line, far from 0 too', () => {
    assert.equal(
      centralDifference((x) => 4 * x, 1e6),
      4,
    );
  });

  it('divides by the step that was really taken', () => {
    const xs: number[] = [];
    const line = (x: number) => {
      xs.push(x);
      return x;
    };
    const slope = centralDifference(line, 0.1, 1e-3);
    assert.deepEqual(xs, [0.1 + 1e-3, 0.1 - 1e-3]);
    assert.equal(slope, 1);
  });
});

describe('gradientCheck', () => {
  it('has one comparison per input, in order', () => {
    const comparisons = gradientCheck(([a, b]) => a.mul(b), [2, 5]);
    assert.deepEqual(
      comparisons.map(({ backward }) => backward),
      [5, 2],
    );
    for (const { numeric, backward, error } of comparisons) {
      assert.ok(Math.abs(numeric - backward) < 1e-8);
      assert.ok(error < 1e-8);
    }
  });

  it('sees a gradient that is wrong', () => {
    // Twice the value, but the second half never gets its gradient back.
    const [comparison] = gradientCheck(([a]) => a.add(a.data), [3]);
    assert.equal(comparison.backward, 1);
    assert.ok(Math.abs(comparison.numeric - 2) < 1e-8);
    assert.ok(comparison.error > 0.1);
  });

  it('yields no error for an expression of no inputs it depends on', () => {
    const [comparison] = gradientCheck(([a]) => a.tape.value(7).mul(2), [3]);
    assert.deepEqual(comparison, { backward: 0, numeric: 0, error: 0 });
  });
});
