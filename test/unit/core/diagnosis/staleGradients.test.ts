import assert from 'node:assert/strict';
import { staleGradients } from '../../../../src/core/diagnosis/staleGradients.ts';
import { readTraining } from '../../../../src/core/diagnosis/training.ts';
import { Recording } from '../../../../src/core/training/recording.ts';
import { keepsStops } from '../../../../src/core/training/thinning.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { habits, randomLoop } from './randomLoops.ts';

const find = (recording: Recording) => staleGradients(readTraining(recording, recording.stops.length));

function train(seed: number, zeroGrad: boolean, steps = 20): Recording {
  const trainer = new Trainer({ seed, learningRate: 0.05, steps, zeroGrad });
  while (trainer.advance()) {
    // Until it is done.
  }
  return trainer.recording;
}

describe('staleGradients', () => {
  for (const habit of habits) {
    it(`agrees with the gradient measured by finite differences, where gradients are reset so: ${habit}`, () => {
      let found = 0;
      for (let seed = 1; seed <= 60; seed++) {
        const { recording, wrong } = randomLoop(seed, habit);
        const finding = find(recording);
        assert.equal(finding?.step ?? null, wrong?.step ?? null, `seed ${seed}`);
        if (finding && wrong) {
          found += 1;
          assert.equal(finding.line, 2);
          const named = new Set(finding.evidence.parameters);
          assert.ok(
            wrong.parameters.every((k) => named.has(k)),
            `seed ${seed}: ${wrong.parameters} are wrong, ${[...named]} were found`,
          );
        }
      }
      const isSound = habit === 'first' || habit === 'last' || habit === 'toDecay';
      assert.equal(found > 0, !isSound, `${found} of 60`);
    });
  }

  it('finds the bug where the loss never shows it, and where it wins', () => {
    for (const seed of [42, 2327, 5571]) {
      assert.equal(find(train(seed, true)), null);
      const finding = find(train(seed, false));
      assert.deepEqual([finding?.step, finding?.evidence.appliedStep], [1, 0]);
      assert.equal(finding?.evidence.parameters.length, 41);
    }
  });

  it('concludes nothing across steps that have been left out', () => {
    const whole = train(5571, false, 1200);
    const thinned = new Recording(whole.info, whole.initial);
    thinned.noteLosses(0, whole.losses());
    for (const stop of whole.stops) {
      // From step 1024 on, every fourth step alone.
      if (stop.step >= 1024 && keepsStops(stop.step)) {
        thinned.append(stop);
      }
    }
    assert.ok(thinned.stops.length > 100);
    assert.equal(find(thinned), null);
  });
});
