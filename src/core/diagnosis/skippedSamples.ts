import { norm, type Recording } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { lineOf, type Training, type Update } from './training.ts';
import { commonMultiple, where } from './vectors.ts';

/** The lesson's data set has this many samples; of a larger one some may be held out on purpose. */
const lessonSamples = 4;

/** What came of the samples before one update. */
interface Reached {
  /** Whose gradients it used, as bits. */
  kept: number;
  /** Whose gradients had been reset. */
  lost: number;
  /** The first stop that did so; -1 for none. */
  reset: number;
}

/**
 * `skipped-samples`: the error of some of the lesson's four samples never reached an update in the whole run.
 *
 * Seen from the predictions that each update's loss depends on. Mini-batches that come round to every sample are sound, and
 * samples drawn at random may leave one out for a while: so it counts only where the same samples come again and again in
 * the same order. Points at the loss; at the forward pass where the model was never even asked about them.
 *
 * Where their gradients were made and then reset, it is `gradients-cleared-before-update`, and points at the reset.
 */
export function skippedSamples(
  training: Training,
): Found<'skipped-samples' | 'gradients-cleared-before-update'> | null {
  const { recording, updates } = training;
  const moving = updates.filter(({ moves }) => moves);
  if (samplesOf(recording) !== lessonSamples || moving.length < 4) {
    return null;
  }
  const reached = moving.map((update) => reachedBy(training, update)).filter((each) => each !== null);
  const union = reached.reduce((all, { kept }) => all | kept, 0);
  const samples = where(lessonSamples, (k) => (union & (1 << k)) === 0);
  if (
    reached.length < moving.length ||
    samples.length === 0 ||
    samples.length === lessonSamples ||
    !comesRound(withoutGaps(moving, reached).map(({ kept }) => kept))
  ) {
    return null;
  }
  const lost = reached.findIndex((each) => samples.every((k) => (each.lost & (1 << k)) !== 0));
  return lost < 0
    ? neverReached(training, moving, samples)
    : resetTooEarly(training, moving[lost], reached[lost].reset, samples);
}

function neverReached(
  { recording }: Training,
  updates: readonly Update[],
  samples: readonly number[],
): Found<'skipped-samples'> {
  const [{ backwards, step }] = updates;
  const backward = backwards[backwards.length - 1];
  const said = recording.stops[backward].predictions;
  const width = (said?.length ?? 0) / lessonSamples;
  const prediction = predictionSent(recording, backward);
  const neverFed = samples.every((k) => Number.isNaN(said?.[k * width] ?? Number.NaN));
  const phase = neverFed ? 'forward' : prediction === null ? 'loss' : 'backward';
  const at =
    phase === 'backward'
      ? backward
      : recording.stops.findLastIndex((stop, k) => k < backward && stop.phases.includes(phase));
  return {
    code: 'skipped-samples',
    severity: 'error',
    line: lineOf(recording.stops[at < 0 ? backward : at], phase),
    step,
    evidence: { samples, total: lessonSamples, updates: updates.length, neverFed, prediction },
  };
}

/** The sample whose prediction is what a stop sent backward, as it is; null where it sent something made from predictions. */
function predictionSent({ stops }: Recording, index: number): number | null {
  const { sent, predictions } = stops[index];
  if (!predictions || sent?.length !== 1 || sent[0].from.length !== 1) {
    return null;
  }
  const [{ data, from }] = sent;
  const [{ sample }] = from;
  const width = predictions.length / lessonSamples;
  return predictions.subarray(sample * width, (sample + 1) * width).includes(data) ? sample : null;
}

function resetTooEarly(
  { recording }: Training,
  { step, line, backwards }: Update,
  reset: number,
  samples: readonly number[],
): Found<'gradients-cleared-before-update'> {
  return {
    code: 'gradients-cleared-before-update',
    severity: 'error',
    line: lineOf(recording.stops[reset], 'zeroGrad'),
    step,
    evidence: {
      backwardLine: lineOf(recording.stops[backwards[0]], 'backward'),
      updateLine: line,
      lost: norm(recording.before(reset).grad),
      samples,
      late: 0,
    },
  };
}

/** How many samples there are; where no list of as many targets was found, by the predictions: a list of targets may be too short. */
function samplesOf({ info: { targets, shape }, stops }: Recording): number {
  const said =
    targets.length > 0 ? targets : (stops.find(({ predictions }) => predictions)?.predictions ?? []);
  return said.length / (shape?.at(-1) ?? 1);
}

/** The samples that an update learned from, and those whose gradients were reset before it, as bits; null where not known. */
function reachedBy({ recording }: Training, update: Update): Reached | null {
  const { backwards, moved, used, before } = update;
  const reached: Reached = { kept: 0, lost: 0, reset: -1 };
  // Where parameters moved by the stored gradients alone, what was reset before the update had no part in it.
  const plain = commonMultiple(moved, used, before) !== null;
  let last = -1;
  for (const index of backwards) {
    const { sent } = recording.stops[index];
    if (!sent?.every(({ whole, from }) => whole && from.every(({ sample }) => sample >= 0))) {
      return null;
    }
    const reset = plain && last >= 0 ? resetBetween(recording, last, index) : -1;
    if (reset >= 0) {
      reached.lost |= reached.kept;
      reached.kept = 0;
      reached.reset = reached.reset < 0 ? reset : reached.reset;
    }
    for (const { sample } of sent.flatMap(({ from }) => from)) {
      reached.kept |= 1 << sample;
    }
    last = index;
  }
  return backwards.length > 0 ? reached : null;
}

/** The stop that left no gradient between two others; -1 where there is none. */
function resetBetween(recording: Training['recording'], from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    const { grad, phases } = recording.stops[index];
    if (phases.includes('zeroGrad') && grad.every((g) => g === 0)) {
      return index;
    }
  }
  return -1;
}

/** What is known of the first steps, up to the first whose stops are left out. */
function withoutGaps<T>(updates: readonly Update[], masks: readonly T[]): readonly T[] {
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
