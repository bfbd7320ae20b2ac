import { type Columns, columnsOf, type ENTRY_SIZE, entryOf } from './columns.ts';
import { compact } from './compaction.ts';
import { neuronsForward } from './neurons.ts';
import { forward, type Op, type OpCode, operands, type ScalarOp, symbols } from './operations.ts';
import { Sweeper } from './sweeper.ts';
import { Value } from './value.ts';

// Literals of this module: V8 reads what is imported from memory, each time. Their types hold them to the originals.
const ENTRY: typeof ENTRY_SIZE = 6;
const LAYER: typeof Op.layer = 8;

/** Thrown when a value is used after the graph it belonged to was rewound. */
export class StaleValueError extends Error {
  override readonly name = 'StaleValueError';

  constructor() {
    super('This value belongs to a graph that has been rewound; its numbers are gone. Compute it again.');
  }
}

/** One operation of a graph, by row what it reads and writes: an entry, as {@link Columns.entries} explains it. */
export interface Operation {
  readonly op: OpCode;
  readonly out: number;
  readonly left: number;
  readonly right: number;
  readonly inputs: number;
  readonly neurons: number;
}

/**
 * The record of a computation, in the order in which it was made, and its gradients.
 *
 * Every value is a row, every operation an entry that tells which rows it reads and writes. The order of entries already
 * is a topological order, so `backward` is one sweep from the last entry down, without recursion. Parameters sit at the
 * bottom. {@link rewind} forgets all that was recorded above them, so that a training step costs the same memory
 * however often it runs.
 */
export class Tape {
  // `declare`: see Value.
  declare private columns: Columns;
  /** How many rows are in use, and how many entries. */
  private rows = 0;
  private entries = 0;
  /** How many rows `rewind` leaves. */
  private keptRows = 0;
  private epoch = 1;
  private readonly sweeper = new Sweeper();

  /**
   * `room`: the number of values to make room for at first, or the columns to begin in, whose gradients are 0. A tape
   * that outgrows its columns makes new ones.
   */
  constructor(room: number | Columns = 1024) {
    this.columns = typeof room === 'number' ? columnsOf(Math.max(1, room)) : room;
  }

  /** Number of values on the tape. */
  get size(): number {
    return this.rows;
  }

  /** A new leaf, forgotten at the next {@link rewind}. */
  value(data: number): Value {
    return new Value(this, this.leaf(data), this.epoch);
  }

  /** A new leaf that is kept for good, together with all that is on the tape already. */
  parameter(data: number): Value {
    const row = this.leaf(data);
    this.keptRows = this.rows;
    return new Value(this, row, 0);
  }

  /**
   * Forgets every value recorded since the last parameter was made; the handles on all but parameters throw from now on.
   * Data and gradients of the parameters stay.
   */
  rewind(): void {
    this.columns.grad.fill(0, this.keptRows, this.rows);
    this.rows = this.keptRows;
    // No handle is left that could ask how a value was made.
    this.entries = 0;
    this.epoch += 1;
    this.sweeper.rewind();
  }

  /**
   * Forgets every value that is neither a parameter, nor in one of the `wanted` rows, nor what one of those was computed
   * from, and moves the rest together. Yields, by old row, where it is now, or -1. All handles but those on parameters
   * throw from now on; {@link handle} makes new ones.
   */
  compact(wanted: Iterable<number>): Int32Array {
    const marks = new Uint8Array(this.rows).fill(1, 0, this.keptRows);
    for (const row of wanted) {
      marks[row] = 1;
    }
    const { rows, entries, moved } = compact(this.columns, this.entries, marks);
    this.rows = rows;
    this.entries = entries;
    this.epoch += 1;
    this.sweeper.move(moved);
    return moved;
  }

  /** Goes on in other columns, for the owner of those it has; they must hold what these hold. */
  moveTo(columns: Columns): void {
    this.columns = columns;
  }

  // --- What a Value is made of -------------------------------------------------------------------------------------

  /** The row of a value; throws for a value of another tape, and for one whose graph has been rewound. */
  rowOf(value: Value): number {
    if (value.tape !== this) {
      throw new Error('Values of two different tapes cannot meet in one computation.');
    }
    if (value.epoch !== this.epoch && value.epoch !== 0) {
      throw new StaleValueError();
    }
    return value.index;
  }

  dataOf(value: Value): number {
    return this.columns.data[this.rowOf(value)];
  }

  setData(value: Value, data: number): void {
    this.columns.data[this.rowOf(value)] = data;
  }

  gradOf(value: Value): number {
    return this.columns.grad[this.rowOf(value)];
  }

  setGrad(value: Value, grad: number): void {
    const row = this.rowOf(value);
    if (row >= this.keptRows) {
      this.sweeper.note(this.columns, this.entries, row);
    }
    this.columns.grad[row] = grad;
  }

  operationOf(value: Value): string {
    const at = entryOf(this.columns, this.entries, this.rowOf(value));
    // SAFETY: an entry begins with an operation's code.
    return at < 0 ? '' : symbols[this.columns.entries[at] as OpCode];
  }

