import assert from 'node:assert/strict';
import { StaleValueError, Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { Layer } from '../../../../src/core/nn/layer.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';

function layerOf(inputs: number, outputs: number) {
  const tape = new Tape();
  return { tape, layer: new Layer(tape, inputs, outputs, new MersenneTwister(7).uniform) };
}

/** The layer's outputs, one scalar operation at a time. */
function byHand(layer: Layer, x: readonly Value[]): Value[] {
  return layer.neurons.map(({ w, b }) => w.reduce((sum, weight, k) => sum.add(weight.mul(x[k])), b).tanh());
}

/** Values with another one before each of them. */
function apart(tape: Tape, numbers: readonly number[]): Value[] {
  return numbers.map((x) => {
    tape.value(9);
    return tape.value(x);
  });
}

const datas = (values: readonly Value[]) => values.map(({ data }) => data);
const grads = (values: readonly Value[]) => values.map(({ grad }) => grad);

describe('Layer.forward', () => {
  it('yields one output per neuron, from plain numbers', () => {
    const { tape, layer } = layerOf(3, 5);
    const x = [0.5, -1, 2];
    assert.deepEqual(
      datas(layer.forward(x)),
      datas(
        byHand(
          layer,
          x.map((number) => tape.value(number)),
        ),
      ),
    );
  });

  it('computes and differentiates the same wherever its inputs are on the tape', () => {
    const numbers = [0.5, -1, 2];
    const arrangements: Record<string, (tape: Tape, layer: Layer) => (Value | number)[]> = {
      'side by side': (tape) => numbers.map((x) => tape.value(x)),
      scattered: (tape) => apart(tape, numbers),
      'in reverse': (tape) =>
        numbers
          .toReversed()
          .map((x) => tape.value(x))
          .reverse(),
      'a value and numbers': (tape) => [tape.value(0.5), -1, 2],
      'numbers and a value': (tape) => [0.5, -1, tape.value(2)],
      computed: (tape) => numbers.map((x) => tape.value(x / 2).mul(2)),
    };
    for (const [name, arrange] of Object.entries(arrangements)) {
      const { tape, layer } = layerOf(3, 5);
      const x = arrange(tape, layer);
      const values = x.filter((value) => typeof value !== 'number');
      const outputs = layer.forward(x);
      outputs.reduce((sum, out) => sum.add(out)).backward();

      const other = layerOf(3, 5);
      const expectedX = numbers.map((number) => other.tape.value(number));
      const expected = byHand(other.layer, expectedX);
      expected.reduce((sum, out) => sum.add(out)).backward();

      assert.deepEqual(datas(outputs), datas(expected), name);
      assert.deepEqual(grads(layer.parameters()), grads(other.layer.parameters()), name);
      const wanted = expectedX.filter((_, k) => typeof x[k] !== 'number');
      assert.deepEqual(grads(values), grads(wanted), name);
    }
  });

  it('takes its own weights as inputs', () => {
    for (const start of [0, 2, 4]) {
      const { layer } = layerOf(3, 3);
      const other = layerOf(3, 3);
      const x = layer.parameters().slice(start, start + 3);
      const outputs = layer.forward(x);
      const expected = byHand(other.layer, other.layer.parameters().slice(start, start + 3));
      outputs.reduce((sum, out) => sum.add(out)).backward();
      expected.reduce((sum, out) => sum.add(out)).backward();
      assert.deepEqual(datas(outputs), datas(expected));
      const wanted = grads(other.layer.parameters());
      for (const [k, grad] of grads(layer.parameters()).entries()) {
        // A gradient that is fed from two sides may be added up in another order.
        assert.ok(Math.abs(grad - wanted[k]) < 1e-14, `${grad}, by hand ${wanted[k]}`);
      }
    }
  });

  it('takes one value several times', () => {
    const { tape, layer } = layerOf(2, 1);
    const x = tape.value(0.5);
    const [out] = layer.forward([x, x]);
    out.backward();
    const [{ w }] = layer.neurons;
    assert.ok(Math.abs(x.grad - (1 - out.data ** 2) * (w[0].data + w[1].data)) < 1e-15);
  });

  it('feeds one layer into another as single nodes', () => {
    const { tape, layer } = layerOf(3, 4);
    const next = new Layer(tape, 4, 2, new MersenneTwister(8).uniform);
    const outputs = next.forward(layer.forward([1, 2, 3]));
    const size = tape.size;
    assert.equal(size, 16 + 10 + 3 + 4 + 2);
    assert.deepEqual(
      outputs.map(({ operation }) => operation),
      ['tanh(Σwx+b)', 'tanh(Σwx+b)'],
    );
  });

  it('throws for another number of inputs and records nothing', () => {
    const { tape, layer } = layerOf(3, 2);
    const size = tape.size;
    for (const x of [[], [1], [1, 2], [1, 2, 3, 4]]) {
      assert.throws(() => layer.forward(x), RangeError);
      assert.throws(() => layer.forward(x.map(() => tape.handle(0))), RangeError);
    }
    assert.equal(tape.size, size);
  });

  it('throws for stale inputs and for those of another tape', () => {
    const { tape, layer } = layerOf(2, 2);
    const stale = [tape.value(1), tape.value(2)];
    tape.rewind();
    assert.throws(() => layer.forward(stale), StaleValueError);
    assert.throws(() => layer.forward([1, stale[1]]), StaleValueError);
    const strange = new Tape();
    assert.throws(() => layer.forward([strange.value(1), strange.value(2)]), /two different tapes/);
  });

  it('lets NaN and Infinity flow', () => {
    const { layer } = layerOf(2, 5);
    assert.ok(datas(layer.forward([Number.NaN, 1])).every(Number.isNaN));
    assert.ok(datas(layer.forward([Infinity, 1])).every((x) => Math.abs(x) === 1));
  });
});

describe('Layer.parameters', () => {
  it('has each neuron’s weights, then its bias', () => {
    const { layer } = layerOf(2, 3);
    assert.deepEqual(
      layer.parameters().map(({ index }) => index),
      layer.neurons.flatMap(({ w, b }) => [...w, b]).map(({ index }) => index),
    );
    assert.equal(layer.parameters().length, 9);
  });
});
