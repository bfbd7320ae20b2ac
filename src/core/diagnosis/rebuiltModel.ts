import { learningRateOf, type Recording } from '../training/recording.ts';
import type { ErrorFinding } from './finding.ts';
import { readTraining } from './training.ts';

/** So many models of one step each are no comparison of two any more. */
const several = 3;

/**
 * `rebuilt-model`: another set of parameters in each step, so that no step goes on from the one before.
 *
 * Seen from the recordings of one execution: several with a single step, updated on the same line, with one learning rate
 * and, where the script seeds its models, one seed; a comparison of rates or of seeds is none of this. Parameters in no model
 * object are one recording, in which every update moves only such as have just joined. Points at the line that makes the
 * model, at the update where that is not known.
 */
export function rebuiltModel(recordings: readonly Recording[]): ErrorFinding<'rebuilt-model'> | null {
  const groups = new Map<string, [number, Recording][]>();
  for (const [run, recording] of recordings.entries()) {
    const { info, stops, steps } = recording;
    const update = stops.find(({ phases }) => phases.includes('update'));
    const joined = joinedAnew(recording);
    if (update && joined >= several) {
      return found(run, update.line, joined);
    }
    if (steps === 1 && update) {
      const place = `${info.line ?? ''} ${update.line ?? ''} ${info.shape ?? ''}`;
      groups.set(place, [...(groups.get(place) ?? []), [run, recording]]);
    }
  }
  for (const group of groups.values()) {
    const same = (of: (recording: Recording) => number | null) =>
      new Set(group.map(([, recording]) => of(recording)).filter((x) => x !== null)).size <= 1;
    if (
      group.length >= several &&
      same((recording) => learningRateOf(recording, 0)) &&
      same(({ info }) => (info.ownSeed ? info.seed : null))
    ) {
      const [[run, { info, stops }]] = group;
      const update = stops.find(({ phases }) => phases.includes('update'));
      return found(run, info.line ?? update?.line ?? null, group.length);
    }
  }
  return null;
}

function found(run: number, line: number | null, models: number): ErrorFinding<'rebuilt-model'> {
  return { run, code: 'rebuilt-model', severity: 'error', line, step: 0, evidence: { models } };
}

/** How many updates there were, if each moved only parameters that had joined since the one before; else 0. */
function joinedAnew(recording: Recording): number {
  const { length } = recording.stops;
  // Not the initial state: what joins before that is sent on its way is in it already.
  if (length === 0 || recording.at(length - 1).data.length === recording.at(0).data.length) {
    return 0;
  }
  const { updates } = readTraining(recording, length);
  let known = 0;
  for (const { moved } of updates) {
    if (moved.length === known || moved.subarray(0, known).some((x) => x !== 0)) {
      return 0;
    }
    known = moved.length;
  }
  return updates.length;
}
