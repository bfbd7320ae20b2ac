import type { Tape } from '../autograd/tape.ts';
import type { Value } from '../autograd/value.ts';
import { Layer } from './layer.ts';
import { Module } from './module.ts';
import type { Uniform } from './neuron.ts';

/** What an MLP yields: a scalar where its last layer is known to have one neuron, else the outputs of that layer. */
export type Output<Widths extends readonly number[]> = Widths extends readonly [...number[], infer Last]
  ? Last extends 1
    ? Value
    : Value[]
  : Value | Value[];

/** A multi-layer perceptron: layers of neurons, each followed by tanh, the last one too. */
export class MLP<const Widths extends readonly number[] = readonly number[]> extends Module {
  // `declare`: see Value.
  declare readonly layers: readonly Layer[];
  declare private readonly tape: Tape;
  declare private readonly all: readonly Value[];

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
    super();
    this.tape = tape;
    this.layers = widths.map((width, k) => new Layer(tape, k === 0 ? inputs : widths[k - 1], width, uniform));
    this.all = this.layers.flatMap((layer) => layer.parameters());
  }

  /** The network's prediction for `x` of shape [inputs]; throws RangeError for another length. */
  forward(x: readonly (Value | number)[]): Output<Widths> {
    const { layers, tape } = this;
    let row = layers[0].locate(x);
    if (row < 0) {
      const values = layers.slice(1).reduce((inputs, layer) => layer.forward(inputs), layers[0].forward(x));
      return asOutput(values.length === 1 ? values[0] : values);
    }
    for (let k = 0; k < layers.length; k++) {
      row = layers[k].record(row);
    }
    const outputs = layers[layers.length - 1].neurons.length;
    return asOutput(outputs === 1 ? tape.handle(row) : tape.handles(row, outputs));
  }

  /** All weights and biases, layer by layer, neuron by neuron, each neuron's bias last. */
  override parameters(): readonly Value[] {
    return this.all;
  }

  /** As for every module, at once: the parameters of a network are neighbours on the tape. */
  override zeroGrad(): void {
    this.tape.zeroGrads(this.all[0].index, this.all.length);
  }

  /** One step of gradient descent: `p.data -= learningRate · p.grad` for every parameter. */
  update(learningRate: number): void {
    this.tape.descend(this.all[0].index, this.all.length, learningRate);
  }
}

function asOutput<Widths extends readonly number[]>(output: Value | Value[]): Output<Widths> {
  // SAFETY: `forward` yields a scalar from a last layer of one neuron, else a list; Output says the same of the type.
  return output as Output<Widths>;
}
