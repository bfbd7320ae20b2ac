import type { RunInfo } from '../training/recording.ts';

/** The parameters of each layer, as indices: neuron by neuron, the weights and then the bias; null for an unknown model. */
export function layersOf({ shape }: RunInfo): readonly (readonly number[])[] | null {
  if (!shape) {
    return null;
  }
  let next = 0;
  return shape.slice(1).map((neurons, k) => {
    const first = next;
    next += neurons * (shape[k] + 1);
    return Array.from({ length: next - first }, (_, j) => first + j);
  });
}

/** Which parameters something is about, of how many, and the layers that they make up. */
export function some(info: RunInfo, parameters: readonly number[], total: number) {
  const among = new Set(parameters);
  const layers = (layersOf(info) ?? [])
    .map((layer, k) => ({ k, layer }))
    .filter(({ layer }) => layer.every((index) => among.has(index)));
  const covered = layers.reduce((sum, { layer }) => sum + layer.length, 0);
  const whole = covered === parameters.length && parameters.length < total;
  return { parameters, total, layers: whole ? layers.map(({ k }) => k) : [] };
}
