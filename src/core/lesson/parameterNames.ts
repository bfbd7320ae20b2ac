/**
 * How each parameter is reached from its model, in the order of `parameters()`: `layers[0].neurons[1].w[2]`, `….b`.
 * Where the shape (number of inputs, then of neurons in each layer) is unknown or does not fit: `parameters()[7]`.
 */
export function parameterNames(shape: readonly number[] | null, count: number): string[] {
  const names: string[] = [];
  for (let layer = 1; shape && layer < shape.length && names.length < count; layer++) {
    for (let neuron = 0; neuron < shape[layer]; neuron++) {
      const path = `layers[${layer - 1}].neurons[${neuron}]`;
      for (let k = 0; k < shape[layer - 1]; k++) {
        names.push(`${path}.w[${k}]`);
      }
      names.push(`${path}.b`);
    }
  }
  return names.length === count ? names : Array.from({ length: count }, (_, k) => `parameters()[${k}]`);
}
