import type { Recording } from '../core/training/recording.ts';
import { format, type LessonStrings } from './strings.ts';

/**
 * Where a cursor stands, in words: "step 7 of 20 · backward". Steps count from 0, as the `k` of the script and the curve
 * do.
 */
export function placeInWords(recording: Recording, position: number, strings: LessonStrings): string {
  const stop = recording.stops[position];
  if (!stop) {
    return strings.placeStart;
  }
  if (recording.outcome && position === recording.stops.length - 1) {
    return format(strings.placeEnd, recording.steps);
  }
  const names = stop.phases.map((phase) => strings[`phase.${phase}`]).join(' + ');
  const { steps } = recording.info;
  return steps === null
    ? format(strings.placeOpen, stop.step, names)
    : format(strings.place, stop.step, steps, names);
}
