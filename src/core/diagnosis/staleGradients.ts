import type { Moment, Stop } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { leftOver } from './leftOver.ts';
import { some } from './parameters.ts';
import { atOnce, type InParts, partSize } from './parts.ts';
import { followsGap, lineOf, type Training } from './training.ts';
import { commonMultiple, difference, normOf, where } from './vectors.ts';

/** What is known of the gradient that one parameter stores. */
interface Stored {
  /** The stop of the update that has used it; -1 while none has since it was last reset. */
  applied: number;
  /** What it was then. */
  used: number;
  /** The write since that did not set it to 0, as a stop; -1 while there was none. */
  written: number;
  /** The first backward pass that added to it after that, as a stop; -1 while none has. */
  addedTo: number;
  /** The part of it that had been used already. */
  stale: number;
  /** Which share of the parameter was left of it the last time that something was; null where nothing ever was. */
  share: number | null;
}

/** A finding with the stop that it is seen at. */
export interface StaleUse {
  /** The first backward pass that added to what had been used already, as a stop. */
  readonly stop: number;
  readonly found: Found<'stale-gradients'>;
}

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
 * What counts as a reset, {@link leftOver} says.
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
    (): Stored => ({ applied: -1, used: 0, written: -1, addedTo: -1, stale: 0, share: null }),
  );
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
      add(stored, index, stop, before);
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
    if (stop.grad !== before.grad) {
      for (const [k, each] of stored.entries()) {
        if (stop.grad[k] !== before.grad[k]) {
          // What is stale already stays so however it is clipped or scaled; only 0 ends it.
          if (stop.grad[k] === 0) {
            forget(each);
          } else if (each.addedTo < 0) {
            each.written = index;
          }
        }
      }
    }
    if (moves) {
      apply(stored, index, stop, before);
    }
  }
}

function forget(each: Stored): void {
  each.applied = -1;
  each.addedTo = -1;
}

/** A backward pass adds to what is left of used gradients. */
function add(stored: readonly Stored[], index: number, { grad, deposit, data }: Stop, before: Moment): void {
  const met = where(
    grad.length,
    (k) => stored[k].applied >= 0 && stored[k].addedTo < 0 && (deposit?.[k] ?? 0) !== 0,
  );
  if (met.length === 0) {
    return;
  }
  const all = met.map((k) => {
    const { used, share } = stored[k];
    return {
      used,
      left: heldBefore(grad[k], deposit?.[k] ?? 0, before.grad[k]),
      data: data[k],
      shareBefore: share,
    };
  });
  const there = new Set(leftOver(all));
  for (const [j, k] of met.entries()) {
    const { left } = all[j];
    stored[k].share = left / data[k];
    if (there.has(j)) {
      stored[k].addedTo = index;
      stored[k].stale = left;
    } else {
      forget(stored[k]);
    }
  }
}

/** What a gradient held when something was added to it: as it was seen last, unless it was written to in a stop that is left out. */
function heldBefore(now: number, deposit: number, seen: number): number {
  const held = now - deposit;
  const rounding = 1e-9 * (Math.abs(held) + Math.abs(deposit));
  return Math.abs(held - seen) <= rounding ? seen : Math.abs(held) <= rounding ? 0 : held;
}

/** An update uses gradients. */
function apply(stored: readonly Stored[], index: number, stop: Stop, before: Moment): void {
  const isLater = writesLater(stop, before);
  for (const [k, each] of stored.entries()) {
    if (stop.data[k] !== before.data[k] && stop.grad[k] !== 0) {
      const isWritten = isLater && stop.grad[k] !== before.grad[k];
      each.applied = index;
      each.used = isWritten ? before.grad[k] : stop.grad[k];
      each.written = isWritten ? index : -1;
    }
  }
}

/** Whether an update that also writes something else than 0 to gradients does so after it has used them. */
function writesLater({ lines, data, grad }: Stop, before: Moment): boolean {
  if (grad === before.grad) {
    return false;
  }
  return lines?.gradient && lines.update
    ? lines.gradient >= lines.update
    : commonMultiple(difference(data, before.data), before.grad, before.data) !== null;
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
  const kept = Math.max(...parameters.map((k) => stored[k].written));
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
