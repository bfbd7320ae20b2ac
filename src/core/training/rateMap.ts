import { Replay } from '../autograd/replay.ts';
import { Tape } from '../autograd/tape.ts';
import { sumOfSquaredErrors } from '../nn/loss.ts';
import { MLP } from '../nn/mlp.ts';
import { MersenneTwister } from '../random/mersenneTwister.ts';
import { fourSamples } from './dataset.ts';

/** Where the runs of a map begin, and how long they are. */
export const mapSeeds = 200;
export const mapSteps = 20;

/** The learning rates of a map: 64, from 0.0005 to 2, each larger than the one before by the same factor. */
export const mapRates: readonly number[] = Array.from(
  { length: 64 },
  (_, k) => 10 ** (-3.3 + (k / 63) * 3.6),
);

/**
 * The lesson's network trained from one seed at each of {@link mapRates}: the losses of the last step, in their order.
 *
 * Each seed is trained by a compiled step with a fast tanh: the digits of a run that has left the valley are its own.
 */
export class MapMaker {
  private readonly replay: Replay;
  private readonly losses = new Float64Array(mapSteps);

  constructor() {
    const { model, tape } = lessonModel(1);
    const loss = sumOfSquaredErrors(
      fourSamples.xs.map((x) => model.forward(x)),
      fourSamples.ys,
    );
    this.replay = new Replay(loss, model.parameters(), 'fast');
    tape.rewind();
  }

  /** The last losses of the runs from a seed: shape [rates]. */
  row(seed: number): Float32Array {
    const start = Float64Array.from(lessonModel(seed).model.parameters(), ({ data }) => data);
    const row = new Float32Array(mapRates.length);
    for (const [k, learningRate] of mapRates.entries()) {
      const parameters = start.slice();
      this.replay.run({ parameters, learningRate, steps: mapSteps, zeroGrad: true, losses: this.losses });
      row[k] = this.losses[mapSteps - 1];
    }
    return row;
  }
}

/** What the runs at one learning rate came to; NaN where there are none yet. */
export interface RateSummary {
  readonly learningRate: number;
  /** How many runs there are so far. */
  readonly runs: number;
  readonly median: number;
  readonly best: number;
  readonly worst: number;
  /** The share of runs, 0 to 1, that ended below {@link doneBelow}, and above {@link stuckAbove}. */
  readonly done: number;
  readonly stuck: number;
}

/** A run below this has learned all four samples; one above that has learned next to nothing, or is stuck on a plateau. */
export const doneBelow = 0.1;
export const stuckAbove = 3.5;

/** The last losses at a learning rate, the lowest first; `rows`: those of {@link MapMaker.row} for each seed so far. */
export function column(rows: readonly Float32Array[], rate: number): Float32Array {
  return Float32Array.from(rows, (row) => row[rate]).sort();
}

export function summarizeRate(rows: readonly Float32Array[], rate: number): RateSummary {
  const losses = column(rows, rate);
  const runs = losses.length;
  const share = (is: (loss: number) => boolean) => (runs === 0 ? 0 : losses.filter(is).length / runs);
  return {
    learningRate: mapRates[rate],
    runs,
    median: losses[runs >> 1] ?? Number.NaN,
    best: losses[0] ?? Number.NaN,
    worst: losses[runs - 1] ?? Number.NaN,
    done: share((loss) => loss < doneBelow),
    stuck: share((loss) => loss > stuckAbove),
  };
}

/** The learning rates at which most runs have learned all four samples, from the lowest to the highest; null where none are. */
export function sweetSpot(
  rows: readonly Float32Array[],
): { readonly from: number; readonly to: number; readonly best: RateSummary } | null {
  const summaries = mapRates.map((_, rate) => summarizeRate(rows, rate));
  const good = summaries.filter(({ done }) => done > 0.5);
  if (good.length === 0) {
    return null;
  }
  const best = good.reduce((a, b) => (b.done > a.done ? b : a));
  return { from: good[0].learningRate, to: good[good.length - 1].learningRate, best };
}

/** Index of the rate of a map that is nearest to this one; -1 for one that lies outside. */
export function nearestRate(learningRate: number): number {
  const at = Math.round(((Math.log10(learningRate) + 3.3) / 3.6) * 63);
  return at >= 0 && at < mapRates.length ? at : -1;
}

function lessonModel(seed: number) {
  const tape = new Tape();
  return { tape, model: new MLP(tape, 3, [4, 4, 1], new MersenneTwister(seed).uniform) };
}
