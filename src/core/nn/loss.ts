import type { Value } from '../autograd/value.ts';

/**
 * The sum of squared errors, Σ(ŷ − y)², over `predictions` and `targets` of shape [n].
 *
 * A sum, not a mean: the mean over four samples would be a quarter of it, and so would its gradient. Throws RangeError if
 * the lengths differ or there is nothing to add.
 */
export function sumOfSquaredErrors(predictions: readonly Value[], targets: readonly number[]): Value {
  if (predictions.length !== targets.length || targets.length === 0) {
    throw new RangeError(`${predictions.length} predictions for ${targets.length} targets.`);
  }
  let loss = predictions[0].sub(targets[0]).pow(2);
  for (let k = 1; k < targets.length; k++) {
    loss = loss.add(predictions[k].sub(targets[k]).pow(2));
  }
  return loss;
}
