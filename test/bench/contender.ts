import type { Problem } from './problem.ts';

/** Somebody who can train the network. */
export interface Contender {
  readonly name: string;
  /** How far the losses may be from micrograd's, relative to them, or absolutely where they are below 1. */
  readonly tolerance: number;
  /** What an honest table must say about this one. */
  readonly note?: string;
  /** Whether this one can take a problem of that size. */
  readonly takes?: (problem: Problem) => boolean;
  /** How many seconds of warming up this one needs, if more than the others. */
  readonly warmUp?: number;
  /** Whose losses to compare with, for one who trains by another rule than micrograd. */
  readonly reference?: (problem: Problem) => Trained;
  /** A network with the problem's own parameters. */
  readonly start: (problem: Problem) => Trained | Promise<Trained>;
}

/** A network in training. */
export interface Trained {
  /** Some training steps; returns the loss of the last one, computed before its update. */
  readonly train: (steps: number) => number | Promise<number>;
  /** How many seconds the last call to `train` took, where that is better known over there. */
  readonly seconds?: () => number;
  readonly stop?: () => void;
}

/** `steps` times `step`, which trains once and returns the loss. */
export function repeating(step: () => number): Trained {
  return {
    train: (steps) => {
      let loss = Number.NaN;
      for (let k = 0; k < steps; k++) {
        loss = step();
      }
      return loss;
    },
  };
}
