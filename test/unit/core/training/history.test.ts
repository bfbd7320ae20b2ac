import assert from 'node:assert/strict';
import { historyOf } from '../../../../src/core/training/history.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

describe('historyOf', () => {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20 });
  while (trainer.advance());
  const { recording } = trainer;

  it('has the data after each step, and the gradient that moved it there', () => {
    for (const parameter of [0, 3, 40]) {
      const { steps, data, grad } = historyOf(recording, parameter);
      assert.deepEqual(
        steps,
        Array.from({ length: 20 }, (_, k) => k),
      );
      let before = recording.initial.data[parameter];
      for (const [k, value] of data.entries()) {
        assert.ok(Math.abs(before - 0.05 * grad[k] - value) < 1e-12);
        before = value;
      }
    }
  });

  it('spreads what is too much, and keeps the last', () => {
    const { steps } = historyOf(recording, 0, 6);
    assert.deepEqual(steps, [3, 7, 11, 15, 19]);
  });
});
