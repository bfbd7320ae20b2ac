import { Replay } from '../../../src/core/autograd/replay.ts';
import { Tape } from '../../../src/core/autograd/tape.ts';
import type { Value } from '../../../src/core/autograd/value.ts';
import { sumOfSquaredErrors } from '../../../src/core/nn/loss.ts';
import { MLP } from '../../../src/core/nn/mlp.ts';
import { type Contender, repeating } from '../contender.ts';
import { HandFused } from '../handFused.ts';
import { ObjectTraining } from '../objectGraph.ts';
import type { Problem } from '../problem.ts';

/** The engine's model of a problem; weights are drawn from the problem's parameters instead of at random. */
function modelOf({ sizes, parameters }: Problem) {
  const tape = new Tape();
  const weights = parameters.values();
  const model = new MLP(tape, sizes[0], sizes.slice(1), () => weights.next().value ?? 0);
  for (const [k, p] of model.parameters().entries()) {
    p.data = parameters[k];
  }
  return { tape, model };
}

function scalar(output: Value | Value[]): Value {
  if (Array.isArray(output)) {
    throw new TypeError('Expected a network with one output.');
  }
  return output;
}

/** The loops, written out by hand: what all are measured against. */
export const handFused: Contender = {
  name: 'hand-fused loops, no autograd',
  tolerance: 1e-9,
  start: ({ sizes, parameters, xs, ys, learningRate }) => {
    const loops = new HandFused(parameters, sizes);
    return repeating(() => loops.step(xs, ys, learningRate));
  },
};

/** The engine as a lesson uses it: every step records, sweeps and forgets a graph. */
export const engine: Contender = {
  name: 'this engine',
  tolerance: 0,
  start: (problem) => {
    const { xs, ys, learningRate } = problem;
    const { tape, model } = modelOf(problem);
    return repeating(() => {
      tape.rewind();
      const loss = sumOfSquaredErrors(
        xs.map((x) => scalar(model.forward(x))),
        ys,
      );
      model.zeroGrad();
      loss.backward();
      model.update(learningRate);
      return loss.data;
    });
  },
};

function compiled(tanh: 'exact' | 'fast'): Contender {
  return {
    name: `this engine, a step compiled, ${tanh} tanh`,
    tolerance: tanh === 'exact' ? 0 : 1e-9,
    // One large function: V8 takes its time.
    warmUp: 2.5,
    // V8 does not optimize functions of more than some ten thousand statements.
    takes: ({ parameters, xs }) => parameters.length * xs.length < 6_000,
    start: (problem) => {
      const { xs, ys, learningRate } = problem;
      const { model } = modelOf(problem);
      const loss = sumOfSquaredErrors(
        xs.map((x) => scalar(model.forward(x))),
        ys,
      );
      const replay = new Replay(loss, model.parameters(), tanh);
      const parameters = Float64Array.from(problem.parameters);
      let losses = new Float64Array(1);
      return {
        train: (steps) => {
          if (losses.length < steps) {
            losses = new Float64Array(steps);
          }
          replay.run({ parameters, learningRate, steps, zeroGrad: true, losses });
          return losses[steps - 1];
        },
      };
    },
  };
}

export const compiledExact = compiled('exact');
export const compiledFast = compiled('fast');

/** micrograd in JavaScript, naively: the losses that all others are compared with. */
export const objectGraph: Contender = {
  name: 'object graph with closures (micrograd in JavaScript)',
  tolerance: 0,
  start: ({ sizes, parameters, xs, ys, learningRate }) => {
    const training = new ObjectTraining(sizes[0], sizes.slice(1), parameters);
    return repeating(() => training.step(xs, ys, learningRate));
  },
};
