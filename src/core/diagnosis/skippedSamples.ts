import type { RunInfo } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { lineOf, type Training, type Update } from './training.ts';
import { commonMultiple, where } from './vectors.ts';

/** The lesson's data set has this many samples; of a larger one some may be held out on purpose. */
const lessonSamples = 4;

/**
 * `skipped-samples`: the error of some of the lesson's four samples never reached an update in the whole run.
 *
 * Seen from the predictions that each update's loss depends on. Mini-batches that come round to every sample are sound, and
 * samples drawn at random may leave one out for a while: so it counts only where the same samples come again and again in
 * the same order. Points at the loss; at the forward pass where the model was never even asked about them.
 */
export function skippedSamples(training: Training): Found<'skipped-samples'> | null {
  const { recording, updates } = training;
  const moving = updates.filter(({ moves }) => moves);
  if (samplesOf(recording.info) !== lessonSamples || moving.length < 4) {
    return null;
  }
  const reached: number[] = [];
  for (const update of moving) {
    const mask = reachedBy(training, update);
    if (mask === null) {
      return null;
    }
    reached.push(mask);
  }
  const union = reached.reduce((all, mask) => all | mask, 0);
  const samples = where(lessonSamples, (k) => (union & (1 << k)) === 0);
  if (samples.length === 0 || samples.length === lessonSamples || !comesRound(withoutGaps(moving, reached))) {
    return null;
  }
  const [first] = moving;
  const backward = first.backwards[first.backwards.length - 1];
  const said = recording.stops[backward].predictions;
  const width = (said?.length ?? 0) / lessonSamples;
  const neverFed = samples.every((k) => Number.isNaN(said?.[k * width] ?? Number.NaN));
  const phase = neverFed ? 'forward' : 'loss';
  const at = recording.stops.findLastIndex((stop, k) => k < backward && stop.phases.includes(phase));
  const stop = recording.stops[at < 0 ? backward : at];
  return {
    code: 'skipped-samples',
    severity: 'error',
    line: lineOf(stop, phase),
    step: first.step,
    evidence: { samples, total: lessonSamples, updates: moving.length, neverFed },
  };
}

function samplesOf({ targets, shape }: RunInfo): number {
  return targets.length / (shape?.at(-1) ?? 1);
}

/** The samples that an update learned from, as bits; null where that is not known. */
function reachedBy({ recording }: Training, update: Update): number | null {
  const { backwards, moved, used, before } = update;
  let mask = 0;
  // Where parameters moved by the stored gradients alone, what was reset before the update had no part in it.
  const plain = commonMultiple(moved, used, before) !== null;
  let last = -1;
  for (const index of backwards) {
    const { sent } = recording.stops[index];
    if (!sent?.every(({ whole, from }) => whole && from.every(({ sample }) => sample >= 0))) {
      return null;
    }
    if (plain && last >= 0 && wasReset(recording, last, index)) {
      mask = 0;
    }
    for (const { sample } of sent.flatMap(({ from }) => from)) {
      mask |= 1 << sample;
    }
    last = index;
  }
  return backwards.length > 0 ? mask : null;
}

function wasReset(recording: Training['recording'], from: number, to: number): boolean {
  const { grad } = recording.before(to);
  return grad !== recording.at(from).grad && grad.every((g) => g === 0);
}

/** The masks of the first steps, up to the first whose stops are left out. */
function withoutGaps(updates: readonly Update[], masks: readonly number[]): readonly number[] {
  const gap = updates.findIndex(({ step }, k) => k > 0 && step > updates[k - 1].step + 1);
  return gap < 0 ? masks : masks.slice(0, gap);
}

/** Whether the same come again in the same order: twice at least, and so often that it is no chance. */
function comesRound(masks: readonly number[]): boolean {
  for (let period = 1; 2 * period <= masks.length && masks.length - period >= 3; period++) {
    if (masks.every((mask, k) => k < period || mask === masks[k - period])) {
      return true;
    }
  }
  return false;
}
