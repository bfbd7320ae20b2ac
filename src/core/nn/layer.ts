import type { Tape } from '../autograd/tape.ts';
import { Value } from '../autograd/value.ts';
import { Module } from './module.ts';
import { Neuron, type Uniform } from './neuron.ts';

/** A layer: `outputs` neurons that all see the same inputs. */
export class Layer extends Module {
  // `declare`: see Value.
  declare readonly neurons: readonly Neuron[];
  declare readonly inputs: number;
  declare private readonly tape: Tape;
  /** The row of the layer's first parameter. */
  declare private readonly weights: number;

  /** Draws the weights neuron by neuron; throws RangeError for a layer without neurons. */
  constructor(tape: Tape, inputs: number, outputs: number, uniform: Uniform) {
    if (!(outputs >= 1)) {
      throw new RangeError('A layer needs at least one neuron.');
    }
    super();
    this.tape = tape;
    this.inputs = inputs;
    this.neurons = Array.from({ length: outputs }, () => new Neuron(tape, inputs, uniform));
    this.weights = this.neurons[0].b.index - inputs;
  }

  /** The layer's outputs, one per neuron, for `x` of shape [inputs]; throws RangeError for another length. */
  forward(x: readonly (Value | number)[]): Value[] {
    const first = this.locate(x);
    if (first >= 0) {
      return this.tape.handles(this.record(first), this.neurons.length);
    }
    // Inputs that are scattered over the tape; a plain number among them is one value for all neurons.
    const values = x.map((input) => (input instanceof Value ? input : this.tape.value(input)));
    return this.neurons.map((neuron) => neuron.forward(values));
  }

  /**
   * The row of the first input where they stand side by side on the tape, else -1. Plain numbers are put there. Throws
   * RangeError for another number of inputs.
   */
  locate(x: readonly (Value | number)[]): number {
    if (x.length !== this.inputs) {
      throw new RangeError(`Expected ${this.inputs} inputs, got ${x.length}.`);
    }
    return this.tape.inputs(x);
  }

  /** Records the layer on neighbouring inputs and returns the row of its first output. */
  record(inputs: number): number {
    return this.tape.layer(this.weights, inputs, this.inputs, this.neurons.length);
  }

  override parameters(): Value[] {
    return this.neurons.flatMap((neuron) => neuron.parameters());
  }
}
