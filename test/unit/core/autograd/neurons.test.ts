import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { ObjectValue } from '../../../bench/objectGraph.ts';

/** A layer on `inputs` inputs, as neuron nodes and as micrograd's objects, both from the same numbers. */
function sameLayer(inputs: number, neurons: number) {
  const random = new MersenneTwister(inputs * 100 + neurons);
  const draw = (n: number) => Array.from({ length: n }, () => random.uniform(-1, 1));
  const numbers = draw(neurons * (inputs + 1));
  const x = draw(inputs);

  const tape = new Tape(4);
  const parameters = numbers.map((number) => tape.parameter(number));
  const xs = x.map((number) => tape.value(number));
  const outputs = tape.handles(tape.layer(0, inputs === 0 ? 0 : xs[0].index, inputs, neurons), neurons);

  const objects = numbers.map((number) => new ObjectValue(number));
  const objectXs = x.map((number) => new ObjectValue(number));
  const objectOutputs = Array.from({ length: neurons }, (_, j) => {
    const own = objects.slice(j * (inputs + 1), (j + 1) * (inputs + 1));
    return objectXs.reduce((sum, input, k) => sum.add(own[k].mul(input)), own[inputs]).tanh();
  });
  return {
    tape,
    engine: { parameters, xs, outputs },
    objects: { parameters: objects, xs: objectXs, outputs: objectOutputs },
  };
}

const grads = (values: readonly { grad: number }[]) => values.map(({ grad }) => grad);
const datas = (values: readonly { data: number }[]) => values.map(({ data }) => data);

describe('neuronsForward', () => {
  it('computes what micrograd computes, to the last bit, for any numbers of neurons and inputs', () => {
    for (let neurons = 1; neurons <= 13; neurons++) {
      for (const inputs of [0, 1, 2, 3, 4, 5, 7, 16, 33]) {
        const { engine, objects } = sameLayer(inputs, neurons);
        assert.deepEqual(
          datas(engine.outputs),
          datas(objects.outputs),
          `${neurons} neurons, ${inputs} inputs`,
        );
      }
    }
  });
});

describe('neuronsBackward', () => {
  it('deposits what micrograd deposits, to the last bit, for any numbers of neurons and inputs', () => {
    for (let neurons = 1; neurons <= 13; neurons++) {
      for (const inputs of [0, 1, 2, 3, 4, 5, 7, 16, 33]) {
        const { engine, objects } = sameLayer(inputs, neurons);
        const loss = engine.outputs.reduce((sum, out) => sum.add(out.pow(2)), engine.outputs[0]);
        const objectLoss = objects.outputs.reduce((sum, out) => sum.add(out.pow(2)), objects.outputs[0]);
        loss.backward();
        objectLoss.backward();
        const message = `${neurons} neurons, ${inputs} inputs`;
        assert.deepEqual(grads(engine.parameters), grads(objects.parameters), message);
        assert.deepEqual(grads(engine.xs), grads(objects.xs), message);
        assert.deepEqual(grads(engine.outputs), grads(objects.outputs), message);
      }
    }
  });

  it('sweeps only the neurons that the result depends on', () => {
    for (let neurons = 2; neurons <= 9; neurons++) {
      for (let chosen = 0; chosen < neurons; chosen++) {
        const { engine, objects } = sameLayer(3, neurons);
        // A neuron that is no ancestor must not deposit the gradient that somebody gave it.
        for (const [j, out] of engine.outputs.entries()) {
          out.grad = j === chosen ? 0 : Number.NaN;
        }
        engine.outputs[chosen].mul(2).backward();
        objects.outputs[chosen].mul(2).backward();
        assert.deepEqual(grads(engine.parameters), grads(objects.parameters));
        assert.deepEqual(grads(engine.xs), grads(objects.xs));
      }
    }
  });

  it('starts from a neuron', () => {
    const { engine, objects } = sameLayer(3, 5);
    engine.outputs[2].backward();
    objects.outputs[2].backward();
    assert.deepEqual(grads(engine.parameters), grads(objects.parameters));
    assert.deepEqual(grads(engine.xs), grads(objects.xs));
  });
});

describe('a neuron on the tape', () => {
  it('knows its weights, its bias and its inputs', () => {
    const { engine } = sameLayer(3, 2);
    const [, second] = engine.outputs;
    assert.equal(second.operation, 'tanh(Σwx+b)');
    assert.deepEqual(
      second.children().map(({ index }) => index),
      [...engine.parameters.slice(4, 8), ...engine.xs].map(({ index }) => index),
    );
  });
});
