import type {
  Call,
  Given,
  ParameterPlace,
  ParameterWrite,
  Recorded,
  TraceData,
  ValueChange,
} from '../../core/tracing/trace.ts';
import type { PythonArray } from './engine.ts';
import { readNumber } from './pythonNumber.ts';

/** A trace as `_day5.trace` tells it; whatever is given as a number there refers to a list here. */
export interface PythonTrace {
  readonly names: readonly string[];
  /** Name, parent and event of each call. */
  readonly calls: readonly (readonly [string, number, number])[];
  /** Copies of what names were given; each refers to earlier ones by their index. */
  readonly table: readonly Copy[];
  /** Which values are parameters: the number of the value, its model, and its index there. */
  readonly places: readonly (readonly [number, number, number])[];
  /** Which objects are models: the number of the object, and its model. */
  readonly objects: readonly (readonly [number, number])[];
  readonly isWhole: boolean;
  /** See {@link TraceData}. */
  readonly shallowFrom: number | null;
  readonly lines: Uint32Array<ArrayBuffer>;
  readonly callOf: Uint32Array<ArrayBuffer>;
  /** Event, call, name and copy, one after the other. */
  readonly given: Int32Array;
  /** Event and number of the value; then its data and gradient. */
  readonly written: Int32Array;
  readonly numbers: Float64Array;
}

/** A number that JSON cannot hold is written as Python writes it. */
type Numeral = number | string;

/** A copy as `_day5.copies` writes it. */
type Copy =
  | readonly ['n', string]
  | readonly ['t', string, string]
  | readonly ['v', string, number, Numeral, Numeral]
  /** Its items, or the index of an earlier list that has the same. */
  | readonly ['l', string, readonly number[] | number, number]
  /** An earlier list with one more, put in at an index; as many of its first items as that, and its length. */
  | readonly ['i', string, list: number, at: number, item: number, count: number, length: number]
  | readonly ['d', string, readonly (readonly [string, number])[], number]
  | readonly ['o', string, string, readonly (readonly [string, number])[], number];

/** Takes over what Python tells; its arrays are Python's own memory, and gone afterwards. */
export function copyTrace(json: string, arrays: readonly PythonArray[]): PythonTrace {
  const ints = arrays.slice(0, 4).map((array) => {
    const buffer = array.getBuffer('i32');
    const copy = Int32Array.from(buffer.data);
    buffer.release();
    return copy;
  });
  const buffer = arrays[4].getBuffer('f64');
  const numbers = Float64Array.from(buffer.data);
  buffer.release();
  const [lines, callOf, given, written] = ints;
  return {
    // SAFETY: _day5.trace writes this JSON.
    ...(JSON.parse(json) as Pick<
      PythonTrace,
      'names' | 'calls' | 'table' | 'places' | 'objects' | 'isWhole' | 'shallowFrom'
    >),
    lines: new Uint32Array(lines.buffer),
    callOf: new Uint32Array(callOf.buffer),
    given,
    written,
    numbers,
  };
}

/** The trace, with runs in the place of models. `runOf` yields a model's run; -1 where it has none. */
export function readTrace(traced: PythonTrace, runOf: (model: number) => number): TraceData {
  const places = new Map<number, ParameterPlace>();
  for (const [number, model, index] of traced.places) {
    const run = runOf(model);
    if (run >= 0) {
      places.set(number, { run, index });
    }
  }
  const models = new Map(traced.objects.map(([number, model]) => [number, runOf(model)]));
  const { lines, callOf, isWhole, shallowFrom } = traced;
  const calls: Call[] = traced.calls.map(([name, parent, event]) => ({ name, parent, event }));
  const given = readGiven(traced, readTable(traced.table, places, models));
  return { lines, callOf, calls, given, ...readWritten(traced, places), isWhole, shallowFrom };
}

function readTable(
  table: readonly Copy[],
  places: ReadonlyMap<number, ParameterPlace>,
  models: ReadonlyMap<number, number>,
): Recorded[] {
  const found: Recorded[] = [];
  for (const copy of table) {
    found.push(readCopy(copy, found, places, models));
  }
  return found;
}

function readCopy(
  copy: Copy,
  earlier: readonly Recorded[],
  places: ReadonlyMap<number, ParameterPlace>,
  models: ReadonlyMap<number, number>,
): Recorded {
  switch (copy[0]) {
    case 'n':
      return { kind: 'number', number: readNumber(copy[1]), text: copy[1] };
    case 't':
      return { kind: 'text', type: copy[1], text: copy[2] };
    case 'v': {
      const [, type, id, data, grad] = copy;
      const parameter = places.get(id) ?? null;
      return { kind: 'value', type, id, data: numeral(data), grad: numeral(grad), parameter };
    }
    case 'l': {
      const [, type, own, length] = copy;
      const items = typeof own === 'number' ? itemsOf(earlier[own]) : own.map((k) => earlier[k]);
      return { kind: 'list', type, items, length };
    }
    case 'i': {
      const [, type, list, at, item, count, length] = copy;
      const before = itemsOf(earlier[list]);
      const items = [...before.slice(0, at), earlier[item], ...before.slice(at, count - 1)];
      return { kind: 'list', type, items, length };
    }
    case 'd': {
      const entries = copy[2].map(([key, k]) => [key, earlier[k]] as const);
      return { kind: 'dict', type: copy[1], entries, length: copy[3] };
    }
    case 'o': {
      const [, type, text, own, number] = copy;
      const attributes = own.map(([name, k]) => [name, earlier[k]] as const);
      const run = models.get(number) ?? -1;
      return { kind: 'object', type, text, attributes, run: run >= 0 ? run : null };
    }
  }
}

function itemsOf(list: Recorded): readonly Recorded[] {
  return list.kind === 'list' ? list.items : [];
}

function numeral(x: Numeral): number {
  return typeof x === 'number' ? x : readNumber(x);
}

function readGiven({ given, names }: PythonTrace, values: readonly Recorded[]): Given[] {
  const found: Given[] = [];
  for (let k = 0; k < given.length; k += 4) {
    const [event, call, name, value] = given.subarray(k, k + 4);
    found.push({ event, call, name: names[name], value: values[value] });
  }
  return found;
}

function readWritten(
  { written, numbers }: PythonTrace,
  places: ReadonlyMap<number, ParameterPlace>,
): { writes: ParameterWrite[]; changes: ValueChange[] } {
  const writes: ParameterWrite[] = [];
  const changes: ValueChange[] = [];
  for (let k = 0; k < written.length; k += 2) {
    const [event, id] = written.subarray(k, k + 2);
    const [data, grad] = numbers.subarray(k, k + 2);
    const place = places.get(id);
    if (place) {
      writes.push({ event, ...place, data, grad });
    } else {
      changes.push({ event, id, data, grad });
    }
  }
  return { writes, changes };
}
