import { type Assigned, norm, type Recording, type Stop } from '../training/recording.ts';
import { countUpTo, LineVisits } from './lineVisits.ts';

/** Something that a line produced. A `change` is that since the step before; null where it is not known. */
export type Result =
  /** A name was given a value. */
  | {
      readonly kind: 'given';
      readonly name: string;
      readonly value: Assigned['value'];
      readonly isLoss: boolean;
      readonly change: number | null;
    }
  /** The model has predicted, and no name was given that. */
  | { readonly kind: 'predictions'; readonly values: Float64Array }
  /** The loss was computed, and no name was given it. */
  | { readonly kind: 'loss'; readonly loss: number; readonly change: number | null }
  /** Gradients are zero; how many. */
  | { readonly kind: 'zeroed'; readonly count: number }
  /** A backward pass has left gradients of this norm. `pass`: which of the line's in this step, from 1. */
  | {
      readonly kind: 'gradient';
      readonly norm: number;
      readonly pass: number;
      readonly change: number | null;
    }
  /** Gradients were changed otherwise, as by clipping: their norm before and after. */
  | { readonly kind: 'rescaled'; readonly from: number; readonly to: number }
  /** Parameters moved this far. */
  | { readonly kind: 'moved'; readonly distance: number }
  /** The line has printed; of several outputs, the last. */
  | { readonly kind: 'printed'; readonly text: string };

/** What a line of the script produced when it ran last. */
export interface LineResults {
  /** The source line, from 1. */
  readonly line: number;
  /** Whether that was in the step that the cursor is in; else it was earlier, and is what still holds. */
  readonly isCurrent: boolean;
  /** Index of the stop that it belongs to; the number of stops for what was printed after the last. */
  readonly stop: number;
  readonly results: readonly Result[];
}

/**
 * What each line of a script produced, as it is known at the stop at `position`: in the cursor's step for lines that have
 * run in it, else when they ran last. Nothing before the first stop.
 */
export function lineResults(recording: Recording, position: number): LineResults[] {
  if (position < 0) {
    return [];
  }
  const visits = LineVisits.of(recording);
  const after = printedAfter(recording, position);
  const found: LineResults[] = [];
  for (const line of visits.lines) {
    const results = after.has(line) ? null : lineResultsOf(recording, position, line);
    if (results) {
      found.push(results);
    }
  }
  for (const [line, text] of after) {
    found.push({ line, isCurrent: true, stop: recording.stops.length, results: [{ kind: 'printed', text }] });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** What one line produced, as it is known at the stop at `position`; null where nothing is. */
export function lineResultsOf(recording: Recording, position: number, line: number): LineResults | null {
  const stops = LineVisits.of(recording).of(line);
  const count = countUpTo(stops, position);
  if (count === 0) {
    return null;
  }
  const { step } = recording.stops[stops[count - 1]];
  const first = countUpTo(stops, recording.firstOf(step) - 1);
  const results = new Map<string, Result>();
  let pass = 0;
  for (let k = first; k < count; k++) {
    const stop = recording.stops[stops[k]];
    if (stop.line === line && stop.phases.includes('backward')) {
      pass += 1;
    }
    // The same place in the step before: its second pass, for a second pass.
    const earlier = stepBefore(recording, stops, first, k - first, step);
    for (const result of resultsOf(recording, stops[k], line, earlier, pass)) {
      const slot = result.kind === 'given' ? `given ${result.name}` : result.kind;
      results.set(slot, result);
    }
  }
  if (results.size === 0) {
    return null;
  }
  const isCurrent = step === recording.stops[position]?.step;
  return { line, isCurrent, stop: stops[count - 1], results: [...results.values()] };
}

/** What was printed after the last stop, by line; empty anywhere else. */
function printedAfter({ stops, outcome }: Recording, position: number): Map<number, string> {
  const printed = position === stops.length - 1 ? (outcome?.printed ?? []) : [];
  return new Map(printed.flatMap(({ line, text }) => (line === null ? [] : [[line, text]])));
}

/** Of a line's stops, the one at the same place in the step before; null where that step has none there. */
function stepBefore(
  recording: Recording,
  stops: readonly number[],
  first: number,
  place: number,
  step: number,
): Stop | null {
  const begin = countUpTo(stops, recording.firstOf(step - 1) - 1);
  const index = stops[begin + place];
  const stop = begin + place < first ? recording.stops[index] : undefined;
  return stop?.step === step - 1 ? stop : null;
}

/** What a line produced in one stop. */
function* resultsOf(
  recording: Recording,
  index: number,
  line: number,
  earlier: Stop | null,
  pass: number,
): Generator<Result> {
  const stop = recording.stops[index];
  const given = stop.assigned.filter((each) => each.line === line);
  const happenedHere = stop.line === line;
  for (const each of given) {
    const value = given.length === 1 && happenedHere ? whole(each.value, stop) : each.value;
    const before = earlier?.assigned.find(({ line: at, name }) => at === line && name === each.name)?.value;
    const isLoss = happenedHere && stop.phases.includes('loss') && value === stop.loss;
    const change = typeof value === 'number' && typeof before === 'number' ? value - before : null;
    yield { kind: 'given', name: each.name, value, isLoss, change };
  }
  if (happenedHere) {
    yield* happened(recording, index, earlier, pass, given.length > 0);
  }
  const printed = stop.printed.findLast((each) => each.line === line);
  if (printed) {
    yield { kind: 'printed', text: printed.text };
  }
}

/** What the phases of a stop did. `named`: names were given what was computed. */
function* happened(
  recording: Recording,
  index: number,
  earlier: Stop | null,
  pass: number,
  named: boolean,
): Generator<Result> {
  const stop = recording.stops[index];
  const { phases, loss, predictions, grad, data } = stop;
  if (phases.includes('loss') && !named && loss !== null) {
    yield { kind: 'loss', loss, change: earlier?.loss == null ? null : loss - earlier.loss };
  } else if (phases.includes('forward') && !named && predictions) {
    yield { kind: 'predictions', values: predictions };
  }
  // Of a long run steps are left out: what such a stop changed is not the difference to the one recorded before it.
  const before =
    index > 0 && recording.stops[index - 1].step < stop.step - 1 ? null : recording.before(index);
  if (phases.includes('update') && before) {
    yield { kind: 'moved', distance: distance(before.data, data) };
  }
  if (phases.includes('zeroGrad') && !phases.includes('backward')) {
    yield { kind: 'zeroed', count: grad.reduce((count, g) => count + (g === 0 ? 1 : 0), 0) };
  }
  if (phases.includes('backward')) {
    const now = norm(grad);
    const change = earlier?.phases.includes('backward') ? now - norm(earlier.grad) : null;
    yield { kind: 'gradient', norm: now, pass, change };
  }
  if (phases.length === 0 && before) {
    if (grad !== before.grad) {
      yield { kind: 'rescaled', from: norm(before.grad), to: norm(grad) };
    }
    if (data !== before.data) {
      yield { kind: 'moved', distance: distance(before.data, data) };
    }
  }
}

/** A value as it was given; a list of predictions that was recorded shortened, from the stop itself. */
function whole(value: Assigned['value'], { phases, predictions }: Stop): Assigned['value'] {
  const isShortened = typeof value === 'string' && value.startsWith('[');
  return isShortened && predictions && predictions.length > 16 && phases.includes('forward')
    ? predictions
    : value;
}

function distance(from: Float64Array, to: Float64Array): number {
  return norm(to.map((x, k) => x - (from[k] ?? 0)));
}
