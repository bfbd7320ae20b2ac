import { namesOf } from '../lesson/parameterNames.ts';
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

/**
 * Which parameters something is about, of the `total` it could be about, and their names among the `size` there are; no names where
 * there is no model that could say them.
 */
export function some(
  { shape, line = null }: RunInfo,
  size: number,
  parameters: readonly number[],
  total = size,
) {
  return { parameters, total, names: shape || line !== null ? namesOf(shape, size, parameters) : [] };
}
