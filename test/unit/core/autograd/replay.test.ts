import assert from 'node:assert/strict';
import { Replay } from '../../../../src/core/autograd/replay.ts';
import { StaleValueError, Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { Layer } from '../../../../src/core/nn/layer.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';

const xs = [
  [2, 3, -1],
  [3, -1, 0.5],
  [0.5, 1, 1],
  [1, 1, -1],
];
const ys = [1, -1, -1, 1];

/** Something to train: parameters, and how their loss is recorded. */
interface Training {
  readonly tape: Tape;
  readonly parameters: readonly Value[];
  readonly loss: () => Value;
}

function network(widths: readonly number[] = [4, 4, 1]): Training {
  const tape = new Tape();
  const model = new MLP(tape, 3, widths, new MersenneTwister(5571).uniform);
  const loss = () =>
    sumOfSquaredErrors(
      xs.map((x) => {
        const output = model.forward(x);
        return Array.isArray(output) ? output[0] : output;
      }),
      ys,
    );
  return { tape, parameters: model.parameters(), loss };
}

function scalars(start: readonly number[], expression: (p: readonly Value[], tape: Tape) => Value): Training {
  const tape = new Tape();
  const parameters = start.map((number) => tape.parameter(number));
  return { tape, parameters, loss: () => expression(parameters, tape) };
}

interface Result {
  readonly losses: number[];
  readonly parameters: number[];
  readonly gradients: number[];
}

function eager(
  { tape, parameters, loss }: Training,
  learningRate: number,
  steps: number,
  zeroGrad: boolean,
): Result {
  const losses = Array.from({ length: steps }, () => {
    tape.rewind();
    const l = loss();
    const before = l.data;
    if (zeroGrad) {
      for (const p of parameters) {
        p.grad = 0;
      }
    }
    l.backward();
    for (const p of parameters) {
      p.data -= learningRate * p.grad;
    }
    return before;
  });
  return { losses, parameters: parameters.map((p) => p.data), gradients: parameters.map((p) => p.grad) };
}

function replayed(
  training: Training,
  learningRate: number,
  steps: number,
  zeroGrad: boolean,
  tanh: 'exact' | 'fast',
): Result {
  const { tape, parameters, loss } = training;
  const start = Float64Array.from(parameters, (p) => p.data);
  const replay = new Replay(loss(), parameters, tanh);
  tape.rewind();
  const losses = new Float64Array(steps);
  const gradients = new Float64Array(start.length);
  replay.run({ parameters: start, learningRate, steps, zeroGrad, losses, gradients });
  return { losses: [...losses], parameters: [...start], gradients: [...gradients] };
}

function assertReplays(make: () => Training, learningRate: number, steps: number, zeroGrad = true): void {
  assert.deepEqual(
    replayed(make(), learningRate, steps, zeroGrad, 'exact'),
    eager(make(), learningRate, steps, zeroGrad),
  );
}

describe('Replay', () => {
  for (const widths of [[1], [4, 1], [4, 4, 1], [5, 7, 2], [8, 3, 6, 1]]) {
    it(`trains layers of ${widths} as the engine does, to the last bit`, () => {
      for (const learningRate of [0.001, 0.05, 0.1, 1]) {
        for (const zeroGrad of [true, false]) {
          assertReplays(() => network(widths), learningRate, 40, zeroGrad);
        }
      }
    });
  }

  it('replays every operation', () => {
    const expressions: ((p: readonly Value[], tape: Tape) => Value)[] = [
      ([a, b]) => a.add(b).mul(a).sub(b.div(3)).pow(2),
      ([a, b]) => a.exp().add(b.pow(2).add(1).log()).tanh(),
      ([a, b]) => a.relu().add(b.relu()).add(a.neg().relu()).mul(b.neg()).pow(2),
      ([a, b]) => a.pow(3).add(b.pow(-1)).add(a.add(2).pow(0.5)).pow(2),
      ([a, b], tape) => a.mul(tape.value(-2.5)).add(tape.value(0.5).mul(4).exp()).mul(b).tanh(),
      ([a, b]) => a.mul(a).add(a).mul(b.add(b)).tanh(),
      ([a]) => a.pow(2),
    ];
    for (const expression of expressions) {
      assertReplays(() => scalars([0.75, -0.4], expression), 0.01, 25);
      assertReplays(() => scalars([-0.3, 1.2], expression), 0.01, 25, false);
    }
  });

  it('replays a layer whose outputs are not all used, fed by values and by constants', () => {
    const make = (): Training => {
      const tape = new Tape();
      const layer = new Layer(tape, 2, 6, new MersenneTwister(3).uniform);
      const x = [tape.parameter(0.5), tape.parameter(-0.25)];
      const loss = () => {
        const outputs = layer.forward(x);
        const constant = layer.forward([1, 2]);
        return outputs[1].mul(outputs[4]).add(constant[2]).pow(2);
      };
      return { tape, parameters: [...layer.parameters(), ...x], loss };
    };
    assertReplays(make, 0.1, 30);
    assertReplays(make, 0.1, 30, false);
  });

  it('trains only the parameters it is given; others are constants', () => {
    const both = () => scalars([0.5, 2], ([a, b]) => a.mul(b).sub(1).pow(2));
    const training = both();
    const [a] = training.parameters;
    const replay = new Replay(training.loss(), [a], 'exact');
    const parameters = Float64Array.of(a.data);
    replay.run({ parameters, learningRate: 0.1, steps: 1, zeroGrad: true });
    assert.deepEqual([...parameters], [eager(both(), 0.1, 1, true).parameters[0]]);
  });

  it('leaves parameters alone that the loss does not depend on', () => {
    assertReplays(() => scalars([0.5, 2, 3], ([, b]) => b.pow(2)), 0.1, 5);
    assertReplays(() => scalars([0.5, 2], (_, tape) => tape.value(2).mul(3)), 0.1, 5);
  });

  it('takes a parameter for a loss', () => {
    assertReplays(() => scalars([0.5, 2], ([, b]) => b), 0.1, 5);
    assertReplays(() => scalars([0.5, 2], ([, b]) => b), 0.1, 5, false);
  });

  it('does not compute what the loss does not depend on', () => {
    assertReplays(
      () =>
        scalars([0, 2], ([a, b]) => {
          // Infinity, and an infinite slope.
          a.log();
          return a.add(b.mul(2));
        }),
      0.1,
      3,
    );
  });

  it('lets NaN and Infinity flow', () => {
    assertReplays(() => scalars([0, 2], ([a, b]) => a.log().add(b)), 0.1, 3);
    assertReplays(() => scalars([1, 2], ([a, b]) => a.mul(Number.NaN).add(b)), 0.1, 3);
    assertReplays(() => scalars([1, 2], ([a, b]) => a.mul(-Infinity).add(b).tanh()), 0.1, 3);
  });

  it('goes on from given gradients, and leaves those of the last step', () => {
    const training = network();
    const whole = replayed(training, 0.05, 20, false, 'exact');
    const replay = new Replay(training.loss(), training.parameters, 'exact');
    const parameters = Float64Array.from(training.parameters, (p) => p.data);
    const gradients = new Float64Array(parameters.length);
    for (const steps of [7, 0, 13]) {
      replay.run({ parameters, learningRate: 0.05, steps, zeroGrad: false, gradients });
    }
    assert.deepEqual([...parameters], whole.parameters);
    assert.deepEqual([...gradients], whole.gradients);
  });

  it('can be run again, from other parameters at another learning rate', () => {
    const training = network();
    const replay = new Replay(training.loss(), training.parameters, 'exact');
    const start = training.parameters.map((p) => p.data);
    const run = (learningRate: number) => {
      const parameters = Float64Array.from(start);
      replay.run({ parameters, learningRate, steps: 10, zeroGrad: true });
      return [...parameters];
    };
    const first = run(0.05);
    assert.notDeepEqual(run(0.1), first);
    assert.deepEqual(run(0.05), first);
  });

  it('is as close with the fast tanh as two tanhs are', () => {
    for (const learningRate of [0.001, 0.05, 0.1]) {
      const exact = replayed(network(), learningRate, 50, true, 'exact');
      const fast = replayed(network(), learningRate, 50, true, 'fast');
      for (const [k, p] of [...exact.losses, ...exact.parameters].entries()) {
        const q = [...fast.losses, ...fast.parameters][k];
        assert.ok(Math.abs(p - q) < 1e-9 * Math.max(1, Math.abs(p)), `${p}, fast ${q}`);
      }
    }
  });

  it('throws for a graph that has been rewound and for parameters of another tape', () => {
    const { tape, parameters, loss } = network();
    const stale = loss();
    tape.rewind();
    assert.throws(() => new Replay(stale, parameters, 'exact'), StaleValueError);
    assert.throws(() => new Replay(loss(), network().parameters, 'exact'), /two different tapes/);
  });

  it('throws for arrays of the wrong length', () => {
    const { loss, parameters } = network();
    const replay = new Replay(loss(), parameters, 'exact');
    const run = { learningRate: 0.1, steps: 3, zeroGrad: true };
    const right = new Float64Array(41);
    assert.throws(() => replay.run({ ...run, parameters: new Float64Array(40) }), RangeError);
    assert.throws(
      () => replay.run({ ...run, parameters: right, gradients: new Float64Array(40) }),
      RangeError,
    );
    assert.throws(() => replay.run({ ...run, parameters: right, losses: new Float64Array(2) }), RangeError);
  });
});
