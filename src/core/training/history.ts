import type { Recording } from './recording.ts';

/** What a parameter was in the steps of a run. */
export interface ParameterHistory {
  /** The steps whose numbers are known, in order. */
  readonly steps: readonly number[];
  /** Its data at the end of each of them, and its gradient as the last update used it. */
  readonly data: readonly number[];
  readonly grad: readonly number[];
}

/** The history of a parameter over a run's steps, at most `most` of them, evenly spread; the last one is among them. */
export function historyOf(recording: Recording, parameter: number, most = 240): ParameterHistory {
  const ends = recording.stops.flatMap(({ step }, index) =>
    recording.stops[index + 1]?.step === step ? [] : [index],
  );
  const stride = Math.max(1, Math.ceil(ends.length / most));
  const kept = ends.filter((_, k) => (ends.length - 1 - k) % stride === 0);
  return {
    steps: kept.map((index) => recording.stops[index].step),
    data: kept.map((index) => recording.stops[index].data[parameter]),
    grad: kept.map((index) => usedGradient(recording, index, parameter)),
  };
}

/** The gradient by which the step that ends at `index` was updated: scripts may zero it after that. */
function usedGradient(recording: Recording, index: number, parameter: number): number {
  const update = recording.find(recording.stops[index].step, 'update');
  return update < 0 ? recording.stops[index].grad[parameter] : recording.before(update).grad[parameter];
}
