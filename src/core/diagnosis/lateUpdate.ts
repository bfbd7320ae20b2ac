import { norm } from '../training/recording.ts';
import type { Found } from './finding.ts';
import { lineOf, type Training, type Update } from './training.ts';
import { commonMultiple } from './vectors.ts';

/** So often the gradients of the same samples are made and reset before somebody has misplaced the update, not looked at them. */
const manyTimes = 3;

/**
 * `gradients-cleared-before-update`, where it is the update that comes too late: it stands below the loop, and uses the last
 * backward pass alone.
 *
 * Seen from an update that moved parameters by the stored gradients, before which the gradients of the same samples had been
 * made and reset several times. Points at the reset.
 */
export function lateUpdate({
  recording,
  updates,
}: Training): Found<'gradients-cleared-before-update'> | null {
  for (const update of updates) {
    const lost = lostBefore(recording.stops, update);
    if (lost === null) {
      continue;
    }
    const { backwards, line, step } = update;
    const last = backwards[backwards.length - 1];
    const reset = recording.stops.findLastIndex(({ phases }, k) => k < last && phases.includes('zeroGrad'));
    return {
      code: 'gradients-cleared-before-update',
      severity: 'error',
      line: lineOf(recording.stops[reset], 'zeroGrad'),
      step,
      evidence: {
        backwardLine: lineOf(recording.stops[backwards[0]], 'backward'),
        updateLine: line,
        lost: norm(recording.before(reset).grad),
        samples: [],
        late: lost,
      },
    };
  }
  return null;
}

/** How many backward passes were made and reset before an update; null where that is none of them, or may be meant. */
function lostBefore(
  stops: Training['recording']['stops'],
  { backwards, moves, moved, used, before }: Update,
): number | null {
  if (backwards.length <= manyTimes || !moves || commonMultiple(moved, used, before) === null) {
    return null;
  }
  const times = new Map<number, number>();
  let lost = 0;
  for (const [k, index] of backwards.slice(0, -1).entries()) {
    if (!isReset(stops, index, backwards[k + 1])) {
      continue;
    }
    lost += 1;
    for (const sample of new Set(stops[index].sent?.flatMap(({ from }) => from.map((each) => each.sample)))) {
      times.set(sample, (times.get(sample) ?? 0) + 1);
    }
  }
  times.delete(-1);
  return Math.max(0, ...times.values()) < manyTimes ? null : lost;
}

/** Whether no gradient is left between two stops, and nothing has used them, were it only to be taken back. */
function isReset(stops: Training['recording']['stops'], from: number, to: number): boolean {
  const between = stops.slice(from + 1, to);
  return (
    between.some(({ grad, phases }) => phases.includes('zeroGrad') && grad.every((g) => g === 0)) &&
    between.every(({ data }) => data === stops[from].data)
  );
}
