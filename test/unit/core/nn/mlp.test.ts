import assert from 'node:assert/strict';
import { centralDifference } from '../../../../src/core/autograd/gradientCheck.ts';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { ObjectTraining } from '../../../bench/objectGraph.ts';

const xs = [
  [2, 3, -1],
  [3, -1, 0.5],
  [0.5, 1, 1],
  [1, 1, -1],
];
const ys = [1, -1, -1, 1];

function lesson(seed = 5571) {
  const tape = new Tape();
  const model = new MLP(tape, 3, [4, 4, 1], new MersenneTwister(seed).uniform);
  const loss = () =>
    sumOfSquaredErrors(
      xs.map((x) => model.forward(x)),
      ys,
    );
  const step = (learningRate: number) => {
    tape.rewind();
    const l = loss();
    model.zeroGrad();
    l.backward();
    model.update(learningRate);
    return l.data;
  };
  return { tape, model, loss, step };
}

describe('MLP', () => {
  it('draws its weights neuron by neuron from uniform(−1, 1) and starts its biases at 0', () => {
    const random = new MersenneTwister(42);
    const { model } = lesson(42);
    for (const { neurons } of model.layers) {
      for (const { w, b } of neurons) {
        for (const weight of w) {
          assert.equal(weight.data, random.uniform(-1, 1));
        }
        assert.equal(b.data, 0);
      }
    }
  });

  it('needs a layer', () => {
    assert.throws(() => new MLP(new Tape(), 3, [], Math.random), RangeError);
  });

  it('needs a neuron in each layer', () => {
    assert.throws(() => new MLP(new Tape(), 3, [4, 0, 1], Math.random), RangeError);
  });
});

describe('MLP.parameters', () => {
  it('goes layer by layer, neuron by neuron, each neuron’s bias last', () => {
    const { model } = lesson();
    const expected = model.layers.flatMap(({ neurons }) => neurons.flatMap(({ w, b }) => [...w, b]));
    assert.deepEqual(
      model.parameters().map(({ index }) => index),
      expected.map(({ index }) => index),
    );
    assert.equal(model.parameters().length, 41);
  });
});

describe('MLP.forward', () => {
  it('yields a scalar from a last layer of one neuron and a list from a larger one', () => {
    const tape = new Tape();
    const scalar = new MLP(tape, 3, [4, 1], new MersenneTwister(1).uniform).forward([1, 2, 3]);
    assert.equal(typeof scalar.data, 'number');
    const list = new MLP(tape, 3, [4, 2], new MersenneTwister(1).uniform).forward([1, 2, 3]);
    assert.equal(list.length, 2);

    // Where the widths are only known at run time, so is what comes out.
    const widths: number[] = [1];
    const either = new MLP(tape, 3, widths, new MersenneTwister(1).uniform).forward([1, 2, 3]);
    assert.ok(!Array.isArray(either));
  });

  it('stays within [−1, 1], whatever the input', () => {
    const { model } = lesson();
    for (const x of [
      [0, 0, 0],
      [1e300, -1e300, 1],
      [-Infinity, 0.1, 0.1],
    ]) {
      const { data } = model.forward(x);
      assert.ok(Math.abs(data) <= 1, `${data}`);
    }
  });

  it('computes the same from scattered values, and differentiates with respect to them', () => {
    const { tape, model } = lesson();
    const scattered = [-1, 3, 2].map((x) => tape.value(x)).reverse();
    const neighbours = [2, 3, -1].map((x) => tape.value(x));
    const [a, b] = [model.forward(scattered), model.forward(neighbours)];
    assert.equal(a.data, b.data);
    a.backward();
    const gradients = model.parameters().map(({ grad }) => grad);
    model.zeroGrad();
    b.backward();
    assert.deepEqual(
      model.parameters().map(({ grad }) => grad),
      gradients,
    );
    assert.deepEqual(
      scattered.map(({ grad }) => grad),
      neighbours.map(({ grad }) => grad),
    );
  });

  it('throws for another number of inputs', () => {
    const { model } = lesson();
    assert.throws(() => model.forward([1, 2]), RangeError);
    assert.throws(() => model.forward([1, 2, 3, 4]), RangeError);
  });

  it('has the gradients that the central difference has, for every parameter', () => {
    const { tape, model, loss } = lesson();
    loss().backward();
    for (const [k, p] of model.parameters().entries()) {
      const at = p.data;
      const numeric = centralDifference((x) => {
        tape.rewind();
        p.data = x;
        return loss().data;
      }, at);
      p.data = at;
      assert.ok(Math.abs(p.grad - numeric) < 1e-8 * Math.max(1, Math.abs(numeric)), `parameter ${k}`);
    }
  });
});

describe('MLP.zeroGrad', () => {
  it('zeroes the gradients of the parameters and of nothing else', () => {
    const { tape, model, loss } = lesson();
    const other = tape.parameter(1);
    const l = loss();
    const result = l.mul(other);
    result.backward();
    model.zeroGrad();
    assert.ok(model.parameters().every(({ grad }) => grad === 0));
    assert.notEqual(l.grad, 0);
    assert.notEqual(other.grad, 0);
    assert.equal(result.grad, 1);
  });

  it('leaves another model alone', () => {
    const tape = new Tape();
    const { uniform } = new MersenneTwister(1);
    const models = [new MLP(tape, 2, [2, 1], uniform), new MLP(tape, 2, [2, 1], uniform)] as const;
    models[0]
      .forward([1, 2])
      .add(models[1].forward([1, 2]))
      .backward();
    models[0].zeroGrad();
    assert.ok(models[0].parameters().every(({ grad }) => grad === 0));
    assert.ok(models[1].parameters().every(({ grad }) => grad !== 0));
  });
});

describe('MLP.update', () => {
  it('moves every parameter against its gradient', () => {
    const { model, loss } = lesson();
    loss().backward();
    const before = model.parameters().map(({ data, grad }) => ({ data, grad }));
    model.update(0.05);
    for (const [k, p] of model.parameters().entries()) {
      assert.equal(p.data, before[k].data - 0.05 * before[k].grad);
      assert.equal(p.grad, before[k].grad);
    }
  });
});

describe('training', () => {
  it('equals the object graph to the last bit, at several widths, depths and learning rates', () => {
    for (const widths of [[1], [4, 1], [4, 4, 1], [5, 7, 1], [9, 3, 6, 1]]) {
      for (const learningRate of [0.01, 0.1, 1]) {
        const tape = new Tape();
        const model = new MLP(tape, 3, widths, new MersenneTwister(3).uniform);
        const objects = new ObjectTraining(
          3,
          widths,
          model.parameters().map(({ data }) => data),
        );
        for (let k = 0; k < 30; k++) {
          tape.rewind();
          const predictions = xs
            .map((x) => model.forward(x))
            .filter((output): output is Value => !Array.isArray(output));
          const loss = sumOfSquaredErrors(predictions, ys);
          model.zeroGrad();
          loss.backward();
          model.update(learningRate);
          assert.equal(loss.data, objects.step(xs, ys, learningRate));
        }
        assert.deepEqual(
          model.parameters().map(({ data }) => data),
          objects.model.parameters.map(({ data }) => data),
        );
      }
    }
  });

  it('needs the same room after each of 20,000 steps', () => {
    const { tape, step } = lesson();
    step(0.05);
    const { size } = tape;
    for (let k = 0; k < 20_000; k++) {
      step(0.05);
      assert.equal(tape.size, size);
    }
  });
});
