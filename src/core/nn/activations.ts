import type { Recording } from '../training/recording.ts';

/** So far may a prediction that is computed once more be from the one that was recorded. */
const tolerance = 1e-9;

/**
 * What each neuron of a tanh MLP says about one input: for each layer, the inputs first, its outputs.
 *
 * `shape`: number of inputs, then of neurons in each layer; `data`: the parameters in the order of `parameters()`, of each neuron
 * its weights and then its bias; `input` of shape [inputs].
 */
export function activations(
  shape: readonly number[],
  data: ArrayLike<number>,
  input: readonly number[],
): number[][] {
  const layers = [[...input]];
  let at = 0;
  for (const width of shape.slice(1)) {
    const x = layers[layers.length - 1];
    const outputs: number[] = [];
    for (let neuron = 0; neuron < width; neuron++) {
      let sum = data[at + x.length];
      for (const [k, value] of x.entries()) {
        sum += data[at + k] * value;
      }
      outputs.push(Math.tanh(sum));
      at += x.length + 1;
    }
    layers.push(outputs);
  }
  return layers;
}

/** What was in a run's neurons when the model was last asked about a sample. */
export interface Activity {
  /** For each layer, the inputs first, its outputs. */
  readonly layers: readonly (readonly number[])[];
  /** The step of that forward pass. */
  readonly step: number;
}

/**
 * The activity of the network at the stop at `index`, from the forward pass that was last; null before the first one, where the
 * inputs are unknown, and where the model computes otherwise: what comes out must be the prediction that was recorded.
 */
export function activityAt(recording: Recording, index: number, sample: number): Activity | null {
  const { shape, inputs } = recording.info;
  const forward = lastForward(recording, index);
  if (!shape || !inputs || forward < 0) {
    return null;
  }
  const [width] = shape;
  const input = inputs.slice(sample * width, (sample + 1) * width);
  const { data, predictions, step } = recording.stops[forward];
  const outputs = shape[shape.length - 1];
  if (!predictions || input.length < width) {
    return null;
  }
  const layers = activations(shape, data, input);
  const isSame = layers[layers.length - 1].every((output, k) => {
    const prediction = predictions[sample * outputs + k];
    // In a run that went beyond all numbers both are NaN.
    return Object.is(output, prediction) || Math.abs(output - prediction) <= tolerance;
  });
  return isSame ? { layers, step } : null;
}

/** Index of the stop of the forward pass that was last at the stop at `index`; -1 before the first. */
export function lastForward(recording: Recording, index: number): number {
  for (let at = index; at >= 0; at--) {
    if (recording.stops[at].phases.includes('forward')) {
      return at;
    }
  }
  return -1;
}
