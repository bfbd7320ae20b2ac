import { Tape } from '../autograd/tape.ts';
import { sumOfSquaredErrors } from '../nn/loss.ts';
import { MLP } from '../nn/mlp.ts';
import { MersenneTwister } from '../random/mersenneTwister.ts';
import { fourSamples } from '../training/dataset.ts';
import { norm } from '../training/recording.ts';

/** One step that goes backward for each sample alone: gradients are reset once per update, not once per pass. */
export const accumulationStep: readonly string[] = [
  'for p in model.parameters():',
  '    p.grad = 0.0',
  'for x, y in zip(xs, ys):',
  '    ((model(x) - y)**2).backward()',
  'for p in model.parameters():',
  '    p.data -= lr * p.grad',
];

/** What was sent backward: its loss, and the length of all gradients after it. */
export interface Pass {
  readonly loss: number;
  readonly length: number;
}

/** The gradients of one step, gathered sample by sample and all at once. */
export interface Accumulation {
  /** How many parameters were compared. */
  readonly count: number;
  /** A pass for each sample, after one reset; none resets what the pass before has left. */
  readonly passes: readonly Pass[];
  /** The four samples in one pass. */
  readonly batch: Pass;
  /** The largest difference between the two in any gradient, and, after the update, in any parameter. */
  readonly gradients: number;
  readonly parameters: number;
}

/**
 * Trains the lesson's network for one step in two ways: by a backward pass for each sample and then one update, and by the full
 * batch; and compares what comes of it.
 */
export function accumulation(seed: number, learningRate: number): Accumulation {
  const { xs, ys } = fourSamples;
  const pieces = lessonModel(seed);
  pieces.zeroGrad();
  const passes = xs.map((x, k) => pass(pieces, [x], [ys[k]]));
  const whole = lessonModel(seed);
  whole.zeroGrad();
  const batch = pass(whole, xs, ys);
  const gradients = largestDifference(column(pieces, 'grad'), column(whole, 'grad'));
  pieces.update(learningRate);
  whole.update(learningRate);
  return {
    count: whole.parameters().length,
    passes,
    batch,
    gradients,
    parameters: largestDifference(column(pieces, 'data'), column(whole, 'data')),
  };
}

function lessonModel(seed: number) {
  return new MLP(new Tape(), 3, [4, 4, 1], new MersenneTwister(seed).uniform);
}

type Model = ReturnType<typeof lessonModel>;

function pass(model: Model, xs: readonly (readonly number[])[], ys: readonly number[]): Pass {
  const loss = sumOfSquaredErrors(
    xs.map((x) => model.forward(x)),
    ys,
  );
  loss.backward();
  return { loss: loss.data, length: norm(column(model, 'grad')) };
}

function column(model: Model, name: 'data' | 'grad'): Float64Array {
  return Float64Array.from(model.parameters(), (parameter) => parameter[name]);
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, x, k) => Math.max(most, Math.abs(x - b[k])), 0);
}
