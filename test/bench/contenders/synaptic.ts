import { Architect, Neuron } from 'synaptic';
import { type Contender, repeating } from '../contender.ts';
import { layersOf, type Problem } from '../problem.ts';

/**
 * A network that compiles itself, without autograd. It trains by a rule of its own: sample by sample, each layer updated
 * before its error goes on to the one below, and an output's error not multiplied by its slope. The last is made up for by
 * the target it is given; for the others it is compared with loops that do the same.
 */
export const synaptic: Contender = {
  name: 'synaptic',
  tolerance: 1e-9,
  note: 'no autograd; updates after each sample, compared with loops that do so too',
  reference: (problem) => onlineLoops(problem),
  start: (problem) => {
    const { sizes, xs, ys, learningRate } = problem;
    const network = new Architect.Perceptron(...sizes);
    const { input, hidden, output } = network.layers;
    const layers = [input, ...hidden, output].map(({ list }) => list);
    for (const [l, { w, b }] of layersOf(problem).entries()) {
      for (const [j, neuron] of layers[l + 1].entries()) {
        neuron.squash = Neuron.squash.TANH;
        neuron.bias = b[j];
        for (const connection of Object.values(neuron.connections.inputs)) {
          connection.weight = w[j][layers[l].indexOf(connection.from)];
        }
      }
    }
    return repeating(() => {
      let loss = 0;
      for (let k = 0; k < xs.length; k++) {
        const [a] = network.activate(xs[k]);
        const error = a - ys[k];
        loss += error * error;
        network.propagate(learningRate, [a - 2 * error * (1 - a * a)]);
      }
      return loss;
    });
  },
};

/** synaptic's rule as loops over arrays; not measured, only compared with. */
function onlineLoops(problem: Problem) {
  const { xs, ys, learningRate } = problem;
  const layers = layersOf(problem);
  const sample = (x: readonly number[], y: number): number => {
    const activations = [x];
    for (const { w, b } of layers) {
      const from = activations[activations.length - 1];
      activations.push(
        w.map((weights, j) => Math.tanh(weights.reduce((sum, weight, k) => sum + weight * from[k], b[j]))),
      );
    }
    const [a] = activations[layers.length];
    // How the loss falls with each neuron's sum, from the output down.
    let descent = [-2 * (a - y) * (1 - a * a)];
    for (let l = layers.length - 1; l >= 0; l--) {
      const { w, b } = layers[l];
      const from = activations[l];
      for (let j = 0; j < w.length; j++) {
        b[j] += learningRate * descent[j];
        for (let k = 0; k < from.length; k++) {
          w[j][k] += learningRate * descent[j] * from[k];
        }
      }
      descent = from.map(
        (v, k) => (1 - v * v) * w.reduce((sum, weights, j) => sum + weights[k] * descent[j], 0),
      );
    }
    return (a - y) ** 2;
  };
  return repeating(() => xs.reduce((loss, x, k) => loss + sample(x, ys[k]), 0));
}
