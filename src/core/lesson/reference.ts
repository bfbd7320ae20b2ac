import type { TrainerOptions } from '../training/trainer.ts';

/** The run of `reference.py`: the teaching seed, twenty steps at the lesson's learning rate. */
export const referenceRun = { seed: 5571, learningRate: 0.05, steps: 20 } as const satisfies TrainerOptions;
