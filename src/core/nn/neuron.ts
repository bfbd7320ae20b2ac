import type { Tape } from '../autograd/tape.ts';
import type { Value } from '../autograd/value.ts';

/** Draws one number between `low` and `high`, as Python's `random.uniform` does. */
export type Uniform = (low: number, high: number) => number;

/** One neuron: `tanh(b + w₀·x₀ + w₁·x₁ + …)`. Weights are drawn from uniform(−1, 1), the bias starts at 0. */
export class Neuron {
  readonly w: readonly Value[];
  readonly b: Value;

  constructor(tape: Tape, inputs: number, uniform: Uniform) {
    this.w = Array.from({ length: inputs }, () => tape.parameter(uniform(-1, 1)));
    this.b = tape.parameter(0);
  }

  /** The neuron's parameters: its weights, then its bias. */
  parameters(): Value[] {
    return [...this.w, this.b];
  }
}
