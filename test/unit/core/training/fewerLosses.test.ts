import assert from 'node:assert/strict';
import { fewerLosses } from '../../../../src/core/training/fewerLosses.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

describe('fewerLosses', () => {
  it('are all of them where there is room', () => {
    const { losses, at } = fewerLosses(Float64Array.of(3, Number.NaN, 1), 3);
    assert.deepEqual([...losses], [3, Number.NaN, 1]);
    assert.deepEqual([...at], [0, 1, 2]);
  });

  it('are at most so many, each as it was, the first and the last among them', () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 2000, zeroGrad: false });
    while (trainer.advance());
    const all = Float64Array.from(trainer.recording.losses(), (loss) => loss ?? Number.NaN);
    for (const most of [12, 100, 1999]) {
      const { losses, at } = fewerLosses(all, most);
      assert.ok(losses.length <= most && losses.length > most / 5, `${losses.length} of ${most}`);
      assert.deepEqual([at[0], at.at(-1)], [0, 1999]);
      assert.ok(at.every((step, k) => k === 0 || step > at[k - 1]));
      assert.deepEqual(
        losses,
        Float64Array.from(at, (step) => all[step]),
      );
      assert.equal(Math.max(...losses), Math.max(...all));
      assert.equal(Math.min(...losses), Math.min(...all));
    }
  });

  it('have each peak and each gap, however short', () => {
    const all = new Float64Array(10_000).fill(1);
    all[4321] = 7;
    all[6789] = Number.NaN;
    all[8888] = Number.POSITIVE_INFINITY;
    const { at } = fewerLosses(all, 300);
    for (const step of [4321, 6789, 8888]) {
      assert.ok(at.includes(step), `${step}`);
    }
  });
});
