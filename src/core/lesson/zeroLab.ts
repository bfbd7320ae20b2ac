import { Trainer } from '../training/trainer.ts';
import { huntLoop, huntSteps } from './huntLoop.ts';

/** The two runs of the zero-grad laboratory: at the lesson's learning rate, as long as the hunt's. */
export const zeroLab = { learningRate: huntLoop.learningRate, steps: huntLoop.steps } as const;

/** What can be chosen: a seed that teaches something, or one that nobody has chosen. */
export const labChoices = ['42', '5571', '2327', 'random'] as const;

export type LabChoice = (typeof labChoices)[number];

/** The seed of the bug hunt: its curves are for those who have caught the bug. */
export const huntChoice: LabChoice = '2327';

/** Random seeds are below this. */
export const seedsBelow = 10_000;

/** The same training twice, from the same weights: one run resets its gradients before each backward pass, one never does. */
export class Pair {
  readonly seed: number;
  private readonly trainers: readonly [sound: Trainer, buggy: Trainer];

  constructor(seed: number) {
    this.seed = seed;
    this.trainers = [new Trainer({ ...zeroLab, seed }), new Trainer({ ...zeroLab, seed, zeroGrad: false })];
  }

  get sound() {
    return this.trainers[0].recording;
  }

  get buggy() {
    return this.trainers[1].recording;
  }

  /** Does a phase of each run; false once both are over. */
  advance(): boolean {
    const [sound, buggy] = this.trainers.map((trainer) => trainer.advance());
    return sound || buggy;
  }

  /** The losses of both runs so far. */
  losses(): { readonly sound: readonly number[]; readonly buggy: readonly number[] } {
    const [sound, buggy] = [this.sound, this.buggy].map((recording) =>
      recording.losses().map((loss) => loss ?? Number.NaN),
    );
    return { sound, buggy };
  }
}

/** Of how many random seeds the loop with the bug had the lower loss: after 20 steps, and after all of them. */
export interface Tally {
  readonly seeds: number;
  readonly early: number;
  readonly late: number;
}

export const noTally: Tally = { seeds: 0, early: 0, late: 0 };

/** The tally with one more pair, whose runs are over. */
export function tallied(tally: Tally, pair: Pair): Tally {
  const { sound, buggy } = pair.losses();
  const wins = (step: number) => (buggy[step] < sound[step] ? 1 : 0);
  return {
    seeds: tally.seeds + 1,
    early: tally.early + wins(huntSteps.early),
    late: tally.late + wins(huntSteps.late),
  };
}

/** Below this a run looks finished; above that nobody would think so. */
const [finishedBelow, burstAbove] = [0.01, 1];

/** What a curve goes through, in the steps at which it shows. */
export interface Course {
  /** The first step at which it looks finished; null where it never does. */
  readonly finished: number | null;
  /** The first step after that at which its loss is high again; null where it never is. */
  readonly bursts: number | null;
  /** From which step on its loss stays high to the end; null where it does not end there. */
  readonly stays: number | null;
  /** The step with the highest loss after it has looked finished. */
  readonly worst: number | null;
}

export function courseOf(losses: readonly number[]): Course {
  const first = losses.findIndex((loss) => loss < finishedBelow);
  if (first < 0) {
    return { finished: null, bursts: null, stays: null, worst: null };
  }
  const bursts = losses.findIndex((loss, step) => step > first && loss > burstAbove);
  const low = losses.findLastIndex((loss) => loss <= burstAbove);
  const worst = losses.reduce(
    (most, loss, step) => (step > first && loss > losses[most] ? step : most),
    first,
  );
  return {
    finished: first,
    bursts: bursts < 0 ? null : bursts,
    stays: bursts >= 0 && low < losses.length - 1 ? low + 1 : null,
    worst: bursts < 0 ? null : worst,
  };
}
