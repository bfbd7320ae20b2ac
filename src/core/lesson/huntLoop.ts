import { Trainer } from '../training/trainer.ts';

/** The training that `bug_hunt.py` does. */
export const huntLoop = { seed: 2327, learningRate: 0.05, steps: 200 } as const;

/** The two places that the hunt asks for: the last step of the first 20, and of all 200. Steps count from 0. */
export const huntSteps = { early: 19, late: 199 } as const;

/** When the learner predicts which loop is lower. */
export type HuntTime = keyof typeof huntSteps;

/** Which of the two loops: the one with the bug, or the same one without it. */
export type HuntLoop = 'sound' | 'buggy';

let sound: readonly number[] | null = null;

/** The losses of the loop of `bug_hunt.py` without its bug. Computed when they are first asked for. */
export function soundLosses(): readonly number[] {
  if (!sound) {
    const trainer = new Trainer(huntLoop);
    while (trainer.advance());
    sound = trainer.recording.losses().map((loss) => loss ?? Number.NaN);
  }
  return sound;
}
