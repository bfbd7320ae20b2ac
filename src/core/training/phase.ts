/** The phases of one training step, in the order of the lesson's loop. */
export const phases = ['forward', 'loss', 'zeroGrad', 'backward', 'update'] as const;

export type Phase = (typeof phases)[number];
