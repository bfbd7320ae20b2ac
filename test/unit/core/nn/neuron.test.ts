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
});
