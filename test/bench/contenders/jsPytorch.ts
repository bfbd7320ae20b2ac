import { type Nested, type Tensor, torch } from 'js-pytorch';
import { type Contender, repeating } from '../contender.ts';
import { layersOf } from '../problem.ts';

/** The whole batch as one tensor. It has neither tanh, so that is made of exp, nor plain gradient descent. */
export const jsPytorch: Contender = {
  name: 'js-pytorch',
  tolerance: 1e-9,
  note: 'tensors as nested arrays; its tanh is made of exp',
  start: (problem) => {
    const { xs, ys, learningRate } = problem;
    const layers = layersOf(problem).map(({ w, b }) => ({
      // Shape [inputs][neurons].
      w: torch.tensor(
        w[0].map((_, k) => w.map((weights) => weights[k])),
        true,
      ),
      b: torch.tensor(b, true),
    }));
    const parameters = layers.flatMap(({ w, b }) => [w, b]);
    const inputs = torch.tensor(xs.map((x) => [...x]));
    const targets = torch.tensor(ys.map((y) => [y]));
    const tanh = (x: Tensor) => {
      const e = x.mul(2).exp();
      return e.add(-1).div(e.add(1));
    };
    return repeating(() => {
      let values = inputs;
      for (const { w, b } of layers) {
        values = tanh(torch.matmul(values, w).add(b));
      }
      const loss = values.sub(targets).pow(2).sum(0).sum(0);
      loss.backward();
      for (const p of parameters) {
        descend(p.data, p.grad, learningRate);
        p.zero_grad();
      }
      return Number(loss.data[0]);
    });
  },
};

function descend(data: Nested, grad: Nested, learningRate: number): void {
  for (let k = 0; k < data.length; k++) {
    const row = data[k];
    if (typeof row === 'number') {
      data[k] = row - learningRate * Number(grad[k]);
    } else {
      // SAFETY: gradients have the shape of their tensor.
      descend(row, grad[k] as Nested, learningRate);
    }
  }
}
