import { Op } from './operations.ts';
import type { Tape } from './tape.ts';

/**
 * One number of a computation that remembers how it was made, so that `backward()` can say how the result depends on it.
 *
 * A value is a light handle: its numbers live on the {@link Tape} it was recorded on. Arithmetic mixes with plain
 * numbers. Nothing throws on NaN or Infinity; they flow. A value whose graph has been rewound throws a
 * `StaleValueError` when it is used, and never shows another value's numbers.
 */
export class Value {
  // `declare`: else a field is first set to undefined, and V8 takes it for one that may hold anything.
  declare readonly tape: Tape;
  /** Where on the tape the value is. */
  declare readonly index: number;
  /** The tape's epoch at birth; 0 for parameters and other values that are kept for good. */
  declare readonly epoch: number;

  /** Values are made by `tape.value`, `tape.parameter` and by arithmetic. */
  constructor(tape: Tape, index: number, epoch: number) {
    this.tape = tape;
    this.index = index;
    this.epoch = epoch;
  }

  get data(): number {
    return this.tape.dataOf(this);
  }

  set data(data: number) {
    this.tape.setData(this, data);
  }

  /** The derivative of the values `backward()` was called on with respect to this one, summed over all those calls. */
  get grad(): number {
    return this.tape.gradOf(this);
  }

  set grad(grad: number) {
    this.tape.setGrad(this, grad);
  }

  add(other: Value | number): Value {
    return this.tape.record(Op.add, this, other);
  }

  mul(other: Value | number): Value {
    return this.tape.record(Op.mul, this, other);
  }

  neg(): Value {
    return this.tape.record(Op.neg, this);
  }

  /** `this + (−other)`: two nodes, as in micrograd. */
  sub(other: Value | number): Value {
    return this.add(typeof other === 'number' ? -other : other.neg());
  }

  /** `this · other⁻¹`: two nodes, as in micrograd. */
  div(other: Value | number): Value {
    return this.mul(typeof other === 'number' ? 1 / other : other.pow(-1));
  }

  /** This value to the power of a plain number. */
  pow(exponent: number): Value {
    return this.tape.record(Op.pow, this, exponent);
  }

  exp(): Value {
    return this.tape.record(Op.exp, this);
  }

  log(): Value {
    return this.tape.record(Op.log, this);
  }

  tanh(): Value {
    return this.tape.record(Op.tanh, this);
  }

  relu(): Value {
    return this.tape.record(Op.relu, this);
  }

  /**
   * Adds the derivative of this value with respect to each of its ancestors to that ancestor's `grad`.
   *
   * Exactly micrograd's: this value's own `grad` becomes 1, only its ancestors are visited, and inner nodes accumulate
   * too. A second call on the same graph therefore starts from the gradients the first one left, and does more than
   * double them.
   */
  backward(): void {
    this.tape.backward(this);
  }

  /** The values this one was computed from, in order; none for a leaf. */
  children(): Value[] {
    return this.tape.childrenOf(this);
  }

  /** How this value was computed: `+`, `*`, `neg`, `**`, `exp`, `log`, `tanh`, `relu`, `tanh(Σwx+b)`, or nothing for a leaf. */
  get operation(): string {
    return this.tape.operationOf(this);
  }

  toString(): string {
    return `Value(data=${this.data}, grad=${this.grad})`;
  }
}
