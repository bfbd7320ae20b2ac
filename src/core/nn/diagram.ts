/** A weight: the parameter's index, and the units that it joins, each by layer (0 for the inputs) and place. */
export interface Edge {
  readonly parameter: number;
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** A bias: the parameter's index, and its neuron. */
export interface Bias {
  readonly parameter: number;
  readonly layer: number;
  readonly neuron: number;
}

/** The weights and biases of an MLP, in the order of `parameters()`; `shape`: number of inputs, then of neurons in each layer. */
export function diagramOf(shape: readonly number[]): {
  readonly edges: readonly Edge[];
  readonly biases: readonly Bias[];
} {
  const edges: Edge[] = [];
  const biases: Bias[] = [];
  let parameter = 0;
  for (let layer = 1; layer < shape.length; layer++) {
    for (let to = 0; to < shape[layer]; to++) {
      for (let from = 0; from < shape[layer - 1]; from++) {
        edges.push({ parameter, layer, from, to });
        parameter += 1;
      }
      biases.push({ parameter, layer, neuron: to });
      parameter += 1;
    }
  }
  return { edges, biases };
}
