import type { Found } from './finding.ts';
import { some } from './parameters.ts';
import { atOnce, type InParts, partSize } from './parts.ts';
import { followsGap, lineOf, type Training } from './training.ts';
import { normOf, where } from './vectors.ts';

/** What is known of the gradient that one parameter stores. */
interface Stored {
  /** The stop of the update that has used it; -1 while none has since it was last reset. */
  applied: number;
  /** The first backward pass that added to it after that, as a stop; -1 while none has. */
  addedTo: number;
  /** The part of it that had been used already. */
  stale: number;
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
 * Seen parameter by parameter: an update marks the gradients by which it moved something; a write to a gradient, whatever it
 * writes, clears the mark; a backward pass that adds to a marked one makes it stale, and that only a reset can end. So it does not matter where gradients
 * are reset, or how, or how many backward passes make up one update.
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
  const stored = Array.from({ length: size }, (): Stored => ({ applied: -1, addedTo: -1, stale: 0 }));
  const forget = (each: Stored) => {
    each.applied = -1;
    each.addedTo = -1;
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
    for (let k = 0; k < stop.grad.length; k++) {
      // What is stale already stays so however it is clipped or scaled; only a reset ends it.
      const written = stop.grad !== before.grad && stop.grad[k] !== before.grad[k];
      if (written && (stop.grad[k] === 0 || stored[k].addedTo < 0)) {
        forget(stored[k]);
      }
      if (moves && stop.data[k] !== before.data[k] && stop.grad[k] !== 0) {
        stored[k].applied = index;
      }
    }
  }
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
  const truth = grad.map((g, k) => g - stored[k].stale);
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
      stored: normOf(grad, parameters),
      truth: normOf(truth, parameters),
      ...some(
        recording.info,
        parameters,
        fed.length === parameters.length ? parameters.length : stop.data.length,
      ),
    },
  };
  return { stop: addedTo, found, moved };
}
