import { MersenneTwister } from '../../src/core/random/mersenneTwister.ts';

/** What every contender trains: an MLP of tanh neurons on a sum of squared errors, by full-batch gradient descent. */
export interface Problem {
  /** Number of neurons in each of the two hidden layers. */
  readonly width: number;
  /** Of each layer, the number of inputs first: [3, width, width, 1]. */
  readonly sizes: readonly number[];
  /** Shape [samples][3]. */
  readonly xs: readonly (readonly number[])[];
  /** Shape [samples], each −1 or 1. */
  readonly ys: readonly number[];
  /** Where all start: neuron by neuron, each neuron's bias last. */
  readonly parameters: readonly number[];
  readonly learningRate: number;
}

const LESSON = {
  xs: [
    [2, 3, -1],
    [3, -1, 0.5],
    [0.5, 1, 1],
    [1, 1, -1],
  ],
  ys: [1, -1, -1, 1],
};

/** The lesson's own four samples, or as many at random; at a learning rate at which all of them train soundly. */
export function problemOf(width: number, samples: number): Problem {
  const random = new MersenneTwister(5571);
  const sizes = [3, width, width, 1];
  const parameters = sizes
    .slice(1)
    .flatMap((neurons, layer) =>
      Array.from({ length: neurons }, () => [
        ...Array.from({ length: sizes[layer] }, () => random.uniform(-1, 1)),
        0,
      ]).flat(),
    );
  const { xs, ys } = samples === LESSON.ys.length ? LESSON : randomSamples(samples);
  return { width, sizes, xs, ys, parameters, learningRate: 0.04 / (samples * width) };
}

function randomSamples(samples: number) {
  const random = new MersenneTwister(samples);
  return {
    xs: Array.from({ length: samples }, () => Array.from({ length: 3 }, () => random.uniform(-2, 2))),
    ys: Array.from({ length: samples }, () => (random.random() < 0.5 ? -1 : 1)),
  };
}

/** The parameters by layer: weights of shape [neurons][inputs], and biases. */
export function layersOf({ sizes, parameters }: Problem): { w: number[][]; b: number[] }[] {
  let next = 0;
  return sizes.slice(1).map((neurons, layer) => {
    const w: number[][] = [];
    const b: number[] = [];
    for (let j = 0; j < neurons; j++) {
      w.push(parameters.slice(next, next + sizes[layer]));
      b.push(parameters[next + sizes[layer]]);
      next += sizes[layer] + 1;
    }
    return { w, b };
  });
}
