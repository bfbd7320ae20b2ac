import { norm, type Recording } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { lineOf, type Training, type Update } from './training.ts';
import { commonMultiple, near, where } from './vectors.ts';

/**
 * `missing-backward`: an update used gradients that no backward pass had made since the update before.
 *
 * Seen from a step that updates and does not go backward: either its parameters moved by a multiple of the very gradients
 * that the step found there, or it found none and nothing moved; the latter counts where it is the rule. Updates that do not
 * move by stored gradients (decay of weights, the script's own numbers) are none of this. Points at the update.
 */
export function missingBackward({ recording, updates }: Training): Found<'missing-backward'> | null {
  const without = updates.filter(({ deposited }) => !deposited);
  const again = without.find(movesByOldGradients);
  const idle = without.filter((update) => hasNoGradients(update) && movesWithoutGradients(update));
  const none = updates.length === without.length;
  const first =
    again ??
    ((none && idle.length > 0) || (idle.length > 1 && 2 * idle.length > updates.length) ? idle[0] : null);
  if (!first) {
    return null;
  }
  const last = recording.stops.findLastIndex(({ step, deposit }) => step < first.step && deposit !== null);
  const backward = last < 0 ? null : recording.stops[last];
  return {
    code: 'missing-backward',
    severity: 'error',
    line: first.line,
    step: first.step,
    evidence: {
      backwardLine: backward && lineOf(backward, 'backward'),
      backwardStep: backward?.step ?? null,
      moved: first === again,
    },
  };
}

/** Whether nothing moved, or parameters only shrank or grew, each in proportion to itself. */
export function movesWithoutGradients({ moves, moved, before }: Update): boolean {
  return !moves || commonMultiple(moved, before, before) !== null;
}

/** Whether it found no gradients, or only what decay of weights had put in their place. */
function hasNoGradients({ used, before }: Update): boolean {
  return used.every((g) => g === 0) || commonMultiple(used, before, used) !== null;
}

function movesByOldGradients({ step, moves, moved, used, found, before }: Update): boolean {
  return step > 0 && moves && near(used, found) && commonMultiple(moved, used, before) !== null;
}

/**
 * `gradients-cleared-before-update`: gradients were reset after the backward pass and before the update, which then moved
 * nothing.
 *
 * Seen from an update that found 0 wherever a backward pass of its step had deposited something. Where parameters moved
 * nevertheless, the script had kept the gradients in names of its own. Points at the reset.
 */
export function clearedGradients({
  recording,
  updates,
}: Training): Found<'gradients-cleared-before-update'> | null {
  for (const update of updates) {
    const { deposited, backwards, stops } = update;
    if (!deposited?.some((g) => g !== 0) || !movesWithoutGradients(update)) {
      continue;
    }
    if (!hasNoGradients(update)) {
      continue;
    }
    const backward =
      backwards.findLast((index) => recording.stops[index].deposit?.some((g) => g !== 0)) ?? -1;
    const end = stops[stops.length - 1] + 1;
    const cleared = recording.stops.findIndex(
      ({ phases }, k) => k > backward && k < end && phases.includes('zeroGrad'),
    );
    if (backward < 0 || cleared < 0) {
      continue;
    }
    const lost = recording.stops[backward].grad;
    return {
      code: 'gradients-cleared-before-update',
      severity: 'error',
      line: lineOf(recording.stops[cleared], 'zeroGrad'),
      step: update.step,
      evidence: {
        backwardLine: lineOf(recording.stops[backward], 'backward'),
        updateLine: update.line,
        lost: norm(lost),
        samples: [],
        late: 0,
      },
    };
  }
  return null;
}

/**
 * `repeated-backward`: the same loss, or the same predictions, went backward twice before an update.
 *
 * Seen from the values themselves: which was sent, and whether predictions that it was computed from had been gone back to
 * before. Inner values keep the gradient of the first time and pass it on once more, so the sum is more than twice the
 * gradient. Points at the second time.
 */
export function repeatedBackward({ recording, end }: Training): Found<'repeated-backward'> | null {
  let backwards: number[] = [];
  let last = -1;
  for (let index = 0; index < end; index++) {
    const { step, sent } = recording.stops[index];
    if (step !== last) {
      backwards = [];
      last = step;
    }
    if (!sent) {
      continue;
    }
    const first = backwards.find((k) => recording.stops[k].sent?.some(({ root }) => root === sent[0].root));
    const before = first ?? (sent.some(({ again }) => again) ? backwards[backwards.length - 1] : undefined);
    if (before !== undefined) {
      return {
        code: 'repeated-backward',
        severity: 'error',
        line: lineOf(recording.stops[index], 'backward'),
        step,
        evidence: {
          firstLine: lineOf(recording.stops[before], 'backward'),
          sameLoss: first !== undefined,
          before: gradientAt(recording, before),
          after: gradientAt(recording, index),
          perParameter: isOncePerParameter(recording, step),
        },
      };
    }
    backwards.push(index);
  }
  return null;
}

