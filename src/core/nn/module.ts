import type { Value } from '../autograd/value.ts';

/** Something with parameters: a neuron, a layer, a network. */
export abstract class Module {
  /** All weights and biases, neuron by neuron, each neuron's bias last. */
  abstract parameters(): readonly Value[];

  /** Sets the gradient of every parameter to 0, and of nothing else: inner nodes are made anew by each forward pass. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) {
      parameter.grad = 0;
    }
  }
}
