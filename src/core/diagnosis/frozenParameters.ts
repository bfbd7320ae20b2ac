import type { Found } from './finding.ts';
import { layersOf, some } from './parameters.ts';
import { lineOf, type Training } from './training.ts';
import { where } from './vectors.ts';

/** Gradients that are smaller than the largest by this factor may be too small to move anything. */
const negligible = 1e-9;
/** So often the same samples are gone back to before somebody has forgotten the update, not looked at gradients. */
const manyVisits = 3;

/**
 * `frozen-parameters`: some parameters are never updated, or never get a gradient.
 *
 * Seen over the whole run: a parameter that has gradients and never moves, or a whole layer that never gets any while another
 * does. A single neuron without gradients is not flagged: it may be dead (ReLU), or its inputs may all be 0. A script that
 * goes back to the same samples three times and updates nothing at all freezes everything. Points at the update where there
 * is one that leaves some out, else at the backward pass.
 */
export function frozenParameters(training: Training): Found<'frozen-parameters'> | null {
  const { recording, end, updates, size } = training;
  const backwards = where(end, (index) => recording.stops[index].deposit?.some((g) => g !== 0) ?? false);
  if (updates.length === 0) {
    return neverUpdated(training, backwards);
  }
  if (updates.length < 2 || backwards.length < 2) {
    return null;
  }
  const largest = new Float64Array(size);
  for (const index of backwards) {
    recording.stops[index].deposit?.forEach((g, k) => {
      largest[k] = Math.max(largest[k], Math.abs(g));
    });
  }
  const enough = negligible * Math.max(...largest);
  const stays = where(size, (k) => {
    const start = updates[0].before[k] ?? recording.initial.data[k];
    return updates.every(
      ({ before, after }) => (before[k] ?? start) === start && (after[k] ?? start) === start,
    );
  });
  const notUpdated = stays.filter((k) => largest[k] > enough);
  const isEmpty = (k: number) => largest[k] === 0;
  const withoutGradient = groupsOf(training, isEmpty)
    .filter((group) => group.every(isEmpty))
    .flat();
  const parameters = notUpdated.length > 0 ? notUpdated : enough > 0 ? withoutGradient : [];
  if (parameters.length === 0) {
    return null;
  }
  const [first] = updates;
  const backward = recording.stops[backwards[0]];
  return {
    code: 'frozen-parameters',
    severity: 'error',
    line: notUpdated.length > 0 ? first.line : lineOf(backward, 'backward'),
    step: notUpdated.length > 0 ? first.step : backward.step,
    evidence: {
      withoutGradient: notUpdated.length === 0,
      updates: updates.length,
      backwards: backwards.length,
      ...some(recording.info, size, parameters),
    },
  };
}

/** The finding, if a script goes backward again and again and updates nothing. */
function neverUpdated(
  { recording, size }: Training,
  backwards: readonly number[],
): Found<'frozen-parameters'> | null {
  const visits = new Map<number, number>();
  for (const index of backwards) {
    const samples =
      recording.stops[index].sent?.flatMap(({ from }) => from.map(({ sample }) => sample)) ?? [];
    for (const sample of new Set(samples.length > 0 ? samples : [-1])) {
      visits.set(sample, (visits.get(sample) ?? 0) + 1);
    }
  }
  if (size === 0 || Math.max(0, ...visits.values()) < manyVisits) {
    return null;
  }
  const { step, ...stop } = recording.stops[backwards[0]];
  return {
    code: 'frozen-parameters',
    severity: 'error',
    line: stop.line,
    step,
    evidence: {
      withoutGradient: false,
      updates: 0,
      backwards: backwards.length,
      ...some(
        recording.info,
        size,
        where(size, () => true),
      ),
    },
  };
}

/** The parameters that belong together: layers, and each of what there is beside them. */
function groupsOf(
  { recording, size }: Training,
  isEmpty: (k: number) => boolean,
): readonly (readonly number[])[] {
  const layers = layersOf(recording.info);
  if (layers) {
    const known = layers.flat().length;
    return [...layers, ...where(size, (k) => k >= known).map((k) => [k])];
  }
  // Of an unknown model: a single block. A dead unit would have its outgoing weights elsewhere, without gradients as well.
  const empty = where(size, isEmpty);
  const block = empty.length > 1 && empty[empty.length - 1] - empty[0] === empty.length - 1;
  return block ? [empty] : [];
}
