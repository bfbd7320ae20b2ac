import { ExpressionGraph } from '../nn/expressionGraph.ts';
import type { Recording } from '../training/recording.ts';

/** So far may a number that is computed once more be from the one that was recorded, measured by its size. */
const tolerance = 1e-9;

/** So many products of a weight and an input are computed at most, over all samples. */
const mostProducts = 3200;

/** So many ways from a parameter to the loss can be told apart. */
const mostPaths = 16;

/**
 * Why a step cannot be put under the loupe: no forward pass so far; inputs or targets unknown; more outputs than one; a network or
 * a data set too large to draw; a model that computes otherwise than tanh(Σwx + b); a loss that is no sum of squared errors.
 */
export type Refusal = 'waiting' | 'unknown' | 'outputs' | 'tooLarge' | 'otherModel' | 'otherLoss';

/** A step, gone through once more. */
export interface Specimen {
  readonly step: number;
  /** A graph for each sample, of its part of the loss. */
  readonly samples: readonly ExpressionGraph[];
}

/**
 * The forward pass at the stop at `forward` (-1 for none), and the backward pass through it, computed once more, operation by
 * operation, from the parameters that were recorded. What comes out is held against the predictions and the loss that were
 * recorded: where it is not the same, it is no picture of what the run did, and is refused.
 */
export function specimenAt(recording: Recording, forward: number): Specimen | Refusal {
  const { shape, inputs, targets } = recording.info;
  const stop = recording.stops[forward];
  if (!stop) {
    return 'waiting';
  }
  const { step, data, predictions } = stop;
  if (!shape || !inputs || targets.length === 0 || !predictions) {
    return 'unknown';
  }
  const [width] = shape;
  if (shape[shape.length - 1] !== 1) {
    return 'outputs';
  }
  if (
    data.length * targets.length > mostProducts ||
    shape.slice(2, -1).reduce((a, b) => a * b, 1) > mostPaths
  ) {
    return 'tooLarge';
  }
  if (inputs.length !== width * targets.length || predictions.length !== targets.length) {
    return 'unknown';
  }
  if (parametersOf(shape) !== data.length) {
    return 'otherModel';
  }
  const samples = targets.map(
    (target, k) => new ExpressionGraph(shape, data, inputs.slice(k * width, (k + 1) * width), target),
  );
  if (!samples.every(({ prediction }, k) => isSame(prediction, predictions[k]))) {
    return 'otherModel';
  }
  const loss = recording.losses()[step];
  return typeof loss === 'number' && !isSame(loss, sum(samples.map((sample) => sample.loss)))
    ? 'otherLoss'
    : { step, samples };
}

/** What the backward passes of a step left in the gradient of a parameter. */
export interface Deposited {
  readonly amount: number;
  /** Index of the stop after which all of it was there. */
  readonly stop: number;
}

/** What the backward passes of a step have added to a parameter's gradient; null for a step without any. */
export function depositedIn(recording: Recording, step: number, parameter: number): Deposited | null {
  let amount = 0;
  let last = -1;
  for (let index = recording.firstOf(step); recording.stops[index]?.step === step; index++) {
    const { deposit } = recording.stops[index];
    if (deposit) {
      amount += deposit[parameter] ?? 0;
      last = index;
    }
  }
  return last < 0 ? null : { amount, stop: last };
}

/** Whether two numbers are the same but for rounding. */
export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function parametersOf(shape: readonly number[]): number {
  return sum(shape.slice(1).map((width, layer) => width * (shape[layer] + 1)));
}
