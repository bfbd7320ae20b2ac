import { type Phase, phases } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';

/** A place that can be found again in another run: a step and what had just happened in it, or one of the two ends. */
export type Place = { readonly step: number; readonly phase: Phase } | 'start' | 'end';

/** The place of the stop at `index`; 'start' for -1, 'end' for the last. */
export function placeOf(recording: Recording, index: number): Place {
  if (index >= 0 && index === recording.stops.length - 1) {
    return 'end';
  }
  const stop = recording.stops[index];
  const phase = stop?.phases.at(-1);
  return phase ? { step: stop.step, phase } : 'start';
}

/** Index of the stop at a place; where the run has none there, of the nearest; -1 is the start. */
export function findPlace(recording: Recording, place: Place): number {
  const last = recording.stops.length - 1;
  if (place === 'start') {
    return -1;
  }
  if (place === 'end' || last < 0) {
    return last;
  }
  const exact = recording.find(place.step, place.phase);
  if (exact >= 0) {
    return exact;
  }
  // Another loop may lack the phase, and a long run the step: the end of the step then, or of the one before it.
  return Math.max(0, recording.lastOf(place.step));
}

/** The place, if a saved one makes sense. */
export function parsePlace(saved: unknown): Place | undefined {
  if (saved === 'start' || saved === 'end') {
    return saved;
  }
  if (typeof saved !== 'object' || saved === null) {
    return undefined;
  }
  const { step, phase } = saved as Record<string, unknown>;
  const known = phases.find((candidate) => candidate === phase);
  return Number.isInteger(step) && Number(step) >= 0 && known
    ? { step: Number(step), phase: known }
    : undefined;
}
