import type { Recording } from '../core/training/recording.ts';
import { formatLoss } from './numbers.ts';
import { format, type LessonStrings } from './strings.ts';

/**
 * Where a cursor stands, in words: "step 7 of 20 · backward". Steps count from 0, as the `k` of the script and the curve
 * do. How many there are is said as soon as it is known.
 */
export function placeInWords(recording: Recording, position: number, strings: LessonStrings): string {
  const stop = recording.stops[position];
  if (!stop) {
    return strings.placeStart;
  }
  const { outcome, steps, info } = recording;
  if (outcome && position === recording.stops.length - 1) {
    return steps === 1 ? strings.placeEndOne : format(strings.placeEnd, steps);
  }
  const total = info.steps ?? (outcome ? steps : null);
  const step =
    total === null ? format(strings.placeOpen, stop.step) : format(strings.place, stop.step, total);
  const happened = whatHappened(recording, position, strings);
  return happened ? format(strings.placeAt, step, happened) : step;
}

/** The step of the cursor, and its loss once that is known: "step 7 · loss 0.0873"; empty before the first stop. */
export function stepAndLoss(recording: Recording, position: number, strings: LessonStrings): string {
  const stop = recording.stops[position];
  if (!stop) {
    return '';
  }
  const step = format(strings.placeOpen, stop.step);
  const known = recording.lossStep(position) === stop.step && stop.loss !== null;
  return known ? format(strings.placeLoss, step, formatLoss(stop.loss)) : step;
}

/**
 * What has just happened at a stop: its phases, "forward · loss", each once. Where something else has changed the
 * parameters, such as gradient clipping, it says what was changed; empty where nothing was.
 */
export function whatHappened(recording: Recording, position: number, strings: LessonStrings): string {
  const stop = recording.stops[position];
  if (!stop) {
    return '';
  }
  if (stop.phases.length > 0) {
    return [...new Set(stop.phases)].map((phase) => strings[`phase.${phase}`]).join(' · ');
  }
  const before = recording.before(position);
  if (stop.data !== before.data) {
    return strings.parametersChanged;
  }
  return stop.grad === before.grad ? '' : strings.gradientsChanged;
}
