import { HiddenChain } from './hiddenChain.ts';
import { neuronsBackward, neuronsForward } from './neurons.ts';
import { Op, type OpCode, operations } from './operations.ts';
import { Value } from './value.ts';

/** Thrown when a value is used after the graph it belonged to was rewound. */
export class StaleValueError extends Error {
  override readonly name = 'StaleValueError';

  constructor() {
    super('This value belongs to a graph that has been rewound; its numbers are gone. Compute it again.');
  }
}

/**
 * The parallel columns of the tape, one row per node. A tape that outgrows them makes a new, larger object: V8 keeps
 * typed-array fields fast only as long as they are never reassigned.
 */
class Columns {
  readonly op: Uint8Array;
  /** The left operand; of a weighted sum, the first of its weights, whose bias follows the last. */
  readonly left: Int32Array;
  /** The right operand; of a weighted sum, the first of its inputs. */
  readonly right: Int32Array;
  /** Number of inputs of a weighted sum. */
  readonly count: Int32Array;
  readonly data: Float64Array;
  readonly grad: Float64Array;
  /** The number of the last backward pass that reached the node. */
  readonly reached: Uint32Array;
  readonly capacity: number;

  constructor(capacity: number, from?: Columns) {
    this.capacity = capacity;
    this.op = grown(new Uint8Array(capacity), from?.op);
    this.left = grown(new Int32Array(capacity), from?.left);
    this.right = grown(new Int32Array(capacity), from?.right);
    this.count = grown(new Int32Array(capacity), from?.count);
    this.data = grown(new Float64Array(capacity), from?.data);
    this.grad = grown(new Float64Array(capacity), from?.grad);
    this.reached = grown(new Uint32Array(capacity), from?.reached);
  }
}

function grown<T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(column: T, from?: T): T {
  if (from) {
    column.set(from);
  }
  return column;
}

/**
 * The record of a computation, in the order in which it was made, and its gradients.
 *
 * Every value is a row; creation order already is a topological order, so `backward` is one sweep from the last row
 * down, without recursion. Parameters and other lasting values sit at the bottom. {@link rewind} forgets all that was
 * recorded above them, so that a training step costs the same memory however often it runs.
 */
export class Tape {
  private columns: Columns;
  private length = 0;
  /** Rows below are kept by `rewind`. */
  private kept = 0;
  /** Rows below are leaves: no backward pass needs to look at them. */
  private leaves = 0;
  private epoch = 1;
  private passes = 0;
  private passesBeforeEpoch = 0;
  /** The hidden chains of the neurons that more than one backward pass has swept, by row. */
  private readonly hidden = new Map<number, HiddenChain>();

  /** `capacity`: the number of values to make room for at first; the tape grows by itself. */
  constructor(capacity = 1024) {
    this.columns = new Columns(Math.max(1, capacity));
  }

  /** Number of values on the tape. */
  get size(): number {
    return this.length;
  }

  /** A new leaf, forgotten at the next {@link rewind}. */
  value(data: number): Value {
    return new Value(this, this.leaf(data), this.epoch);
  }

  /** A new leaf that is kept for good, together with all that is on the tape already. */
  parameter(data: number): Value {
    const index = this.leaf(data);
    this.kept = this.length;
    return new Value(this, index, 0);
  }

  /**
   * Forgets every value recorded since the last parameter was made; their handles throw from now on.
   * Data and gradients of the parameters stay.
   */
  rewind(): void {
    this.columns.grad.fill(0, this.kept, this.length);
    this.length = this.kept;
    this.leaves = Math.min(this.leaves, this.kept);
    this.epoch += 1;
    this.passesBeforeEpoch = this.passes;
    this.hidden.clear();
  }

  // --- What a Value is made of -------------------------------------------------------------------------------------

  dataOf(value: Value): number {
    return this.columns.data[this.row(value)];
  }

  setData(value: Value, data: number): void {
    this.columns.data[this.row(value)] = data;
  }

  gradOf(value: Value): number {
    return this.columns.grad[this.row(value)];
  }

  setGrad(value: Value, grad: number): void {
    const row = this.row(value);
    this.noteHidden(row);
    this.columns.grad[row] = grad;
  }

  operationOf(value: Value): string {
    return operations[this.columns.op[this.row(value)]].symbol;
  }

  childrenOf(value: Value): Value[] {
    const row = this.row(value);
    const { op, left, right, count } = this.columns;
    if (op[row] === Op.neuron) {
      const inputs = this.handles(right[row], count[row]);
      return [...this.handles(left[row], count[row] + 1), ...inputs];
    }
    const operands = [left[row], right[row]].slice(0, operations[op[row]].operands);
    return operands.map((operand) => this.handle(operand));
  }

  // --- Recording ---------------------------------------------------------------------------------------------------

