import type { Stop } from '../../training/recording.ts';
import type { Attempt } from '../attempt.ts';
import { type Checked, type MissingKey, missing, type Numbers } from './checked.ts';
import { allOf, lessonTargets, squaredErrors } from './samples.ts';

/** How far apart two sums of the same numbers may be. */
const rounding = 1e-9;

/** Other losses that people write, by what they are. */
const others: readonly (readonly [MissingKey, (errors: readonly number[]) => number])[] = [
  ['lossIsMean', (errors) => errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length],
  ['lossIsHalf', (errors) => errors.reduce((sum, error) => sum + error ** 2, 0) / 2],
  ['lossIsAbsolute', (errors) => errors.reduce((sum, error) => sum + Math.abs(error), 0)],
];

/**
 * The loss of every step is the sum of the squared errors of its predictions against the lesson's targets.
 *
 * Of the samples that the step has learned from: mini-batches are as good as the four at once.
 */
export function lossFunction({ recordings }: Attempt, run: number): Checked<Numbers['lossFunction']> {
  const recording = recordings[run];
  const targets = lessonTargets(recording.info);
  let shown: { readonly stop: Stop; readonly sum: number; readonly loss: number } | null = null;
  let steps = 0;
  for (let first = 0; first < recording.stops.length; ) {
    const { step } = recording.stops[first];
    const loss = recording.losses()[step];
    const last = recording.lastOf(step);
    const stop = recording.stops[Math.max(recording.find(step, 'loss'), recording.find(step, 'backward'))];
    first = last + 1;
    if (loss === null || loss === undefined || Number.isNaN(loss) || !stop) {
      continue;
    }
    const { predictions } = stop;
    if (!predictions) {
      return missing('lossUnknown');
    }
    if (!targets || predictions.length !== targets.length) {
      return missing('otherSamples');
    }
    const samples = samplesOf(recording.stops, step, recording.firstOf(step)) ?? allOf(targets);
    const sum = squaredErrors(predictions, targets, samples);
    if (!(Math.abs(loss - sum) <= rounding * Math.max(1, Math.abs(sum)))) {
      const errors = samples.map((k) => predictions[k] - targets[k]);
      const [key] =
        others.find(([, of]) => Math.abs(of(errors) - loss) <= rounding * Math.max(1, loss)) ?? [];
      return missing(key ?? (Number.isNaN(sum) ? 'lossUnknown' : 'lossIsAnother'), loss, sum, step);
    }
    steps += 1;
    shown = { stop, sum, loss };
  }
  if (!shown) {
    return missing('noLoss');
  }
  const { stop, sum, loss } = shown;
  const at = recording.stops[recording.find(stop.step, 'loss')] ?? stop;
  return {
    done: true,
    evidence: { run, step: stop.step, line: at.lines?.loss ?? at.line, loss, sum, steps },
  };
}

/** The samples that a step's losses were made from; null where that is not known, or where each counts more than once. */
function samplesOf(stops: readonly Stop[], step: number, first: number): readonly number[] | null {
  const samples = new Set<number>();
  for (let index = first; stops[index]?.step === step; index++) {
    for (const { from, whole } of stops[index].sent ?? []) {
      if (!whole) {
        return null;
      }
      for (const { sample } of from) {
        samples.add(sample);
      }
    }
  }
  return samples.size > 0 && !samples.has(-1) ? [...samples].sort((a, b) => a - b) : null;
}