/** Whether a step goes backward exactly as often as there are parameters, from one line. */
function isOncePerParameter({ stops }: Recording, step: number): boolean {
  const backwards = stops.filter((stop) => stop.step === step && stop.sent);
  const lines = new Set(backwards.map((stop) => lineOf(stop, 'backward')));
  return backwards.length > 1 && backwards.length === backwards[0].data.length && lines.size === 1;
}

function gradientAt(recording: Recording, index: number): number {
  return norm(recording.stops[index].grad);
}

/**
 * `stale-graph`: a loss went backward through forward passes made before the last update.
 *
 * Seen from the steps in which the predictions it depends on were made, where the parameters have since changed. Points at
 * the backward pass.
 */
export function staleGraph({ recording, updates, end }: Training): Found<'stale-graph'> | null {
  for (let index = 0; index < end; index++) {
    const stop = recording.stops[index];
    const from = stop.sent?.flatMap((sent) => sent.from) ?? [];
    const old = from.filter(({ step }) => step < stop.step && hasChangedSince(recording, step, index));
    if (old.length > 0) {
      const forwardStep = Math.min(...old.map(({ step }) => step));
      const forward = recording.stops[recording.find(forwardStep, 'forward')];
      return {
        code: 'stale-graph',
        severity: 'error',
        line: lineOf(stop, 'backward'),
        step: stop.step,
        evidence: {
          forwardLine: forward ? lineOf(forward, 'forward') : null,
          forwardStep,
          predictions: from.length,
          old: old.length,
          perParameter: isOneByOne(updates),
        },
      };
    }
  }
  return null;
}

/** Whether the first updates move one parameter each, another every time. */
function isOneByOne(updates: readonly Update[]): boolean {
  const moved = updates.slice(0, 3).map((update) => where(update.moved.length, (k) => update.moved[k] !== 0));
  const distinct = new Set(moved.flat());
  return updates.length > 3 && moved.every(({ length }) => length === 1) && distinct.size === moved.length;
}

/** Whether the parameters are others at a stop than when a step began; false where that step's stops have been left out. */
function hasChangedSince(recording: Recording, step: number, index: number): boolean {
  const first = recording.firstOf(step);
  if (recording.stops[first]?.step !== step) {
    return false;
  }
  return !near(recording.before(first).data, recording.before(index).data);
}

/**
 * `detached-loss`: what was sent backward depends on no parameter, so that nothing was deposited.
 *
 * Seen from a step that updates, where the graph of everything it sent backward was looked through and holds neither
 * predictions nor parameters; or from a loss that is exactly 0 in every step, without ever a gradient: predictions compared with
 * themselves. Points at the backward pass.
 */
export function detachedLoss(training: Training): Found<'detached-loss'> | null {
  return isAlwaysZero(training) ? detachedAt(training, training.updates[0], true) : detachedGraph(training);
}

/** Whether every loss that was sent backward is 0 and left no gradient, from the first update on. Two might be a chance. */
function isAlwaysZero({ recording, updates }: Training): boolean {
  return (
    updates.length > 2 &&
    updates.every(
      ({ backwards, deposited }) =>
        backwards.length > 0 &&
        !deposited?.some((g) => g !== 0) &&
        backwards.every((index) => recording.stops[index].sent?.every(({ data }) => data === 0)),
    )
  );
}

function detachedGraph(training: Training): Found<'detached-loss'> | null {
  const { recording, updates } = training;
  for (const update of updates) {
    const { backwards, deposited } = update;
    const sent = backwards.flatMap((index) => recording.stops[index].sent ?? []);
    const detached =
      backwards.length > 0 &&
      sent.length === backwards.length &&
      sent.every(({ from, whole, parameters }) => whole && !parameters && from.length === 0) &&
      !deposited?.some((g) => g !== 0);
    if (detached) {
      return detachedAt(training, update, false);
    }
  }
  return null;
}

function detachedAt(
  { recording }: Training,
  { backwards, step }: Update,
  alwaysZero: boolean,
): Found<'detached-loss'> {
  const [index] = backwards;
  const stop = recording.stops[index];
  const asked = recording.stops.findLastIndex(({ phases }, k) => k <= index && phases.includes('forward'));
  const unasked = asked >= 0 && recording.stops[asked].step < step;
  const data = stop.sent?.[0].data ?? 0;
  return {
    code: 'detached-loss',
    severity: 'error',
    line: lineOf(stop, 'backward'),
    step,
    evidence: { data, alwaysZero, unasked },
  };
}
