import assert from 'node:assert/strict';
import { fact } from '../../../../lesson/facts.ts';
import {
  bugEndsHigher,
  buggyRun,
  huntLoop,
  huntSteps,
  soundLosses,
} from '../../../../src/core/lesson/huntLoop.ts';
import { depositsAt } from '../../../../src/core/training/deposits.ts';
import { formatLoss } from '../../../../src/protocol/numbers.ts';

describe('The loop of the hunt', () => {
  const { learningRate: lr, seed, steps } = huntLoop;

  it('ends higher with its bug in as many runs as the lesson says', () => {
    const lower = fact(`bugEndsLower seeds=${bugEndsHigher.seeds} lr=${lr} steps=${steps}`);
    assert.equal(lower, `${100 - bugEndsHigher.percent}%`);
  });

  it('wins with its bug after 20 steps, and loses after 200', () => {
    const buggy = buggyRun().losses();
    for (const step of Object.values(huntSteps)) {
      assert.equal(formatLoss(soundLosses()[step]), fact(`loss seed=${seed} lr=${lr} step=${step}`));
      assert.equal(
        formatLoss(buggy[step] ?? Number.NaN),
        fact(`loss seed=${seed} lr=${lr} step=${step} bug`),
      );
    }
    assert.ok((buggy[huntSteps.early] ?? 1) < soundLosses()[huntSteps.early]);
    assert.ok((buggy[huntSteps.late] ?? 0) > soundLosses()[huntSteps.late]);
  });

  it('never takes away a layer as it came', () => {
    const run = buggyRun();
    for (const step of [0, 1, 5]) {
      const heights = depositsAt(run, run.find(step, 'backward')).map(({ layers }) => layers.length);
      assert.deepEqual(new Set(heights), new Set([step + 1]));
    }
  });
});
