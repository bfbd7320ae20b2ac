import { learningRateOf, type Recording } from '../src/core/training/recording.ts';
import { formatRate } from '../src/protocol/numbers.ts';

/** The learning rates that a run began and ended with, as a person writes them. */
export interface Rates {
  readonly first: string;
  readonly last: string;
}

/**
 * The learning rate of a run: the one it was given, or what its first and last recorded updates show. Null where neither
 * tells, as with momentum.
 */
export function ratesOf(recording: Recording): Rates | null {
  const { learningRate } = recording.info;
  if (learningRate !== null) {
    const rate = formatRate(learningRate);
    return { first: rate, last: rate };
  }
  const { stops } = recording;
  const isUpdate = (stop: { readonly phases: readonly string[] }) => stop.phases.includes('update');
  const first = stops.findIndex(isUpdate);
  if (first < 0) {
    return null;
  }
  const begun = learningRateOf(recording, stops[first].step);
  if (begun === null) {
    return null;
  }
  const last = stops.findLastIndex(isUpdate);
  const ended = learningRateOf(recording, stops[last].step);
  if (ended === null && moved(recording, last)) {
    return null;
  }
  return { first: formatRate(begun), last: formatRate(ended ?? begun) };
}

/** Whether a stop changed the parameters, to numbers that can be compared. */
function moved(recording: Recording, index: number): boolean {
  const before = recording.before(index).data;
  const { data } = recording.stops[index];
  return data.every(Number.isFinite) && data.some((p, k) => p !== before[k]);
}
