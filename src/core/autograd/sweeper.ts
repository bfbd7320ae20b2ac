import { type Columns, type ENTRY_SIZE, entryOf } from './columns.ts';
import { HiddenChain } from './hiddenChain.ts';
import { neuronBackward, neuronsBackward } from './neurons.ts';
import { backward, type Op, type OpCode } from './operations.ts';

// Literals of this module: V8 reads what is imported from memory, each time. Their types hold them to the originals.
const ENTRY: typeof ENTRY_SIZE = 6;
const LAYER: typeof Op.layer = 8;

/** The backward passes over a tape. */
export class Sweeper {
  private passes = 0;
  /** How many of them went over graphs that have been rewound. */
  private passesBefore = 0;
  /** The hidden chains of the neurons that more than one pass has swept, by row. */
  private readonly hidden = new Map<number, HiddenChain>();
  /** By row: the number of the last pass that was looked ahead to it. */
  private ahead = new Int32Array(0);
  /** Where in the entries the first one begins that the coming pass can reach. */
  private begin = 0;

  /** From now on passes go over a new graph. */
  rewind(): void {
    this.passesBefore = this.passes;
    this.begin = 0;
    // An empty map that is cleared would be allocated anew.
    if (this.hidden.size > 0) {
      this.hidden.clear();
    }
  }

  /**
   * Sets the gradient of row `from` to 1 and passes it on to every ancestor: from the last of `count` entries down, each
   * entry passes on what its outputs hold by then.
   */
  sweep(columns: Columns, count: number, from: number): void {
    const { entries, data, grad, reached } = columns;
    const again = this.passes > this.passesBefore && this.lookAhead(columns, count, from);
    this.passes += 1;
    const pass = this.passes;
    grad[from] = 1;
    reached[from] = pass;
    const begin = this.begin;
    for (let at = (count - 1) * ENTRY; at >= begin; at -= ENTRY) {
      const out = entries[at + 1];
      // SAFETY: an entry begins with an operation's code.
      const op = entries[at] as OpCode;
      if (op === LAYER) {
        if (again) {
          this.sweepAgain(columns, at);
        } else {
          neuronsBackward(columns, at, pass);
        }
      } else if (reached[out] === pass) {
        // Not every older value is an ancestor; a gradient of 0 would not tell, since 0 · ∞ is NaN.
        const a = entries[at + 2];
        const b = entries[at + 3];
        reached[a] = pass;
        reached[b] = pass;
        backward(op, data, grad, out, a, b);
      }
    }
  }

  /**
   * Where row `row` is a neuron that was swept once: notes what that left in its hidden nodes. To be called before its
   * gradient, which tells, is changed by hand.
   */
  note(columns: Columns, count: number, row: number): void {
    if (columns.reached[row] > this.passesBefore && !this.hidden.has(row)) {
      const at = entryOf(columns, count, row);
      if (at >= 0 && columns.entries[at] === LAYER) {
        this.noteNeuron(row, columns.entries[at + 4], columns.data[row], columns.grad[row]);
      }
    }
  }

  /** The rows have moved: by old row, `moved` is where each is now, or -1. */
  move(moved: Int32Array): void {
    const hidden = [...this.hidden];
    this.hidden.clear();
    for (const [row, chain] of hidden) {
      if (moved[row] >= 0) {
        this.hidden.set(moved[row], chain);
      }
    }
  }

  /**
   * Whether the coming pass from row `from` will sweep a neuron that an earlier pass has swept already. Notes what that
   * left in the hidden nodes of those neurons, while their gradients still tell; and how far down the pass has to go, so
   * that a graph costs the same however much stands below it.
   */
  private lookAhead(
    { capacity, data, grad, reached, entries }: Columns,
    count: number,
    from: number,
  ): boolean {
    if (this.ahead.length !== capacity) {
      this.ahead = new Int32Array(capacity);
    }
    const { ahead, passesBefore, hidden } = this;
    const pass = this.passes + 1;
    // What stands below the first result are leaves. Of the rest, the lowest row that the pass will reach:
    const leaves = entries[1];
    let lowest = from;
    let again = false;
    ahead[from] = pass;
    let at = (count - 1) * ENTRY;
    for (; at >= 0; at -= ENTRY) {
      const out = entries[at + 1];
      const end = out + entries[at + 5];
      if (end <= lowest) {
        break;
      }
      if (entries[at] !== LAYER) {
        if (ahead[out] === pass) {
          const a = entries[at + 2];
          const b = entries[at + 3];
          ahead[a] = pass;
          ahead[b] = pass;
          lowest = a >= leaves && a < lowest ? a : lowest;
          lowest = b >= leaves && b < lowest ? b : lowest;
        }
        continue;
      }
      const inputs = entries[at + 4];
      let any = false;
      for (let row = out; row < end; row++) {
        if (ahead[row] === pass) {
          any = true;
          if (reached[row] > passesBefore) {
            again = true;
            if (!hidden.has(row)) {
              this.noteNeuron(row, inputs, data[row], grad[row]);
            }
          }
        }
      }
      if (any) {
        const x = entries[at + 3];
        ahead.fill(pass, x, x + inputs);
        // Where leaves end among them, the first that is none.
        const first = Math.max(x, leaves);
        lowest = first < x + inputs && first < lowest ? first : lowest;
      }
    }
    this.begin = Math.max(0, at + ENTRY);
    return again;
  }

  /** Sweeps a layer that an earlier pass may have swept already: those neurons go on from what their hidden nodes hold. */
  private sweepAgain(columns: Columns, at: number): void {
    const { entries, data, grad, reached } = columns;
    const [, outputs, weights, inputs, count, neurons] = entries.subarray(at, at + ENTRY);
    for (let j = neurons - 1; j >= 0; j--) {
      const row = outputs + j;
      const w = weights + j * (count + 1);
      if (reached[row] !== this.passes) {
        continue;
      }
      reached.fill(this.passes, inputs, inputs + count);
      const hidden = this.hidden.get(row);
      if (hidden) {
        hidden.backward(data, grad, w, inputs, (1 - data[row] * data[row]) * grad[row]);
      } else {
        neuronBackward(columns, row, w, inputs, count);
      }
    }
  }

  /** Its hidden nodes hold what its own gradient, `grad`, has passed on to its sum. */
  private noteNeuron(row: number, inputs: number, data: number, grad: number): void {
    this.hidden.set(row, new HiddenChain(inputs, (1 - data * data) * grad));
  }
}
