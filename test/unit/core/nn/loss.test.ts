import assert from 'node:assert/strict';
import { gradientCheck } from '../../../../src/core/autograd/gradientCheck.ts';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';

describe('sumOfSquaredErrors', () => {
  it('is a sum, not a mean', () => {
    const tape = new Tape();
    const predictions = [tape.value(1), tape.value(3), tape.value(-1)];
    assert.equal(sumOfSquaredErrors(predictions, [0, 1, 1]).data, 1 + 4 + 4);
  });

  it('is 0 where all predictions are right', () => {
    const tape = new Tape();
    assert.equal(sumOfSquaredErrors([tape.value(1), tape.value(-1)], [1, -1]).data, 0);
  });

  it('has a gradient of 2(ŷ − y) in each prediction', () => {
    const tape = new Tape();
    const predictions = [tape.value(1), tape.value(3), tape.value(-1)];
    sumOfSquaredErrors(predictions, [0, 1, 1]).backward();
    assert.deepEqual(
      predictions.map(({ grad }) => grad),
      [2, 4, -4],
    );
    for (const { error } of gradientCheck((inputs) => sumOfSquaredErrors(inputs, [1, -1]), [0.25, 0.5])) {
      assert.ok(error < 1e-8);
    }
  });

  it('throws if the lengths differ or there is nothing to add', () => {
    const tape = new Tape();
    assert.throws(() => sumOfSquaredErrors([tape.value(1)], [1, 2]), RangeError);
    assert.throws(() => sumOfSquaredErrors([], []), RangeError);
  });
});
