import { learningRateOf, norm, type Recording } from '../training/recording.ts';
import type { Found, Losses, NoteCode } from './finding.ts';
import { lineOf } from './training.ts';

/** Fewer steps say nothing about a learning rate. */
const fewest = 5;
/** A rise by less than this part of the first loss is none that anybody would see. */
const visibleRise = 0.01;
/** One rise by this part of the first loss, or so many visible ones, and the loss oscillates. */
const largeRise = 0.1;
const manyRises = 3;
/** A gradient is near zero when it is this small beside the largest one of the run. */
const smallGradient = 0.05;
/** The loss stands still when this part of what it was is left after the last quarter of the run. */
const standingStill = 0.95;
/** A run crawls when more than this part of the first loss is left. */
const crawlingAbove = 0.5;
/** It is done, however slow, when every prediction is this near to its target. */
const closeEnough = 0.2;

/**
 * How a run went: `crawling`, `converging`, `oscillating`, `diverging`, or `plateau-saturated`; `negative-loss` where that
 * cannot be told from the loss; null for a run that is too short to tell.
 *
 * Notes on the learning rate, not on the loop: a loop with the missing zero-grad bug can look like any of these. Points at
 * the update; at the loss where it is negative. The thresholds are measured: see docs/diagnosis.md.
 */
export function behaviour(recording: Recording): Found<NoteCode> | null {
  const updates = recording.stops.filter(({ phases }) => phases.includes('update'));
  const backwards = recording.stops.filter(({ deposit }) => deposit !== null);
  const losses = comparableLosses(recording);
  if (losses.length < fewest || updates.length === 0 || backwards.length === 0 || isFedAtRandom(recording)) {
    return null;
  }
  const { line, step } = updates[0];
  const place = { severity: 'note', line: updates[0].lines?.update ?? line, step } as const;
  const first = losses[0];
  const last = losses[losses.length - 1];
  const evidence: Losses = { first, last, steps: recording.steps, learningRate: steadyRate(recording) };

  if (losses.some((loss) => loss < 0)) {
    // A reward may be climbed, and goes where it likes; where there are targets, a loss is a distance.
    const at = recording.stops.findIndex(({ phases }) => phases.includes('loss'));
    return recording.info.targets.length > 0 && at >= 0
      ? { ...place, line: lineOf(recording.stops[at], 'loss'), code: 'negative-loss', evidence }
      : null;
  }
  const off = errorsOf(recording);
  const wrong =
    off?.filter(({ target, error }) => target !== 0 && Math.abs(error) > Math.abs(target)).length ?? 0;
  const gradients = backwards.map(({ deposit }) => norm(deposit ?? new Float64Array()));
  const gradient = gradients[gradients.length - 1];
  const still = last > standingStill * losses[Math.floor((3 * losses.length) / 4)];
  if (off && wrong > 0 && still && gradient < smallGradient * Math.max(...gradients)) {
    return {
      ...place,
      code: 'plateau-saturated',
      evidence: { ...evidence, wrong, samples: off.length, gradient },
    };
  }
  const rises = losses
    .map((loss, k) => (k > 0 ? loss - losses[k - 1] : 0))
    .filter((rise) => rise > visibleRise * first);
  if (last > 2 * first && 2 * rises.length >= losses.length) {
    return { ...place, code: 'diverging', evidence };
  }
  const largestRise = Math.max(0, ...rises);
  if (largestRise > largeRise * first || rises.length >= manyRises) {
    return { ...place, code: 'oscillating', evidence: { ...evidence, rises: rises.length, largestRise } };
  }
  const done = off?.every(({ error }) => Math.abs(error) <= closeEnough) ?? false;
  if (last > crawlingAbove * first && !done) {
    return { ...place, code: 'crawling', evidence };
  }
  const allRises = losses.slice(1).flatMap((loss, k) => (loss > losses[k] ? [loss - losses[k]] : []));
  return {
    ...place,
    code: 'converging',
    evidence: { ...evidence, rises: allRises.length, largestRise: Math.max(0, ...allRises) },
  };
}

/** Whether the model says something about samples of a data set that is not known: the losses of its steps cannot be compared. */
function isFedAtRandom({ info, stops }: Recording): boolean {
  return info.targets.length === 0 && stops.some(({ sent }) => sent?.some(({ from }) => from.length > 0));
}

/** The loss of each step; of each round, where every step sees but some of the samples: else they cannot be compared. */
function comparableLosses(recording: Recording): number[] {
  const losses = recording.losses().filter((loss) => loss !== null);
  const { targets, shape } = recording.info;
  const samples = targets.length / (shape?.at(-1) ?? 1);
  const first = recording.stops.slice(0, recording.lastOf(0) + 1).flatMap(({ sent }) => sent ?? []);
  const seen = new Set(first.flatMap(({ from }) => from.map(({ sample }) => sample))).size;
  const round = seen > 0 && samples > seen ? Math.ceil(samples / seen) : 1;
  if (round === 1) {
    return losses;
  }
  const means: number[] = [];
  for (let k = 0; k + round <= losses.length; k += round) {
    means.push(losses.slice(k, k + round).reduce((sum, loss) => sum + loss, 0) / round);
  }
  return means;
}

/** How far the last predictions are from their targets; null where either is not known. */
function errorsOf(recording: Recording): { target: number; error: number }[] | null {
  const { targets } = recording.info;
  const said = recording.outcome?.predictions ?? recording.at(recording.stops.length - 1).predictions;
  if (!said || targets.length === 0 || said.length !== targets.length || said.some(Number.isNaN)) {
    return null;
  }
  return targets.map((target, k) => ({ target, error: said[k] - target }));
}

/** The learning rate, where the first and the last update show the same one. */
export function steadyRate(recording: Recording): number | null {
  const rate = learningRateOf(recording, 0);
  return rate === learningRateOf(recording, recording.stops[recording.stops.length - 1].step) ? rate : null;
}
