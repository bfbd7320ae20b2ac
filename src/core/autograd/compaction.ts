import type { Columns, ENTRY_SIZE } from './columns.ts';
import type { Op } from './operations.ts';

// Literals of this module, as in tape.ts.
const ENTRY: typeof ENTRY_SIZE = 6;
const LAYER: typeof Op.layer = 8;

/** What a compaction has left. */
export interface Compacted {
  /** How many rows are in use now, and how many entries. */
  readonly rows: number;
  readonly entries: number;
  /** By old row: where it is now; -1 where it is gone. */
  readonly moved: Int32Array;
}

/**
 * Keeps the rows that `wanted` marks and all that they were computed from, in their order, and moves them together in
 * place. What stood side by side for an entry (a layer's weights, inputs, outputs) still does.
 *
 * `wanted` has one mark per row in use; `entries` is how many entries there are.
 */
export function compact(columns: Columns, entries: number, wanted: Uint8Array): Compacted {
  const kept = wanted.slice();
  const keptEntries = keepAncestors(columns, entries, kept);
  const moved = move(columns, kept);
  const rows = kept.reduce((sum, mark) => sum + mark, 0);
  return { rows, entries: rewrite(columns, keptEntries, moved), moved };
}

/** Marks what the marked rows were computed from, and yields the entries to keep, oldest first. */
function keepAncestors({ entries }: Columns, count: number, kept: Uint8Array): number[] {
  const keptEntries: number[] = [];
  for (let at = (count - 1) * ENTRY; at >= 0; at -= ENTRY) {
    const [op, out, left, right, inputs, rows] = entries.subarray(at, at + ENTRY);
    if (!kept.subarray(out, out + rows).includes(1)) {
      continue;
    }
    keptEntries.push(at);
    if (op === LAYER) {
      kept.fill(1, out, out + rows);
      kept.fill(1, left, left + rows * (inputs + 1));
      kept.fill(1, right, right + inputs);
    } else {
      // A plain number, such as an exponent, has a row as well.
      kept[left] = 1;
      kept[right] = 1;
    }
  }
  return keptEntries.reverse();
}

/** Moves the marked rows together; what is left over is as new. */
function move({ data, grad, reached }: Columns, kept: Uint8Array): Int32Array {
  const moved = new Int32Array(kept.length);
  let to = 0;
  for (let row = 0; row < kept.length; row++) {
    if (kept[row] === 0) {
      moved[row] = -1;
      continue;
    }
    moved[row] = to;
    data[to] = data[row];
    grad[to] = grad[row];
    reached[to] = reached[row];
    to += 1;
  }
  grad.fill(0, to, kept.length);
  reached.fill(0, to, kept.length);
  return moved;
}

function rewrite({ entries }: Columns, kept: readonly number[], moved: Int32Array): number {
  let to = 0;
  for (const at of kept) {
    entries.copyWithin(to, at, at + ENTRY);
    for (const field of [1, 2, 3]) {
      entries[to + field] = moved[entries[to + field]];
    }
    to += ENTRY;
  }
  return kept.length;
}
