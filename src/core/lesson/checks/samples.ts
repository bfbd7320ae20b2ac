import { fourSamples } from '../../training/dataset.ts';
import type { RunInfo } from '../../training/recording.ts';

/** The targets of the lesson's four samples, in the order in which the script has them; null for other data. */
export function lessonTargets({ targets, shape }: RunInfo): readonly number[] | null {
  if (shape && shape[0] !== fourSamples.xs[0].length) {
    return null;
  }
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b).join();
  return sorted(targets) === sorted(fourSamples.ys) ? targets : null;
}

/** The sum of squared errors over some samples, by their numbers. NaN where one was never predicted. */
export function squaredErrors(
  predictions: Float64Array,
  targets: readonly number[],
  samples: Iterable<number>,
): number {
  let sum = 0;
  for (const k of samples) {
    sum += (predictions[k] - targets[k]) ** 2;
  }
  return sum;
}

/** The numbers of all samples. */
export function allOf(targets: readonly number[]): readonly number[] {
  return targets.map((_, k) => k);
}
