import type { Tape } from '../autograd/tape.ts';
import type { Value } from '../autograd/value.ts';
import { Layer } from './layer.ts';
import type { Uniform } from './neuron.ts';

/** What an MLP yields: a scalar where its last layer is known to have one neuron, else the outputs of that layer. */
export type Output<Widths extends readonly number[]> = Widths extends readonly [...number[], infer Last]
  ? Last extends 1
    ? Value
    : Value[]
  : Value | Value[];

/** A multi-layer perceptron: layers of neurons, each followed by tanh, the last one too. */
export class MLP<const Widths extends readonly number[] = readonly number[]> {
  readonly layers: readonly Layer[];
  private readonly tape: Tape;
  private readonly all: readonly Value[];

  /**
   * @param tape where the parameters live
   * @param inputs number of inputs
   * @param widths number of neurons of each layer; `MLP(3, [4, 4, 1])` has 41 parameters
   * @param uniform where weights are drawn from, neuron by neuron
   */
  constructor(tape: Tape, inputs: number, widths: Widths, uniform: Uniform) {
    if (widths.length === 0) {
      throw new RangeError('An MLP needs at least one layer.');
    }
    this.tape = tape;
    this.layers = widths.map((width, k) => new Layer(tape, k === 0 ? inputs : widths[k - 1], width, uniform));
    this.all = this.layers.flatMap((layer) => layer.parameters());
  }

  /** The network's prediction for `x` of shape [inputs]; throws RangeError for another length. */
  forward(x: readonly (Value | number)[]): Output<Widths> {
    const outputs = this.outputs(x);
    // SAFETY: Output says the same of the type: a last layer of one neuron yields its only output.
    return (outputs.length === 1 ? outputs[0] : outputs) as Output<Widths>;
  }

  /** All weights and biases, layer by layer, neuron by neuron, each neuron's bias last. */
  parameters(): readonly Value[] {
    return this.all;
  }

  /** Sets the gradient of every parameter to 0, and of nothing else: inner nodes are made anew by each forward pass. */
  zeroGrad(): void {
    this.tape.zeroGrads(this.all[0].index, this.all.length);
  }

  /** One step of gradient descent: `p.data -= learningRate · p.grad` for every parameter. */
  update(learningRate: number): void {
    this.tape.descend(this.all[0].index, this.all.length, learningRate);
  }

  private outputs(x: readonly (Value | number)[]): Value[] {
    const { layers, tape } = this;
    let row = layers[0].locate(x);
    if (row < 0) {
      return layers.slice(1).reduce((values, layer) => layer.forward(values), layers[0].forward(x));
    }
    for (let k = 0; k < layers.length; k++) {
      row = layers[k].record(row);
    }
    return tape.handles(row, layers[layers.length - 1].neurons.length);
  }
}
