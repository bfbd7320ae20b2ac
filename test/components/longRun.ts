import { Tape } from '../../src/core/autograd/tape.ts';
import { referenceRun } from '../../src/core/lesson/reference.ts';
import { sumOfSquaredErrors } from '../../src/core/nn/loss.ts';
import { MLP } from '../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../src/core/random/mersenneTwister.ts';
import { fourSamples } from '../../src/core/training/dataset.ts';
import { Recording, type Stop } from '../../src/core/training/recording.ts';
import { keepsStops } from '../../src/core/training/thinning.ts';

const trained = new Map<number, Recording>();

/** A run of the lesson's network of very many steps, as a script's is kept: the loss of every step, stops of a spread of them. Trained once. */
export function longRun(steps: number): Recording {
  const known = trained.get(steps) ?? train(steps);
  trained.set(steps, known);
  return known;
}

function train(steps: number): Recording {
  const { seed, learningRate } = referenceRun;
  const tape = new Tape();
  const model = new MLP(tape, 3, [4, 4, 1], new MersenneTwister(seed).uniform);
  const predict = () => fourSamples.xs.map((x) => model.forward(x));
  const numbers = (values: readonly { readonly data: number }[]) =>
    Float64Array.from(values, ({ data }) => data);
  const now = () => ({
    data: numbers(model.parameters()),
    grad: Float64Array.from(model.parameters(), ({ grad }) => grad),
  });
  const info = {
    ...{ steps, learningRate, seed, ownSeed: true, shape: [3, 4, 4, 1] },
    inputs: fourSamples.xs.flat(),
    targets: fourSamples.ys,
  };
  const recording = new Recording(info, { predictions: null, loss: null, ...now() });
  const losses = new Float64Array(steps);
  const stops: Stop[] = [];
  for (let step = 0; step < steps; step++) {
    tape.rewind();
    const predicted = predict();
    const loss = sumOfSquaredErrors(predicted, fourSamples.ys);
    losses[step] = loss.data;
    model.zeroGrad();
    loss.backward();
    const isKept = keepsStops(step) || step === steps - 1;
    const place = { step, line: null, printed: [], assigned: [] };
    const shown = { predictions: numbers(predicted), loss: loss.data };
    if (isKept) {
      const { data, grad } = now();
      stops.push({ ...place, ...shown, data, grad, phases: ['loss', 'backward'], deposit: grad });
    }
    model.update(learningRate);
    if (isKept) {
      stops.push({ ...place, ...shown, ...now(), phases: ['update'], deposit: null });
    }
  }
  recording.noteLosses(0, losses);
  for (const stop of stops) {
    recording.append(stop);
  }
  tape.rewind();
  recording.finish({ predictions: numbers(predict()), printed: [] });
  return recording;
}
