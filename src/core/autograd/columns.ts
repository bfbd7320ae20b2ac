/**
 * Where a tape's numbers stand: a row for every value, and an entry for every operation, in the order they were made.
 *
 * Made in one piece and never changed, since V8 is fast with typed arrays only in fields that it has never seen
 * reassigned. A tape that outgrows its columns makes new ones.
 */
export interface Columns {
  /** How many rows there is room for, and how many entries: each entry makes a row at least. */
  readonly capacity: number;
  readonly data: Float64Array;
  readonly grad: Float64Array;
  /** By row: the number of the last backward pass that reached it. */
  readonly reached: Int32Array;
  /**
   * The entries one after the other, {@link ENTRY_SIZE} integers each; leaves have none:
   *
   * 0. the operation's code
   * 1. the row of the result; of a layer, that of its first output
   * 2. the row of the left operand; of a layer, that of its first weight (each neuron's bias follows its last weight)
   * 3. the row of the right operand, the left one again where there is none; of a layer, that of its first input
   * 4. of a layer, how many inputs its neurons share
   * 5. how many rows it makes: of a layer, one per neuron; else 1
   */
  readonly entries: Int32Array;
}

/** How many integers an entry has. */
export const ENTRY_SIZE = 6;

/** Columns with room for `capacity` values that begin with what stands in `from`; the rest is 0. */
export function columnsOf(capacity: number, from?: Columns): Columns {
  return {
    capacity,
    data: beginningWith(from?.data, new Float64Array(capacity)),
    grad: beginningWith(from?.grad, new Float64Array(capacity)),
    reached: beginningWith(from?.reached, new Int32Array(capacity)),
    entries: beginningWith(from?.entries, new Int32Array(ENTRY_SIZE * capacity)),
  };
}

/** Where in the first `count` entries the one that made a row begins; -1 for a leaf. */
export function entryOf({ entries }: Columns, count: number, row: number): number {
  // The rows that entries begin to write at ascend.
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle * ENTRY_SIZE + 1] <= row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const at = (low - 1) * ENTRY_SIZE;
  return at >= 0 && row < entries[at + 1] + entries[at + 5] ? at : -1;
}

function beginningWith<T extends Int32Array | Float64Array>(from: T | undefined, column: T): T {
  if (from) {
    column.set(from);
  }
  return column;
}
