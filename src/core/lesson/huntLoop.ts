import type { Recording } from '../training/recording.ts';
import { Trainer } from '../training/trainer.ts';

/** The training that `bug_hunt.py` does. */
export const huntLoop = { seed: 2327, learningRate: 0.05, steps: 200 } as const;

/** The two places that the hunt asks for: the last step of the first 20, and of all 200. Steps count from 0. */
export const huntSteps = { early: 19, late: 199 } as const;

/** When the learner predicts which loop is lower. */
export type HuntTime = keyof typeof huntSteps;

/** Which of the two loops: the one with the bug, or the same one without it. */
export type HuntLoop = 'sound' | 'buggy';

/**
 * In so many of a hundred runs the loop with the bug ends with the higher loss, of the runs with the seeds from 0 on. Measured:
 * `huntLoop.test.ts` trains them.
 */
export const bugEndsHigher = { seeds: 400, percent: 23 } as const;

let sound: readonly number[] | null = null;
let buggy: Recording | null = null;

/** The losses of the loop of `bug_hunt.py` without its bug. Computed when they are first asked for. */
export function soundLosses(): readonly number[] {
  sound ??= trained(true)
    .losses()
    .map((loss) => loss ?? Number.NaN);
  return sound;
}

/** The run of `bug_hunt.py` as it came, which no repair takes away. Trained when it is first asked for. */
export function buggyRun(): Recording {
  buggy ??= trained(false);
  return buggy;
}

function trained(zeroGrad: boolean): Recording {
  const trainer = new Trainer({ ...huntLoop, zeroGrad });
  while (trainer.advance());
  return trainer.recording;
}
