import { type Columns, columnsOf } from '../../core/autograd/columns.ts';
import { Op, type ScalarOp } from '../../core/autograd/operations.ts';
import { Tape } from '../../core/autograd/tape.ts';
import { NumberedRows } from './numberedRows.ts';

/** What a Python array shows of itself: see Pyodide's `PyBuffer`. */
export interface PythonArray {
  getBuffer(type: 'f64' | 'i32'): {
    readonly data: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
    release(): void;
  };
}

/** No such value, no room for one more, or a mistake: Python looks further itself. */
const REFUSED = -1;

/**
 * The tape behind the Python package `micrograd`: what crosses from Python into this realm, numbers for numbers.
 *
 * A Python `Value` knows its id; the rows of the tape may move. The tape's data and gradients, and which row an id has,
 * stand in arrays that Python has made and reads and writes without a call. Python also says when to compact the tape,
 * since it alone knows which values somebody still holds.
 */
export class Engine {
  /** What `import _engine` gives. Nothing in it has a prototype, from which a script could climb to this realm's objects. */
  readonly module: object;

  /** Python's memory of the moment; it is another buffer whenever it has grown. */
  private readonly memory: () => ArrayBuffer;
  private columns: Columns = columnsOf(1);
  private tape = new Tape(this.columns);
  private readonly numbered = new NumberedRows();
  /** Where in that memory the arrays begin: data, gradients, rows by id, ids by row. */
  private places: readonly number[] = [];
  private release: () => void = () => {};
  /** By id, the exponent of powers whose derivative Python would refuse to compute. */
  private readonly traps = new Map<number, number>();

  constructor(memory: () => ArrayBuffer) {
    this.memory = memory;
    const unary = (op: ScalarOp) => (a: number) => this.record(op, a);
    const binary = (op: ScalarOp) => (a: number, b: number) => this.record(op, a, b);
    const withNumber = (op: ScalarOp) => (a: number, x: number) => this.record(op, a, undefined, x);
    this.module = this.crossing({
      add: binary(Op.add),
      add_number: withNumber(Op.add),
      mul: binary(Op.mul),
      mul_number: withNumber(Op.mul),
      pow: withNumber(Op.pow),
      tanh: unary(Op.tanh),
      exp: unary(Op.exp),
      relu: unary(Op.relu),
      leaf: (x: number) => this.leaf(x),
      leaves: (...xs: number[]) => this.leaves(xs),
      network: (...call: number[]) => this.network(call),
      operand: (id: number, k: number) => this.operand(id, k),
      backward: (id: number) => this.backward(id),
      set_grad: (id: number, grad: number) => this.setGrad(id, grad),
      trap: (id: number, exponent: number) => this.trap(id, exponent),
      exponent: (id: number) => this.traps.get(id) ?? 1,
      compact: (ids: PythonArray) => this.compact(ids),
      in_use: () => (this.tape.size > 0 ? this.columns.capacity : 0),
      use: (...arrays: PythonArray[]) => this.use(...arrays),
    });
  }

  /** Forgets everything, for a script that starts afresh. */
  reset(): void {
    this.refresh();
    this.columns.grad.fill(0);
    this.columns.reached.fill(0);
    this.tape = new Tape(this.columns);
    this.numbered.clear();
    this.traps.clear();
  }

  /** The data of the values with these ids, for whoever looks on from this side. */
  dataOf(ids: Int32Array): Float64Array {
    this.refresh();
    return this.read(this.columns.data, ids);
  }

  /** The gradients of the values with these ids. */
  gradOf(ids: Int32Array): Float64Array {
    this.refresh();
    return this.read(this.columns.grad, ids);
  }

  private read(column: Float64Array, ids: Int32Array): Float64Array {
    return Float64Array.from(ids, (id) => column[this.numbered.row(id)]);
  }

  // --- What crosses: ids in, an id or a row out ----------------------------------------------------------------------

  private record(op: ScalarOp, a: number, b?: number, x?: number): number {
    const { tape, numbered } = this;
    if (tape.size + 2 > this.columns.capacity) {
      return REFUSED;
    }
    const left = tape.handle(numbered.row(a));
    const right = b === undefined ? x : tape.handle(numbered.row(b));
    return numbered.number(tape.record(op, left, right).index);
  }

  private leaf(x: number): number {
    return this.tape.size + 1 > this.columns.capacity
      ? REFUSED
      : this.numbered.number(this.tape.value(x).index);
  }

  /** Values side by side; yields the row of the first. */
  private leaves(xs: readonly number[]): number {
    if (this.tape.size + xs.length > this.columns.capacity) {
      return REFUSED;
    }
    const first = this.tape.inputs(xs);
    this.numbered.numberAll(first, xs.length);
    return first;
  }

