import ad, { type ScalarNode } from 'adnn/ad/index.js';
import { type Contender, repeating } from '../contender.ts';
import { layersOf } from '../problem.ts';

const { add, mul, sub, sum, tanh } = ad.scalar;

/** Scalar by scalar; a neuron adds its products up with adnn's own n-ary sum, which is the fastest way there. */
export const adnn: Contender = {
  name: 'adnn',
  tolerance: 1e-9,
  note: 'scalars',
  start: (problem) => {
    const { xs, ys, learningRate } = problem;
    const layers = layersOf(problem).map(({ w, b }) =>
      w.map((weights, j) => ({ w: weights.map((weight) => ad.lift(weight)), b: ad.lift(b[j]) })),
    );
    const parameters = layers.flatMap((layer) => layer.flatMap(({ w, b }) => [...w, b]));

    const predict = (x: readonly number[]): ScalarNode => {
      let values: readonly (ScalarNode | number)[] = x;
      for (const layer of layers) {
        values = layer.map(({ w, b }) => {
          const terms = [b];
          for (let k = 0; k < w.length; k++) {
            terms.push(mul(w[k], values[k]));
          }
          return tanh(sum(terms));
        });
      }
      // SAFETY: every layer yields nodes, and the last one a single one.
      return values[0] as ScalarNode;
    };
    return repeating(() => {
      let loss: ScalarNode | undefined;
      for (let k = 0; k < xs.length; k++) {
        const error = sub(predict(xs[k]), ys[k]);
        const squared = mul(error, error);
        loss = loss ? add(loss, squared) : squared;
      }
      for (const p of parameters) {
        p.dx = 0;
      }
      loss?.backprop();
      for (const p of parameters) {
        p.x -= learningRate * p.dx;
      }
      return loss?.x ?? 0;
    });
  },
};
