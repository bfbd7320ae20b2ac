/**
 * Gradient descent on an MLP of tanh neurons, written out by hand as loops over typed arrays: no autograd, nothing but
 * the arithmetic. What an engine is measured against.
 *
 * As an honest programmer would write it after a day of profiling: what the loops need is in local constants, small
 * arrays are copied and cleared by loops rather than by calls, and nobody asks for the derivatives of the inputs.
 * Parameters stand neuron by neuron, each neuron's bias last; the loss is a sum of squared errors.
 */
export class HandFused {
  declare readonly parameters: Float64Array;
  declare private readonly gradients: Float64Array;
  /** Activations of each layer, the input first. */
  declare private readonly outputs: readonly Float64Array[];
  /** Derivative of the loss with respect to each activation. */
  declare private readonly deltas: readonly Float64Array[];

  /** `parameters`: the numbers to start from; `widths`: of each layer, the number of inputs first. */
  constructor(parameters: ArrayLike<number>, widths: readonly number[]) {
    this.parameters = Float64Array.from(parameters);
    this.gradients = new Float64Array(this.parameters.length);
    this.outputs = widths.map((width) => new Float64Array(width));
    this.deltas = widths.map((width) => new Float64Array(width));
  }

  /** One full-batch step over `xs`, shape [n][inputs], and `ys`, shape [n]; returns the loss before the update. */
  step(xs: readonly (readonly number[])[], ys: readonly number[], learningRate: number): number {
    const { parameters, gradients, outputs, deltas } = this;
    const last = outputs.length - 1;
    gradients.fill(0);
    let loss = 0;
    for (let sample = 0; sample < xs.length; sample++) {
      this.forward(xs[sample]);
      const error = outputs[last][0] - ys[sample];
      loss += error * error;
      deltas[last][0] = 2 * error;
      this.backward();
    }
    for (let k = 0; k < parameters.length; k++) {
      parameters[k] -= learningRate * gradients[k];
    }
    return loss;
  }

  private forward(x: readonly number[]): void {
    const { parameters, outputs } = this;
    const input = outputs[0];
    for (let k = 0; k < input.length; k++) {
      input[k] = x[k];
    }
    let p = 0;
    for (let layer = 1; layer < outputs.length; layer++) {
      const from = outputs[layer - 1];
      const to = outputs[layer];
      const n = from.length;
      for (let j = 0; j < to.length; j++) {
        let sum = parameters[p + n];
        for (let k = 0; k < n; k++) {
          sum += parameters[p + k] * from[k];
        }
        to[j] = Math.tanh(sum);
        p += n + 1;
      }
    }
  }

  private backward(): void {
    const { parameters, gradients, outputs, deltas } = this;
    let p = parameters.length;
    for (let layer = outputs.length - 1; layer > 0; layer--) {
      const from = outputs[layer - 1];
      const to = outputs[layer];
      const fromDeltas = deltas[layer - 1];
      const toDeltas = deltas[layer];
      const n = from.length;
      if (layer > 1) {
        for (let k = 0; k < n; k++) {
          fromDeltas[k] = 0;
        }
      }
      for (let j = to.length - 1; j >= 0; j--) {
        p -= n + 1;
        const g = (1 - to[j] * to[j]) * toDeltas[j];
        gradients[p + n] += g;
        if (layer > 1) {
          for (let k = 0; k < n; k++) {
            gradients[p + k] += from[k] * g;
            fromDeltas[k] += parameters[p + k] * g;
          }
        } else {
          for (let k = 0; k < n; k++) {
            gradients[p + k] += from[k] * g;
          }
        }
      }
    }
  }
}
