import type { Found } from './finding.ts';
import { layersOf, some } from './parameters.ts';
import { lineOf, type Training } from './training.ts';
import { where } from './vectors.ts';

/** Gradients that are smaller than the largest by this factor may be too small to move anything. */
const negligible = 1e-9;

/**
 * `frozen-parameters`: some parameters are never updated, or never get a gradient.
 *
 * Seen over the whole run: a parameter that has gradients and never moves, or a whole layer that never gets any while another
 * does. A single neuron without gradients is not flagged: it may be dead (ReLU), or its inputs may all be 0. Points at the
 * update, or at the backward pass.
 */
export function frozenParameters(training: Training): Found<'frozen-parameters'> | null {
  const { recording, updates, size } = training;
  const backwards = updates.flatMap((update) => update.backwards);
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
  const withoutGradient = groupsOf(training)
    .filter((group) => group.every((k) => largest[k] === 0))
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
      ...some(recording.info, parameters, size),
    },
  };
}

/** The layers, and what there is beside them; none where they are not known. */
function groupsOf({ recording, size }: Training): readonly (readonly number[])[] {
  const layers = layersOf(recording.info) ?? [];
  const known = layers.flat().length;
  const beside = where(size, (k) => k >= known).map((k) => [k]);
  return known === 0 ? [] : [...layers, ...beside];
}
