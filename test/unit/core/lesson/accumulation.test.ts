import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accumulation, accumulationStep } from '../../../../src/core/lesson/accumulation.ts';
import { norm } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

describe('Accumulation as a feature', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  it('trains, as it is shown, in the learner’s loop like the reference', async () => {
    const day5 = readFileSync('media/lesson/day5.py', 'utf8');
    const loop = 'for k in range(20):\n';
    const given = day5.slice(0, day5.indexOf(loop) + loop.length);
    const script = given + accumulationStep.map((line) => `    ${line}\n`).join('');
    const losses = async (text: string) => (await runText(runtime, text, {})).recordings[0].losses();
    const shown = await losses(script);
    const reference = await losses(readFileSync('media/lesson/reference.py', 'utf8'));
    assert.equal(shown.length, 20);
    for (const [step, loss] of shown.entries()) {
      const apart = Math.abs((loss ?? Number.NaN) - (reference[step] ?? Number.NaN));
      assert.ok(apart < 1e-9, `step ${step}: ${loss}`);
    }
  });

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
