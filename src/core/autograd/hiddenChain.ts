/**
 * What micrograd's nodes inside a neuron would have accumulated.
 *
 * There, a neuron is a chain: products pₖ = wₖ·xₖ, partial sums sₖ = sₖ₋₁ + pₖ that start at the bias, and a tanh. In the
 * first pass all of them receive the same gradient, that of the whole sum, so the tape keeps none. From the second pass
 * over the same graph on they differ, since each passes on what it has *accumulated*; then this keeps them.
 */
export class HiddenChain {
  private readonly products: Float64Array;
  private readonly sums: Float64Array;

  /** `count`: number of inputs; `deposit`: the gradient of the neuron's sum after the first pass. */
  constructor(count: number, deposit: number) {
    this.products = new Float64Array(count).fill(deposit);
    this.sums = new Float64Array(count).fill(deposit);
  }

  /** A further pass over the neuron, whose sum receives `deposit`: down the chain, one node at a time. */
  backward(data: Float64Array, grad: Float64Array, weights: number, inputs: number, deposit: number): void {
    const { products, sums } = this;
    let g = deposit;
    for (let k = sums.length - 1; k >= 0; k--) {
      sums[k] += g;
      g = sums[k];
      products[k] += g;
      grad[weights + k] += data[inputs + k] * products[k];
      grad[inputs + k] += data[weights + k] * products[k];
    }
    grad[weights + sums.length] += g;
  }
}
