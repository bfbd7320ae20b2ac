import * as tf from '@tensorflow/tfjs';
import { type Contender, repeating } from '../contender.ts';
import { layersOf } from '../problem.ts';

/** The whole batch as one tensor, on the backend in plain JavaScript. */
export const tfjs: Contender = {
  name: '@tensorflow/tfjs, cpu backend',
  tolerance: 1e-3,
  note: 'tensors of 32 bits',
  start: async (problem) => {
    await tf.setBackend('cpu');
    quietFirstTensor();
    const { xs, ys, learningRate } = problem;
    const layers = layersOf(problem).map(({ w, b }) => ({
      w: tf.variable(tf.tensor2d(w)),
      b: tf.variable(tf.tensor1d(b)),
    }));
    const inputs = tf.tensor2d(xs.map((x) => [...x]));
    const targets = tf.tensor2d(ys.map((y) => [y]));
    const optimizer = tf.train.sgd(learningRate);
    const loss = () => {
      let values = inputs;
      for (const { w, b } of layers) {
        values = values.matMul(w, false, true).add(b).tanh();
      }
      return values.sub(targets).square().sum();
    };
    return repeating(() => tf.tidy(() => optimizer.minimize(loss, true)?.dataSync()[0] ?? Number.NaN));
  },
};

/** With its first tensor, tfjs prints that its binding to native code is faster; for tensors this small it need not be. */
function quietFirstTensor(): void {
  const { warn } = console;
  console.warn = () => {};
  tf.tensor1d([0]);
  console.warn = warn;
}