  childrenOf(value: Value): Value[] {
    const row = this.rowOf(value);
    const at = entryOf(this.columns, this.entries, row);
    if (at < 0) {
      return [];
    }
    const { entries } = this.columns;
    const [left, right, inputs] = [entries[at + 2], entries[at + 3], entries[at + 4]];
    // SAFETY: an entry begins with an operation's code.
    const op = entries[at] as OpCode;
    if (op === LAYER) {
      const parameters = this.handles(left + (row - entries[at + 1]) * (inputs + 1), inputs + 1);
      return [...parameters, ...this.handles(right, inputs)];
    }
    return [left, right].slice(0, operands[op]).map((operand) => this.handle(operand));
  }

  /** All operations since the last rewind, oldest first, for whoever translates a graph into something else. */
  operations(): Operation[] {
    const { entries } = this.columns;
    return Array.from({ length: this.entries }, (_, k) => {
      const [op, out, left, right, inputs, neurons] = entries.subarray(k * ENTRY, (k + 1) * ENTRY);
      // SAFETY: an entry begins with an operation's code.
      return { op: op as OpCode, out, left, right, inputs, neurons };
    });
  }

  // --- Recording ---------------------------------------------------------------------------------------------------

  /** Records one scalar operation; a plain number becomes a leaf, as in micrograd. Throws when values of two tapes mix. */
  record(op: ScalarOp, left: Value, right: Value | number = left): Value {
    const a = this.rowOf(left);
    const b = typeof right === 'number' ? this.leaf(right) : this.rowOf(right);
    const out = this.grow(1);
    const { data } = this.columns;
    this.enter(op, out, a, b, 0, 1);
    forward(op, data, out, a, b);
    return new Value(this, out, this.epoch);
  }

  /**
   * The row of the first of these inputs where all stand side by side on the tape, else -1. Plain numbers are put there.
   */
  inputs(x: readonly (Value | number)[]): number {
    return typeof x[0] === 'number' ? this.numbers(x) : this.neighbours(x);
  }

  /**
   * Records a layer, `tanh(b + w₀·x₀ + w₁·x₁ + …)` for each of its neurons, and returns the row of its first output.
   *
   * The layer's parameters stand on the tape from `weights` on, neuron by neuron, each with its bias last; the `count`
   * inputs its neurons share from `inputs` on. The outputs are neighbours: inputs for the next layer.
   */
  layer(weights: number, inputs: number, count: number, neurons: number): number {
    const out = this.grow(neurons);
    this.enter(LAYER, out, weights, inputs, count, neurons);
    neuronsForward(this.columns, (this.entries - 1) * ENTRY);
    return out;
  }

  /** Handles on `count` neighbouring values from row `first` on. */
  handles(first: number, count: number): Value[] {
    const values: Value[] = [];
    for (let row = first; row < first + count; row++) {
      values.push(this.handle(row));
    }
    return values;
  }

  /** A handle on the value at a row. */
  handle(row: number): Value {
    return new Value(this, row, row < this.keptRows ? 0 : this.epoch);
  }

  /** Moves `count` neighbouring values from row `first` on against their gradients: `data -= learningRate · grad`. */
  descend(first: number, count: number, learningRate: number): void {
    const { data, grad } = this.columns;
    for (let row = first; row < first + count; row++) {
      data[row] -= learningRate * grad[row];
    }
  }

  /** Sets the gradients of `count` neighbouring values from row `first` on to 0. */
  zeroGrads(first: number, count: number): void {
    this.columns.grad.fill(0, first, first + count);
  }

  /** See {@link Value.backward}. */
  backward(value: Value): void {
    this.sweeper.sweep(this.columns, this.entries, this.rowOf(value));
  }

  // --- Rows and entries --------------------------------------------------------------------------------------------

  private numbers(x: readonly (Value | number)[]): number {
    const first = this.grow(x.length);
    const { data } = this.columns;
    for (let k = 0; k < x.length; k++) {
      const number = x[k];
      if (typeof number !== 'number') {
        this.rows = first;
        return -1;
      }
      data[first + k] = number;
    }
    return first;
  }

  private neighbours(x: readonly (Value | number)[]): number {
    let first = -1;
    for (let k = 0; k < x.length; k++) {
      const value = x[k];
      const row = typeof value === 'number' ? -1 : this.rowOf(value);
      if (k === 0) {
        first = row;
      } else if (row !== first + k) {
        return -1;
      }
    }
    return first;
  }

  private leaf(data: number): number {
    const row = this.grow(1);
    this.columns.data[row] = data;
    return row;
  }

  /** Makes room for `count` more rows and returns the first of them. Their gradients are 0, their data whatever was there. */
  private grow(count: number): number {
    const first = this.rows;
    this.rows += count;
    if (this.rows > this.columns.capacity) {
      this.columns = columnsOf(Math.max(this.rows, 2 * this.columns.capacity), this.columns);
    }
    return first;
  }

  /** Appends an entry. */
  private enter(op: OpCode, out: number, left: number, right: number, inputs: number, neurons: number): void {
    const { entries } = this.columns;
    const at = this.entries * ENTRY;
    this.entries += 1;
    entries[at] = op;
    entries[at + 1] = out;
    entries[at + 2] = left;
    entries[at + 3] = right;
    entries[at + 4] = inputs;
    entries[at + 5] = neurons;
  }
}
