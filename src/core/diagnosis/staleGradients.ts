import type { Moment, Stop } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { some } from './parameters.ts';
import { atOnce, type InParts, partSize } from './parts.ts';
import { followsGap, lineOf, type Training } from './training.ts';
import { commonMultiple, difference, normOf, type Vector, where } from './vectors.ts';

/** What is known of the gradient that one parameter stores. */
interface Stored {
  /** The stop of the update that has used it; -1 while none has since it was last reset. */
  applied: number;
  /** The first backward pass that added to it after that, as a stop; -1 while none has. */
  addedTo: number;
  /** The part of it that had been used already. */
  stale: number;
  /** The write since it was used that did not reset it, as a stop; -1 while there was none. */
  kept: number;
}

/** A finding with the stop that it is seen at. */
export interface StaleUse {
  /** The first backward pass that added to what had been used already, as a stop. */
  readonly stop: number;
  readonly found: Found<'stale-gradients'>;
}

/** A share of a gradient that is but a rounding error. */
const rounding = 1e-9;

/**
 * `stale-gradients`: a backward pass added to gradients that an update had already used, and another update used the sum.
 * Points at the backward pass.
 */
export function staleGradients(training: Training): Found<'stale-gradients'> | null {
  return atOnce(staleGradientsInParts(training));
}

export function* staleGradientsInParts(training: Training): InParts<Found<'stale-gradients'> | null> {
  for (const use of staleUsesInParts(training)) {
    if (use) {
      return use.found;
    }
    yield;
  }
  return null;
}

/**
 * Every update that used stale gradients, in order, each with the backward pass that added to them; several updates may have
 * the same.
 *
 * Seen parameter by parameter: an update marks the gradients by which it moved something; a reset clears the mark; a backward
 * pass that adds to a marked one makes it stale, and that only a reset can end. So it does not matter where gradients are
 * reset, or how, or how many backward passes make up one update.
 *
 * A write resets a gradient if it becomes 0, or something that has nothing to do with what was used, as the share of a weight's
 * decay. What is only scaled is still there, and a number that is the same for all is none's gradient.
 */
export function* staleUses(training: Training): Generator<StaleUse> {
  for (const use of staleUsesInParts(training)) {
    if (use) {
      yield use;
    }
  }
}

/** The uses, and null after each part of the work. */
function* staleUsesInParts({ recording, end, undone, size }: Training): Generator<StaleUse | null> {
  const stored = Array.from(
    { length: size },
    (): Stored => ({ applied: -1, addedTo: -1, stale: 0, kept: -1 }),
  );
  const forget = (each: Stored) => {
    each.applied = -1;
    each.addedTo = -1;
    each.kept = -1;
  };
  for (let index = 0; index < end; index++) {
    if (index % partSize === partSize - 1) {
      yield null;
    }
    const stop = recording.stops[index];
    const before = recording.before(index);
    if (followsGap(recording, index)) {
      stored.forEach(forget);
    }
    if (stop.deposit) {
      for (let k = 0; k < stop.deposit.length; k++) {
        const deposit = stop.deposit[k];
        const each = stored[k];
        const held = stop.grad[k] - deposit;
        if (Math.abs(held - before.grad[k]) > 1e-9 * (Math.abs(held) + Math.abs(deposit))) {
          // It was written to in a stop that has been left out.
          forget(each);
        } else if (each.applied >= 0 && each.addedTo < 0 && deposit !== 0) {
          each.addedTo = index;
          each.stale = before.grad[k];
        }
      }
      continue;
    }
    const moves = stop.phases.includes('update') && stop.data !== before.data && !undone.has(index);
    if (moves) {
      const use = stale(recording, index, stored);
      if (use) {
        yield use;
        for (const k of use.moved) {
          // All of it has been used now: the next backward pass adds to it again.
          stored[k].addedTo = -1;
        }
      }
    }
    const written =
      stop.grad === before.grad ? [] : where(stop.grad.length, (k) => stop.grad[k] !== before.grad[k]);
    const used = written.filter((k) => stored[k].applied >= 0 && stored[k].addedTo < 0);
    const keeps = isKept(before, stop.grad, used);
    for (const k of written) {
      // What is stale already stays so however it is clipped or scaled; only 0 ends it.
      if (stop.grad[k] === 0 || (stored[k].addedTo < 0 && !keeps)) {
        forget(stored[k]);
      } else if (stored[k].applied >= 0 && stored[k].addedTo < 0) {
        stored[k].kept = index;
      }
    }
    if (moves) {
      const usedNow = where(stop.grad.length, (k) => stop.data[k] !== before.data[k] && stop.grad[k] !== 0);
      const keepsNow = followsUpdate(stop) && isKept(before, stop.grad, usedNow);
      for (const k of usedNow) {
        stored[k].applied = index;
        stored[k].kept = keepsNow ? index : -1;
      }
    }
  }
}

