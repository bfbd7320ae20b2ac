/** Some of a run's losses, each as it was, and the steps that they are of; NaN where there is a gap. */
export interface FewerLosses {
  readonly losses: Float64Array;
  readonly at: Uint32Array;
}

/**
 * At most `most` of the losses of all steps, where NaN or an infinity is none: all of them if there is room; else the lowest and the
 * highest of each stretch of steps, so that no peak is lost, a gap wherever one of them is none, the first and the last.
 */
export function fewerLosses(losses: Float64Array, most: number): FewerLosses {
  if (losses.length <= most) {
    return { losses, at: Uint32Array.from(losses, (_, step) => step) };
  }
  const stretch = Math.ceil(losses.length / Math.floor((most - 2) / 3));
  const kept = new Set([0, losses.length - 1]);
  for (let from = 0; from < losses.length; from += stretch) {
    const to = Math.min(from + stretch, losses.length);
    let [lowest, highest, gap] = [-1, -1, -1];
    for (let step = from; step < to; step++) {
      if (!Number.isFinite(losses[step])) {
        gap = gap < 0 ? step : gap;
      } else {
        lowest = lowest < 0 || losses[step] < losses[lowest] ? step : lowest;
        highest = highest < 0 || losses[step] > losses[highest] ? step : highest;
      }
    }
    for (const step of [lowest, highest, gap]) {
      if (step >= 0) {
        kept.add(step);
      }
    }
  }
  const at = Uint32Array.from(kept).sort();
  return { losses: Float64Array.from(at, (step) => losses[step]), at };
}
