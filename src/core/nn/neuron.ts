import type { Tape } from '../autograd/tape.ts';
import { Value } from '../autograd/value.ts';
import { Module } from './module.ts';

/** Draws one number between `low` and `high`, as Python's `random.uniform` does. */
export type Uniform = (low: number, high: number) => number;

/** One neuron: `tanh(b + w₀·x₀ + w₁·x₁ + …)`. Weights are drawn from uniform(−1, 1), the bias starts at 0. */
export class Neuron extends Module {
  readonly w: readonly Value[];
  readonly b: Value;
  private readonly tape: Tape;

  constructor(tape: Tape, inputs: number, uniform: Uniform) {
    super();
    this.tape = tape;
    this.w = Array.from({ length: inputs }, () => tape.parameter(uniform(-1, 1)));
    this.b = tape.parameter(0);
  }

  /** The neuron's output for `x` of shape [inputs]; throws RangeError for another length. */
  forward(x: readonly (Value | number)[]): Value {
    const { tape, w, b } = this;
    if (x.length !== w.length) {
      throw new RangeError(`Expected ${w.length} inputs, got ${x.length}.`);
    }
    const first = tape.inputs(x);
    if (first >= 0) {
      return tape.handle(tape.layer(b.index - w.length, first, w.length, 1));
    }
    // Inputs that are scattered over the tape: the same sum, one operation at a time.
    const values = x.map((input) => (input instanceof Value ? input : tape.value(input)));
    return w.reduce((sum, weight, k) => sum.add(weight.mul(values[k])), b).tanh();
  }

  /** The neuron's parameters: its weights, then its bias. */
  override parameters(): Value[] {
    return [...this.w, this.b];
  }
}
