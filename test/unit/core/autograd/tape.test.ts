import assert from 'node:assert/strict';
import { StaleValueError, Tape } from '../../../../src/core/autograd/tape.ts';
import { Layer } from '../../../../src/core/nn/layer.ts';

describe('Tape.rewind', () => {
  it('makes the handles of forgotten values throw, whatever they are asked', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    const stale = p.mul(3);
    tape.rewind();
    const uses: (() => unknown)[] = [
      () => stale.data,
      () => stale.grad,
      () => stale.operation,
      () => stale.children(),
      () => stale.toString(),
      () => stale.backward(),
      () => stale.neg(),
      () => stale.add(1),
      () => p.add(stale),
      () => {
        stale.data = 1;
      },
      () => {
        stale.grad = 1;
      },
    ];
    for (const use of uses) {
      assert.throws(use, StaleValueError, use.toString());
    }
  });

  it('never lets a stale handle show the value that took its place', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    const stale = p.mul(3);
    for (let k = 0; k < 3; k++) {
      tape.rewind();
      p.mul(10);
      assert.throws(() => stale.data, StaleValueError);
    }
  });

  it('keeps data and gradients of parameters', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    const q = tape.parameter(-1);
    p.mul(q).backward();
    tape.rewind();
    assert.deepEqual([p.data, p.grad, q.data, q.grad], [2, -1, -1, 2]);
    p.mul(q).backward();
    assert.deepEqual([p.grad, q.grad], [-2, 4]);
  });

  it('lets new values start with a gradient of 0', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    p.mul(3).mul(4).backward();
    tape.rewind();
    const a = p.mul(3);
    const b = a.mul(4);
    assert.deepEqual([a.grad, b.grad], [0, 0]);
  });

  it('lets the numbers that a layer is given start with a gradient of 0', () => {
    const tape = new Tape();
    const [w, b] = [tape.parameter(0.5), tape.parameter(0.1)];
    const gradients = () => {
      const row = tape.layer(w.index, tape.inputs([2]), 1, 1);
      const [, , x] = tape.handle(row).children();
      const before = x.grad;
      tape.handle(row).backward();
      return [before, x.grad, b.grad];
    };
    const [, x] = gradients();
    tape.rewind();
    assert.deepEqual(gradients().slice(0, 2), [0, x]);
  });

  it('forgets values that no parameter came after, and those only', () => {
    const tape = new Tape();
    tape.value(1);
    tape.parameter(2);
    tape.value(3);
    assert.equal(tape.size, 3);
    tape.rewind();
    assert.equal(tape.size, 2);
    tape.rewind();
    assert.equal(tape.size, 2);
  });

  it('takes a parameter that is made after a rewind', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    p.mul(5);
    tape.rewind();
    const q = tape.parameter(3);
    const product = p.mul(q);
    product.backward();
    assert.deepEqual([p.grad, q.grad], [3, 2]);
    tape.rewind();
    assert.equal(q.data, 3);
    assert.throws(() => product.data, StaleValueError);
  });

  it('takes a parameter that is made from the middle of a graph', () => {
    const tape = new Tape();
    const p = tape.parameter(2);
    const squared = p.pow(2);
    const q = tape.parameter(squared.data);
    const result = squared.mul(q);
    result.backward();
    assert.deepEqual([p.grad, q.grad], [16, 4]);
    tape.rewind();
    assert.deepEqual([p.data, q.data], [2, 4]);
    q.add(p).backward();
    assert.deepEqual([p.grad, q.grad], [17, 5]);
  });
});