/** Whether a stop that updates writes something else than 0 to gradients, further down. */
function followsUpdate({ lines }: Stop): boolean {
  return (lines?.gradient ?? 0) >= (lines?.update ?? Number.POSITIVE_INFINITY);
}

/**
 * Whether what a write has left of used gradients, other than 0, is but one share of each, or one number for all; unless it is
 * a share of the parameters themselves.
 */
function isKept({ grad, data }: Moment, after: Vector, used: readonly number[]): boolean {
  const left = used.filter((k) => after[k] !== 0);
  const [first] = left;
  if (left.length < 2) {
    return left.length === 1 && Math.abs(after[first]) > rounding * Math.abs(grad[first]);
  }
  const of = (vector: Vector) => Float64Array.from(left, (k) => vector[k]);
  const now = of(after);
  if (now.every((g) => Math.abs(g) === Math.abs(now[0]))) {
    return true;
  }
  const share = commonMultiple(now, of(grad));
  return share !== null && Math.abs(share) > rounding && commonMultiple(now, of(data)) === null;
}

/** The finding, if the update at the stop `index` moves parameters by stale gradients. */
function stale(
  recording: Training['recording'],
  index: number,
  stored: readonly Stored[],
): (StaleUse & { readonly moved: readonly number[] }) | null {
  const stop = recording.stops[index];
  const before = recording.before(index);
  const zeroed = stop.phases.indexOf('zeroGrad');
  if (zeroed >= 0 && zeroed < stop.phases.indexOf('update')) {
    return null;
  }
  const moved = where(
    stop.data.length,
    (k) => stored[k].addedTo >= 0 && before.grad[k] !== 0 && stop.data[k] !== before.data[k],
  );
  if (moved.length === 0) {
    return null;
  }
  const addedTo = Math.min(...moved.map((k) => stored[k].addedTo));
  const { step } = recording.stops[addedTo];
  const parameters = where(stop.data.length, (k) => stored[k].addedTo >= 0);
  const applied = recording.stops[Math.max(...parameters.map((k) => stored[k].applied))];
  // After the last backward pass of the step: what was clipped or scaled later is not its doing.
  const { grad } = recording.at(recording.find(step, 'backward'));
  const off = grad.map((_, k) => stored[k].stale);
  const truth = difference(grad, off);
  const kept = Math.max(...parameters.map((k) => stored[k].kept));
  // Those that no gradient has reached yet cannot be told apart.
  const fed = where(stop.data.length, (k) => stored[k].addedTo >= 0 || grad[k] !== 0);
  const found: Found<'stale-gradients'> = {
    code: 'stale-gradients',
    severity: 'error',
    line: lineOf(recording.stops[addedTo], 'backward'),
    step,
    evidence: {
      appliedLine: lineOf(applied, 'update'),
      appliedStep: applied.step,
      keptLine: kept < 0 ? null : lineOf(recording.stops[kept], 'gradient'),
      stored: normOf(grad, parameters),
      truth: normOf(truth, parameters),
      off: normOf(off, parameters),
      ...some(
        recording.info,
        stop.data.length,
        parameters,
        fed.length === parameters.length ? parameters.length : stop.data.length,
      ),
    },
  };
  return { stop: addedTo, found, moved };
}
