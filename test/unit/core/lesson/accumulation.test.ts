import assert from 'node:assert/strict';
import { accumulation } from '../../../../src/core/lesson/accumulation.ts';
import { norm } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

describe('Accumulation as a feature', () => {
  it('comes, sample by sample, to what the full batch comes to', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { count, passes, batch, gradients, parameters } = accumulation(seed, 0.05);
      assert.equal(count, 41);
      assert.equal(passes.length, 4);
      assert.ok(gradients < 1e-12, `${gradients}`);
      assert.ok(parameters < 1e-12, `${parameters}`);
      const sum = passes.reduce((total, { loss }) => total + loss, 0);
      assert.ok(Math.abs(sum - batch.loss) < 1e-12);
      assert.ok(Math.abs(passes[3].length - batch.length) < 1e-12);
    }
  });

  it('is the first step of the run with the same seed', () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 1 });
    while (trainer.advance());
    const { recording } = trainer;
    const { batch } = accumulation(5571, 0.05);
    assert.equal(batch.loss, recording.losses()[0]);
    assert.equal(batch.length, norm(recording.stops[recording.find(0, 'backward')].grad));
  });
});