  /** Records one scalar operation; a plain number becomes a leaf, as in micrograd. Throws when values of two tapes mix. */
  record(op: OpCode, left: Value, right: Value | number = left): Value {
    const a = this.row(left);
    const b = typeof right === 'number' ? this.leaf(right) : this.row(right);
    const row = this.grow(1);
    const columns = this.columns;
    const { data } = columns;
    columns.op[row] = op;
    columns.left[row] = a;
    columns.right[row] = b;
    operations[op].forward(data, row, a, b);
    return new Value(this, row, this.epoch);
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
   * inputs its neurons share from `inputs` on, and the two do not overlap. The outputs are neighbours: inputs for the
   * next layer.
   */
  layer(weights: number, inputs: number, count: number, neurons: number): number {
    const outputs = this.grow(neurons);
    const columns = this.columns;
    neuronsForward(columns.data, weights, inputs, count, outputs, neurons);
    let w = weights;
    for (let row = outputs; row < outputs + neurons; row++) {
      columns.op[row] = Op.neuron;
      columns.left[row] = w;
      columns.right[row] = inputs;
      columns.count[row] = count;
      w += count + 1;
    }
    return outputs;
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
    return new Value(this, row, row < this.kept ? 0 : this.epoch);
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

  // --- Backward ----------------------------------------------------------------------------------------------------

  /** See {@link Value.backward}. */
  backward(value: Value): void {
    const from = this.row(value);
    const again = this.passes > this.passesBeforeEpoch;
    this.passes += 1;
    if (again) {
      this.rememberHidden(from);
    }
    const { op, left, right, count, data, grad, reached } = this.columns;
    const pass = this.passes;
    grad[from] = 1;
    reached[from] = pass;
    const leaves = this.leaves;
    for (let row = from; row >= leaves; row--) {
      // Not every older node is an ancestor; a gradient of 0 would not tell, since 0 · ∞ is NaN.
      if (reached[row] !== pass) {
        continue;
      }
      const b = right[row];
      switch (op[row]) {
        case Op.leaf:
          break;
        case Op.neuron: {
          const n = count[row];
          for (let k = b; k < b + n; k++) {
            reached[k] = pass;
          }
          const inside = again ? this.hidden.get(row) : undefined;
          if (inside) {
            inside.backward(data, grad, left[row], b, (1 - data[row] * data[row]) * grad[row]);
            break;
          }
          // The neurons of a layer share their inputs and follow one another: they are swept together.
          const last = row;
          while (
            op[row - 1] === Op.neuron &&
            reached[row - 1] === pass &&
            right[row - 1] === b &&
            count[row - 1] === n &&
            left[row - 1] === left[row] - n - 1 &&
            !again
          ) {
            row -= 1;
          }
          neuronsBackward(data, grad, left[row], b, n, row, last - row + 1);
          break;
        }
        default: {
          const operation = operations[op[row]];
          const a = left[row];
          reached[a] = pass;
          if (operation.operands === 2) {
            reached[b] = pass;
          }
          operation.backward(data, grad, row, a, b);
        }
      }
    }
  }

  /** Where a neuron was swept once: notes what its hidden nodes hold, while its own gradient still tells. */
  private noteHidden(row: number): void {
    const { op, count, data, grad, reached } = this.columns;
    if (op[row] === Op.neuron && reached[row] > this.passesBeforeEpoch && !this.hidden.has(row)) {
      this.hidden.set(row, new HiddenChain(count[row], (1 - data[row] * data[row]) * grad[row]));
    }
  }

  /** Before a graph is swept once more: marks the ancestors of `from` and notes the hidden nodes of the neurons there. */
  private rememberHidden(from: number): void {
    const { op, left, right, count, reached } = this.columns;
    const reach = (row: number) => {
      if (reached[row] !== this.passes) {
        this.noteHidden(row);
        reached[row] = this.passes;
      }
    };
    reach(from);
    for (let row = from; row >= this.leaves; row--) {
      if (reached[row] !== this.passes) {
        continue;
      }
      if (op[row] === Op.neuron) {
        for (let k = 0; k < count[row]; k++) {
          reach(right[row] + k);
        }
      } else {
        const { operands } = operations[op[row]];
        if (operands > 0) {
          reach(left[row]);
        }
        if (operands > 1) {
          reach(right[row]);
        }
      }
    }
  }

  // --- Rows --------------------------------------------------------------------------------------------------------

  private row(value: Value): number {
    if (value.tape !== this) {
      throw new Error('Values of two different tapes cannot meet in one computation.');
    }
    if (value.epoch !== this.epoch && value.epoch !== 0) {
      throw new StaleValueError();
    }
    return value.index;
  }

  private numbers(x: readonly (Value | number)[]): number {
    for (let k = 0; k < x.length; k++) {
      if (typeof x[k] !== 'number') {
        return -1;
      }
    }
    const first = this.grow(x.length);
    const { op, data } = this.columns;
    for (let k = 0; k < x.length; k++) {
      op[first + k] = Op.leaf;
      // SAFETY: all were seen to be numbers above.
      data[first + k] = x[k] as number;
    }
    if (first === this.leaves) {
      this.leaves = this.length;
    }
    return first;
  }

  private neighbours(x: readonly (Value | number)[]): number {
    let first = -1;
    for (let k = 0; k < x.length; k++) {
      const value = x[k];
      const row = typeof value === 'number' ? -1 : this.row(value);
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
    this.columns.op[row] = Op.leaf;
    this.columns.data[row] = data;
    if (row === this.leaves) {
      this.leaves = row + 1;
    }
    return row;
  }

  /** Makes room for `count` more rows and returns the first of them. Their gradients are 0. */
  private grow(count: number): number {
    const first = this.length;
    this.length += count;
    if (this.length > this.columns.capacity) {
      this.columns = new Columns(Math.max(this.length, 2 * this.columns.capacity), this.columns);
    }
    return first;
  }
}
