import { norm, type Recording } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { type InParts, partSize } from './parts.ts';
import { lineOf, type Training, type Update } from './training.ts';
import { commonMultiple, difference, near, normOf, type Vector, where } from './vectors.ts';

/** How much of the way of the first update must lie along the gradient: a decay of weights may bend it a little. */
const mostly = 0.8;

/**
 * `uphill-update`: parameters moved along their gradient instead of against it.
 *
 * Seen from an update that moved parameters by one multiple of their gradients, some or all of them uphill. The first update
 * counts even if it did more than that (momentum, clipping, decay): there is no momentum yet that could carry parameters
 * uphill. Going along the gradient of something negative, a reward, is no mistake. Points at the update.
 */
export function* uphillUpdate({ recording, updates }: Training): InParts<Found<'uphill-update'> | null> {
  const first = updates.find(({ deposited, moves }) => moves && deposited?.some((g) => g !== 0));
  for (const [k, update] of updates.entries()) {
    if (k % partSize === partSize - 1) {
      yield;
    }
    const { moved, used, backwards, stops, step } = update;
    const lossIsPositive = backwards.every((index) => {
      const { sent, loss } = recording.stops[index];
      return sent ? sent.every(({ data }) => data > 0) : (loss ?? 0) >= 0;
    });
    if (!update.deposited || !update.moves || !lossIsPositive) {
      continue;
    }
    const size = commonSize(update);
    const uphill = size === null ? update === first && leansUphill(update) : true;
    const gradient = size === null ? update.deposited : used;
    const moving = where(moved.length, (k) => isMoving(update, k) && gradient[k] !== 0);
    const along = moving.filter((k) => moved[k] * gradient[k] > 0);
    if (!uphill || along.length === 0) {
      continue;
    }
    const at = stops.find((index) =>
      along.some((k) => recording.at(index).data[k] !== recording.before(index).data[k]),
    );
    return {
      code: 'uphill-update',
      severity: 'error',
      line: at === undefined ? update.line : lineOf(recording.stops[at], 'update'),
      step,
      evidence: { rate: size, along: along.length, moved: moving.length },
    };
  }
  return null;
}

/** By how many times its gradient each parameter moved that did, up or down; null where that differs. */
function commonSize(update: Update): number | null {
  const { moved, used, before } = update;
  const far = new Float64Array(moved.length);
  const by = new Float64Array(used.length);
  for (let k = 0; k < moved.length; k++) {
    if (isMoving(update, k)) {
      far[k] = Math.abs(moved[k]);
      by[k] = Math.abs(used[k]);
    }
  }
  return commonMultiple(far, by, before);
}

/** Whether a parameter moved so far that rounding cannot be the reason. */
function isMoving({ moved, before }: Update, k: number): boolean {
  return Math.abs(moved[k]) > 1e-12 * Math.abs(before[k]);
}

function leansUphill({ moved, deposited }: Update): boolean {
  const gradient = deposited ?? moved;
  const all = where(moved.length, (k) => gradient[k] !== 0 && moved[k] !== 0);
  const products = all.map((k) => moved[k] * gradient[k]);
  const along = products.filter((x) => x > 0).length;
  const cosine = products.reduce((sum, x) => sum + x, 0) / (normOf(moved, all) * normOf(gradient, all));
  return cosine > mostly || (products.length >= 3 && along >= 0.95 * products.length);
}

/** So often all parameters become 0 in the middle of training before it is no new beginning. */
const manyTimes = 3;

/**
 * `overwritten-parameters`: parameters were replaced instead of being nudged.
 *
 * Seen from an update after which every parameter is the same multiple of its gradient, or lies by it from where it was at
 * the very beginning, although they had not moved by a common one. Restoring, clipping or averaging weights replaces them as
 * well, but not by gradients. Or from stops that set all parameters to 0, or back to where they began, at least every second time
 * they change: where somebody took `p.data` for `p.grad`, or restores too much. Points at the update.
 */
export function overwrittenParameters({
  recording,
  end,
  updates,
}: Training): Found<'overwritten-parameters'> | null {
  const changes = changesOf(recording, end);
  const zeroed = zeroedAt(recording, changes);
  const again = zeroed ?? restoredAt(recording, changes);
  if (again !== null) {
    const stop = recording.stops[again];
    const before = norm(recording.before(again).data);
    const after = norm(stop.data);
    return {
      code: 'overwritten-parameters',
      severity: 'error',
      line: lineOf(stop, 'update'),
      step: stop.step,
      evidence: { became: zeroed === null ? 'restored' : 'zero', multiple: 0, before, after },
    };
  }
  for (const { step, line, moves, before, after, moved, used } of updates) {
    if (!moves || commonMultiple(moved, used, before) !== null) {
      continue;
    }
    const alone = commonMultiple(after, used);
    const added = commonMultiple(difference(after, updates[0].before), used, before);
    const multiple = alone ?? added;
    if (multiple !== null && multiple !== 0) {
      return {
        code: 'overwritten-parameters',
        severity: 'error',
        line,
        step,
        evidence: {
          became: alone === null ? 'added' : 'multiple',
          multiple,
          before: norm(before),
          after: norm(after),
        },
      };
    }
  }
  return null;
}

/**
 * The first stop that put the parameters back to where they began, where every update that follows a backward pass is undone so,
 * and each had led to the same place: trying out one step by several rates, or samples, does not. Null where it is not so.
 */
function restoredAt(recording: Recording, changes: readonly number[]): number | null {
  const start = changes.length > 0 ? recording.before(changes[0]).data : null;
  const restored = changes.filter((k) => start && near(recording.stops[k].data, start));
  const [first] = restored;
  const isSame = restored.every((k) => near(recording.before(k).data, recording.before(first).data));
  const trained = restored.filter((k, j) =>
    recording.stops.slice(restored[j - 1] ?? 0, k).some(({ deposit }) => deposit?.some((g) => g !== 0)),
  );
  return isSame && trained.length >= manyTimes && 2 * restored.length >= changes.length - 1 ? first : null;
}

/** The stops, as indices, whose updates changed something. */
function changesOf(recording: Recording, end: number): number[] {
  return where(end, (k) => {
    const { phases, data } = recording.stops[k];
    return phases.includes('update') && data !== recording.before(k).data;
  });
}

/** The first stop at which all parameters became 0, where they do so again and again; null where they do not. */
function zeroedAt(recording: Recording, changes: readonly number[]): number | null {
  const zeroed = changes.filter((k) => isZero(recording.stops[k].data) && !isZero(recording.before(k).data));
  return zeroed.length >= manyTimes && 2 * zeroed.length >= changes.length ? zeroed[0] : null;
}

function isZero(vector: Vector): boolean {
  return vector.every((x) => x === 0);
}
