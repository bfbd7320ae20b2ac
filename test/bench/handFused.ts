/**
 * Gradient descent on an MLP of tanh neurons, written out by hand as loops over typed arrays: no autograd, nothing but
 * the arithmetic. What an engine is measured against.
 *
 * Parameters neuron by neuron, each neuron's bias last; the loss is a sum of squared errors.
 */
export class HandFused {
  readonly parameters: Float64Array;
  private readonly widths: readonly number[];
  private readonly gradients: Float64Array;
  /** Activations of each layer, the input first. */
  private readonly outputs: readonly Float64Array[];
  /** Derivative of the loss with respect to each activation. */
  private readonly deltas: readonly Float64Array[];

  constructor(parameters: ArrayLike<number>, widths: readonly number[]) {
    this.parameters = Float64Array.from(parameters);
    this.gradients = new Float64Array(this.parameters.length);
    this.widths = widths;
    this.outputs = widths.map((width) => new Float64Array(width));
    this.deltas = widths.map((width) => new Float64Array(width));
  }

  /** One full-batch step over `xs`, shape [n][inputs], and `ys`, shape [n]; returns the loss before the update. */
  step(xs: readonly (readonly number[])[], ys: readonly number[], learningRate: number): number {
    const { parameters, gradients } = this;
    gradients.fill(0);
    let loss = 0;
    for (let sample = 0; sample < xs.length; sample++) {
      this.outputs[0].set(xs[sample]);
      this.forward();
      const error = this.outputs[this.widths.length - 1][0] - ys[sample];
      loss += error * error;
      this.deltas[this.widths.length - 1][0] = 2 * error;
      this.backward();
    }
    for (let k = 0; k < parameters.length; k++) {
      parameters[k] -= learningRate * gradients[k];
    }
    return loss;
  }

  private forward(): void {
    const { parameters } = this;
    let p = 0;
    for (let layer = 1; layer < this.widths.length; layer++) {
      const inputs = this.outputs[layer - 1];
      const outputs = this.outputs[layer];
      for (let j = 0; j < outputs.length; j++) {
        let sum = parameters[p + inputs.length];
        for (let k = 0; k < inputs.length; k++) {
          sum += parameters[p + k] * inputs[k];
        }
        outputs[j] = Math.tanh(sum);
        p += inputs.length + 1;
      }
    }
  }

  private backward(): void {
    const { parameters, gradients } = this;
    let p = parameters.length;
    for (let layer = this.widths.length - 1; layer > 0; layer--) {
      const inputs = this.outputs[layer - 1];
      const inputDeltas = this.deltas[layer - 1];
      const outputs = this.outputs[layer];
      const deltas = this.deltas[layer];
      inputDeltas.fill(0);
      for (let j = outputs.length - 1; j >= 0; j--) {
        p -= inputs.length + 1;
        const g = (1 - outputs[j] * outputs[j]) * deltas[j];
        for (let k = 0; k < inputs.length; k++) {
          gradients[p + k] += inputs[k] * g;
          inputDeltas[k] += parameters[p + k] * g;
        }
        gradients[p + inputs.length] += g;
      }
    }
  }
}