describe('Tape', () => {
  it('grows beyond the room it was made with', () => {
    const tape = new Tape(1);
    const a = tape.parameter(1);
    const b = tape.parameter(2);
    let sum = a.mul(b);
    for (let k = 0; k < 5_000; k++) {
      sum = sum.add(b);
    }
    assert.equal(sum.data, 2 + 2 * 5_000);
    sum.backward();
    assert.deepEqual([a.grad, b.grad], [2, 1 + 5_000]);
    assert.equal(tape.size, 2 + 1 + 5_000);
  });

  it('grows by a layer at once', () => {
    const tape = new Tape(1);
    for (const weight of [0.5, -0.5, 0.1]) {
      tape.parameter(weight);
    }
    const row = tape.layer(0, tape.inputs([1, 2]), 2, 1);
    assert.equal(tape.handle(row).data, Math.tanh(0.1 + 0.5 * 1 + -0.5 * 2));
  });

  it('takes any capacity from 0 on', () => {
    assert.equal(new Tape(0).value(5).data, 5);
  });

  it('counts its values', () => {
    const tape = new Tape();
    assert.equal(tape.size, 0);
    const a = tape.value(1);
    assert.equal(tape.size, 1);
    a.neg();
    assert.equal(tape.size, 2);
    // A plain number is a leaf of its own.
    a.add(1);
    assert.equal(tape.size, 4);
  });

  it('hands out neighbouring values', () => {
    const tape = new Tape();
    for (const data of [1, 2, 3]) {
      tape.parameter(data);
    }
    assert.deepEqual(
      tape.handles(1, 2).map((value) => value.data),
      [2, 3],
    );
    tape.rewind();
    assert.equal(tape.handle(0).data, 1);
  });
});

describe('Tape.inputs', () => {
  it('puts plain numbers side by side', () => {
    const tape = new Tape();
    const first = tape.inputs([4, 5, 6]);
    assert.deepEqual(
      tape.handles(first, 3).map((value) => value.data),
      [4, 5, 6],
    );
  });

  it('finds values that already are', () => {
    const tape = new Tape();
    const [a, b, c] = [tape.value(1), tape.value(2), tape.value(3)];
    assert.equal(tape.inputs([a, b, c]), a.index);
    assert.equal(tape.inputs([b, c]), b.index);
    assert.equal(tape.size, 3);
  });

  it('answers -1 for any others, and records nothing', () => {
    const tape = new Tape();
    const [a, b, c] = [tape.value(1), tape.value(2), tape.value(3)];
    for (const scattered of [
      [a, c],
      [b, a],
      [a, a],
      [a, 2],
      [1, b],
      [1, b, 3],
    ]) {
      assert.equal(tape.inputs(scattered), -1);
    }
    assert.equal(tape.size, 3);
  });

  it('throws for a stale value and for one of another tape', () => {
    const tape = new Tape();
    const stale = tape.value(1);
    tape.rewind();
    assert.throws(() => tape.inputs([stale]), StaleValueError);
    assert.throws(() => tape.inputs([new Tape().value(1)]), /two different tapes/);
  });
});

describe('Tape.compact', () => {
  it('keeps parameters, what is wanted and what that was computed from, in order', () => {
    const tape = new Tape(4);
    const a = tape.parameter(2);
    const gone = a.mul(5);
    const b = tape.value(3);
    const product = a.mul(b);
    gone.add(product);
    const out = product.pow(3);
    const moved = tape.compact([out.index]);
    // a, b, a·b, the exponent, the power
    assert.equal(tape.size, 5);
    assert.deepEqual(
      [a, gone, b, product, out].map(({ index }) => moved[index]),
      [0, -1, 1, 2, 4],
    );
    const kept = tape.handle(4);
    assert.equal(kept.data, 216);
    assert.deepEqual(
      kept
        .children()[0]
        .children()
        .map(({ data }) => data),
      [2, 3],
    );
    kept.backward();
    assert.equal(a.grad, 3 * 36 * 3);
    assert.throws(() => out.data, StaleValueError);
  });

  it('keeps a layer whole, of which one output is wanted', () => {
    const tape = new Tape();
    const layer = new Layer(tape, 2, 3, () => 0.5);
    tape.value(7);
    const outputs = layer.forward([1, -2]);
    const [data] = [outputs[1].data];
    const moved = tape.compact([outputs[1].index]);
    assert.equal(tape.size, 9 + 2 + 3);
    const kept = tape.handle(moved[outputs[1].index]);
    assert.equal(kept.data, data);
    kept.backward();
    assert.deepEqual(
      layer.neurons[0].parameters().map(({ grad }) => grad),
      [0, 0, 0],
    );
    assert.equal(layer.neurons[1].b.grad, 1 - data * data);
  });

  it('gives new values gradients of 0', () => {
    const tape = new Tape();
    const a = tape.parameter(1);
    a.add(1).mul(2).backward();
    tape.compact([]);
    assert.equal(tape.size, 1);
    const b = a.add(1);
    assert.equal(b.grad, 0);
    b.backward();
    assert.equal(a.grad, 3);
  });
});