  /**
   * All layers of a network; yields the row of its first output.
   *
   * `call`: the id of its first parameter, the others being its neighbours; the id of its first input, or 0; the number
   * of layers; the number of inputs, then that of each layer's neurons; and where the inputs are plain numbers, those.
   */
  private network(call: readonly number[]): number {
    const { tape, numbered } = this;
    const [parameter, input, layers] = call;
    const sizes = call.slice(3, 4 + layers);
    const numbers = call.slice(4 + layers);
    const needed = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length !== layers + 1 || !(tape.size + needed <= this.columns.capacity)) {
      return REFUSED;
    }
    let weights = numbered.row(parameter);
    let row = input > 0 ? numbered.row(input) : tape.inputs(numbers);
    for (let k = 0; k < layers; k++) {
      row = tape.layer(weights, row, sizes[k], sizes[k + 1]);
      weights += sizes[k + 1] * (sizes[k] + 1);
    }
    numbered.numberAll(row, sizes[layers]);
    return row;
  }

  /** The id of what a value was computed from, the `k`-th of them. */
  private operand(id: number, k: number): number {
    const children = this.tape.childrenOf(this.tape.handle(this.numbered.row(id)));
    return k < children.length ? this.numbered.number(children[k].index) : REFUSED;
  }

  /** Yields 0, or the id of a power that the pass has met and whose derivative Python would refuse to compute. */
  private backward(id: number): number {
    const { tape, numbered, traps } = this;
    const from = numbered.row(id);
    tape.backward(tape.handle(from));
    if (traps.size > 0) {
      const { reached } = this.columns;
      for (const trap of traps.keys()) {
        if (reached[numbered.row(trap)] === reached[from]) {
          return trap;
        }
      }
    }
    return 0;
  }

  private setGrad(id: number, grad: number): number {
    this.tape.setGrad(this.tape.handle(this.numbered.row(id)), grad);
    return 0;
  }

  private trap(id: number, exponent: number): number {
    this.traps.set(id, exponent);
    return 0;
  }

  // --- Room ----------------------------------------------------------------------------------------------------------

  /** Forgets all but the values with these ids and what they were computed from; yields how many rows are left. */
  private compact(ids: PythonArray): number {
    const { numbered, traps } = this;
    const buffer = ids.getBuffer('i32');
    const live = Array.from(buffer.data).filter((id) => id > 0);
    buffer.release();
    const moved = this.tape.compact(live.map((id) => numbered.row(id)));
    numbered.move(live, moved);
    const alive = new Set(live);
    for (const id of traps.keys()) {
      if (!alive.has(id)) {
        traps.delete(id);
      }
    }
    return this.tape.size;
  }

  /** Goes on in other, larger arrays of Python's. They cannot be resized while they are in use here. */
  private use(...arrays: readonly PythonArray[]): number {
    const buffers = arrays.map((array, k) => array.getBuffer(k < 2 ? 'f64' : 'i32'));
    const length = Math.min(...buffers.map(({ data }) => data.length));
    if (buffers.length !== 4 || length <= this.tape.size) {
      return REFUSED;
    }
    const { columns, numbered } = this;
    for (const [k, old] of [columns.data, columns.grad, numbered.rows, numbered.ids].entries()) {
      buffers[k].data.set(old.subarray(0, length));
    }
    const { reached, entries } = columnsOf(length - 1);
    reached.set(columns.reached.subarray(0, reached.length));
    entries.set(columns.entries.subarray(0, entries.length));
    this.release();
    this.release = () => {
      for (const buffer of buffers) {
        buffer.release();
      }
    };
    this.places = buffers.map(({ data }) => data.byteOffset);
    this.look(length, reached, entries);
    return this.columns.capacity;
  }

  /** Looks at Python's arrays where they are. */
  private look(length: number, reached: Int32Array, entries: Int32Array): void {
    const memory = this.memory();
    const [data, grad, rows, ids] = this.places;
    this.columns = {
      capacity: length - 1,
      data: new Float64Array(memory, data, length),
      grad: new Float64Array(memory, grad, length),
      reached,
      entries,
    };
    this.tape.moveTo(this.columns);
    this.numbered.moveTo(new Int32Array(memory, rows, length), new Int32Array(memory, ids, length));
  }

  /** Looks at them anew where Python's memory has grown: what looked at the old one is empty since. */
  private refresh(): void {
    const { capacity, data, reached, entries } = this.columns;
    if (data.length === 0) {
      this.look(capacity + 1, reached, entries);
    }
  }

  /** A module of these functions, none of which throws or carries a prototype. */
  private crossing(functions: Record<string, (...args: never[]) => number>): object {
    const module = Object.create(null);
    for (const [name, call] of Object.entries(functions)) {
      const guarded = (...args: never[]): number => {
        try {
          this.refresh();
          const result = call(...args);
          return typeof result === 'number' ? result : REFUSED;
        } catch {
          return REFUSED;
        }
      };
      module[name] = Object.setPrototypeOf(guarded, null);
    }
    return Object.freeze(module);
  }
}
