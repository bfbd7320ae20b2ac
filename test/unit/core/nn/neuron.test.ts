import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import { Neuron } from '../../../../src/core/nn/neuron.ts';

describe('Neuron', () => {
  it('draws one weight per input, in order, and then has its bias', () => {
    const draws: [number, number][] = [];
    const neuron = new Neuron(new Tape(), 3, (low, high) => {
      draws.push([low, high]);
      return draws.length;
    });
    assert.deepEqual(draws, Array(3).fill([-1, 1]));
    assert.deepEqual(
      neuron.parameters().map(({ data }) => data),
      [1, 2, 3, 0],
    );
  });

  it('survives a rewind', () => {
    const tape = new Tape();
    const neuron = new Neuron(tape, 2, () => 0.5);
    tape.rewind();
    assert.deepEqual(
      neuron.parameters().map(({ data }) => data),
      [0.5, 0.5, 0],
    );
  });

  it('is the tanh of its weighted inputs plus its bias, whether they stand side by side or not', () => {
    const tape = new Tape();
    const neuron = new Neuron(tape, 2, () => 0.5);
    neuron.b.data = 0.25;
    const expected = Math.tanh(0.25 + 0.5 * 2 + 0.5 * -3);
    const x = tape.value(2);
    tape.value(9);
    const y = tape.value(-3);
    assert.equal(neuron.forward([2, -3]).data, expected);
    assert.equal(neuron.forward([x, y]).data, expected);
    assert.equal(neuron.forward([x, -3]).data, expected);
    assert.throws(() => neuron.forward([1]), RangeError);
  });

  it('can be trained by itself, and zeroes its own gradients alone', () => {
    const tape = new Tape();
    const neuron = new Neuron(tape, 2, () => 0.5);
    const x = tape.value(2);
    const out = neuron.forward([x, tape.value(-3)]);
    out.backward();
    const local = 1 - out.data ** 2;
    assert.deepEqual(
      neuron.parameters().map(({ grad }) => grad),
      [2 * local, -3 * local, local],
    );
    neuron.zeroGrad();
    assert.deepEqual(
      neuron.parameters().map(({ grad }) => grad),
      [0, 0, 0],
    );
    assert.equal(x.grad, 0.5 * local);
  });
});
