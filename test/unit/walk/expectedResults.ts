import type { Assigned, Recording, Stop } from '../../../src/core/training/recording.ts';

/** What a line must say, with the numbers in full; `change`: since the step before, null where nothing is to be said of it. */
export type Expected =
  | { readonly kind: 'number'; readonly name: string; readonly value: number; readonly change: number | null }
  | { readonly kind: 'numbers'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'zeroed'; readonly count: number }
  | {
      readonly kind: 'gradient';
      readonly norm: number;
      readonly change: number | null;
      readonly pass: number;
    }
  | { readonly kind: 'rescaled'; readonly from: number; readonly to: number }
  | { readonly kind: 'moved'; readonly distance: number }
  | { readonly kind: 'printed'; readonly text: string };

export interface ExpectedLine {
  /** The stop that told of the line last. */
  readonly stop: number;
  /** In the order in which they came up first. */
  readonly results: readonly Expected[];
}

/** What a line of the script is known to have produced: found by looking back, stop after stop. */
export function expectedLine(recording: Recording, position: number, line: number): ExpectedLine | null {
  const { stops } = recording;
  let last = position;
  while (last >= 0 && !tells(stops[last], line)) {
    last -= 1;
  }
  if (last < 0) {
    return null;
  }
  const { step } = stops[last];
  const now = told(stops, last, step, line);
  const before = told(stops, now[0] - 1, step - 1, line);
  const results = new Map<string, Expected>();
  let pass = 0;
  now.forEach((index, k) => {
    const stop = stops[index];
    const earlier = before.length > k ? stops[before[k]] : null;
    pass += stop.line === line && stop.phases.includes('backward') ? 1 : 0;
    for (const [slot, result] of produced(recording, index, line, earlier, pass)) {
      results.set(slot, result);
    }
  });
  return { stop: last, results: [...results.values()] };
}

/** Whether a stop happened on a line, or gave names something there, or printed there. */
export function tells(stop: Stop, line: number): boolean {
  const there = (each: { readonly line: number | null }) => each.line === line;
  return stop.line === line || stop.assigned.some(there) || stop.printed.some(there);
}

export function length(vector: Iterable<number>): number {
  let sum = 0;
  for (const x of vector) {
    sum += x * x;
  }
  return Math.sqrt(sum);
}

/** The stops of a step that tell of a line, found by going back from one of them. */
function told(stops: readonly Stop[], from: number, step: number, line: number): number[] {
  const found: number[] = [];
  for (let index = from; index >= 0 && stops[index].step >= step; index--) {
    if (stops[index].step === step && tells(stops[index], line)) {
      found.unshift(index);
    }
  }
  return found;
}

function* produced(
  recording: Recording,
  index: number,
  line: number,
  earlier: Stop | null,
  pass: number,
): Generator<[slot: string, result: Expected]> {
  const stop = recording.stops[index];
  const before = recording.before(index);
  const here = stop.line === line;
  const given = stop.assigned.filter((each) => each.line === line);
  for (const { name, value } of given) {
    const isLoss = here && stop.phases.includes('loss') && value === stop.loss;
    const alone = here && given.length === 1 && stop.phases.includes('forward');
    yield [`name ${name}`, named(name, value, isLoss, alone ? stop.predictions : null, earlier, line)];
  }
  // Where steps have been left out, nobody knows what the parameters were before.
  const follows = index === 0 || recording.stops[index - 1].step >= stop.step - 1;
  if (here) {
    const is = (phase: (typeof stop.phases)[number]) => stop.phases.includes(phase);
    if (given.length === 0 && is('loss') && stop.loss !== null) {
      yield ['loss', { kind: 'number', name: '', value: stop.loss, change: since(stop.loss, earlier?.loss) }];
    } else if (given.length === 0 && is('forward') && stop.predictions) {
      yield ['predictions', { kind: 'numbers', name: '', values: stop.predictions }];
    }
    const moved = length(stop.data.map((x, k) => x - (before.data[k] ?? 0)));
    if (is('update') && follows) {
      yield ['moved', { kind: 'moved', distance: moved }];
    }
    if (is('zeroGrad') && !is('backward')) {
      yield ['zeroed', { kind: 'zeroed', count: stop.grad.filter((g) => g === 0).length }];
    }
    if (is('backward')) {
      const norm = length(stop.grad);
      const change = earlier?.phases.includes('backward') ? since(norm, length(earlier.grad)) : null;
      yield ['gradient', { kind: 'gradient', norm, change, pass }];
    }
    if (stop.phases.length === 0 && follows) {
      if (before.grad !== stop.grad) {
        yield ['rescaled', { kind: 'rescaled', from: length(before.grad), to: length(stop.grad) }];
      }
      if (before.data !== stop.data) {
        yield ['moved', { kind: 'moved', distance: moved }];
      }
    }
  }
  const printed = stop.printed.filter((each) => each.line === line).at(-1);
  if (printed) {
    yield ['printed', { kind: 'printed', text: printed.text }];
  }
}

function named(
  name: string,
  value: Assigned['value'],
  isLoss: boolean,
  predictions: Float64Array | null,
  earlier: Stop | null,
  line: number,
): Expected {
  if (typeof value === 'string') {
    // A long list was recorded shortened; where it is the predictions, they are known in full.
    return value.startsWith('[') && predictions && predictions.length > 16
      ? { kind: 'numbers', name, values: predictions }
      : { kind: 'text', name, text: value };
  }
  if (typeof value !== 'number') {
    return { kind: 'numbers', name, values: value };
  }
  const before = earlier?.assigned.find((each) => each.line === line && each.name === name)?.value;
  const counts = Number.isInteger(value) && !isLoss;
  return {
    kind: 'number',
    name,
    value,
    change: counts || typeof before !== 'number' ? null : since(value, before),
  };
}

/** A change that is worth an arrow. */
function since(value: number, before: number | null | undefined): number | null {
  const change = value - (before ?? Number.NaN);
  return change === 0 || Number.isNaN(change) ? null : change;
}
