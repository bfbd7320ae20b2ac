import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';

describe('Value', () => {
  it('starts with its number and a gradient of 0', () => {
    const a = new Tape().value(1.5);
    assert.equal(a.data, 1.5);
    assert.equal(a.grad, 0);
  });

  it('can be given another number and another gradient', () => {
    const a = new Tape().value(1);
    a.data = 4;
    a.grad = -2;
    assert.equal(a.data, 4);
    assert.equal(a.grad, -2);
    assert.equal(a.mul(2).data, 8);
  });

  it('mixes with plain numbers, which are values of their own', () => {
    const a = new Tape().value(6);
    const sum = a.add(2);
    assert.equal(sum.data, 8);
    const [left, right] = sum.children();
    assert.equal(left.index, a.index);
    assert.equal(right.data, 2);
    assert.equal(a.sub(2).data, 4);
    assert.equal(a.mul(2).data, 12);
    assert.equal(a.div(4).data, 1.5);
  });

  it('knows what it was computed from, and how', () => {
    const tape = new Tape();
    const a = tape.value(2);
    const b = tape.value(3);
    const rows = (value: Value) => value.children().map(({ index }) => index);
    assert.deepEqual([a.operation, rows(a)], ['', []]);
    for (const [value, operation, children] of [
      [a.add(b), '+', [a, b]],
      [a.mul(b), '*', [a, b]],
      [a.mul(a), '*', [a, a]],
      [a.neg(), 'neg', [a]],
      [a.pow(3), '**', [a]],
      [a.exp(), 'exp', [a]],
      [a.log(), 'log', [a]],
      [a.tanh(), 'tanh', [a]],
      [a.relu(), 'relu', [a]],
    ] as const) {
      assert.equal(value.operation, operation);
      assert.deepEqual(
        rows(value),
        children.map(({ index }) => index),
        operation,
      );
    }
  });

  it('shows its data and grad as text', () => {
    const a = new Tape().value(2);
    a.mul(3).backward();
    assert.equal(String(a), 'Value(data=2, grad=3)');
  });

  it('throws when values of two tapes meet', () => {
    const a = new Tape().value(1);
    const b = new Tape().value(2);
    assert.throws(() => a.add(b), /two different tapes/);
    assert.throws(() => b.mul(a), /two different tapes/);
  });
});

describe('Value.backward', () => {
  it('makes the own gradient 1', () => {
    const a = new Tape().value(3);
    a.backward();
    assert.equal(a.grad, 1);
  });

  it('accumulates grad when a value is used twice', () => {
    const a = new Tape().value(3);
    a.add(a).backward();
    assert.equal(a.grad, 2);

    const b = new Tape().value(3);
    b.mul(b).backward();
    assert.equal(b.grad, 6);

    const c = new Tape().value(3);
    c.mul(2).add(c.pow(2)).backward();
    assert.equal(c.grad, 2 + 6);
  });

  it('gives inner nodes their gradient', () => {
    const tape = new Tape();
    const a = tape.value(2);
    const inner = a.mul(3);
    inner.pow(2).backward();
    assert.equal(inner.grad, 12);
    assert.equal(a.grad, 36);
  });

  it('accumulates over passes of different graphs', () => {
    const a = new Tape().value(2);
    a.mul(3).backward();
    a.pow(2).backward();
    assert.equal(a.grad, 3 + 4);
  });

  it('starts from an inner node and leaves what depends on it alone', () => {
    const tape = new Tape();
    const a = tape.value(2);
    const inner = a.mul(3);
    const outer = inner.pow(2);
    inner.backward();
    assert.equal(a.grad, 3);
    assert.equal(inner.grad, 1);
    assert.equal(outer.grad, 0);
  });

  it('visits only ancestors', () => {
    const tape = new Tape();
    const a = tape.value(0);
    const b = tape.value(2);
    const between = b.mul(2);
    // Younger than `between`, older than the result, and with an infinite slope at 0: visited, it would yield 0 · ∞.
    const stranger = a.log();
    const result = between.add(a);
    result.backward();
    assert.equal(a.grad, 1);
    assert.equal(b.grad, 2);
    assert.equal(stranger.grad, 0);
  });

  it('does not pass on a gradient that a stranger got before', () => {
    const tape = new Tape();
    const a = tape.value(2);
    const stranger = a.mul(5);
    stranger.grad = 7;
    a.mul(3).backward();
    assert.equal(a.grad, 3);
    assert.equal(stranger.grad, 7);
  });

  it('goes on from what the first pass left when called twice on one graph', () => {
    // By hand: c = a·b, d = c². The first pass leaves c 2c = 12, the second adds 12 again: c passes on 24, not 12.
    const tape = new Tape();
    const a = tape.value(2);
    const b = tape.value(3);
    const c = a.mul(b);
    const d = c.pow(2);
    d.backward();
    assert.deepEqual([d.grad, c.grad, a.grad, b.grad], [1, 12, 36, 24]);
    d.backward();
    assert.deepEqual([d.grad, c.grad, a.grad, b.grad], [1, 24, 36 + 72, 24 + 48]);
  });

  it('keeps to that for every operation', () => {
    const unary: ((a: Value) => Value)[] = [
      (a) => a.neg(),
      (a) => a.pow(3),
      (a) => a.exp(),
      (a) => a.log(),
      (a) => a.tanh(),
      (a) => a.relu(),
      (a) => a.add(1),
      (a) => a.mul(2),
    ];
    for (const apply of unary) {
      const a = new Tape().value(0.75);
      const out = apply(a).mul(2);
      out.backward();
      const once = a.grad;
      out.backward();
      // The node in between holds 2, then 4: one pass and then two more.
      assert.equal(a.grad, 3 * once);
    }
  });

  it('takes a chain of 100,000 operations', () => {
    const tape = new Tape();
    const a = tape.value(1);
    let value = a;
    for (let k = 0; k < 50_000; k++) {
      value = value.mul(k % 2 === 0 ? 2 : 0.5).add(1e-6);
    }
    value.backward();
    assert.equal(a.grad, 1);
    assert.equal(tape.size, 1 + 4 * 50_000);
    assert.equal(value.grad, 1);
  });

  it('takes a value that is used 100,000 times', () => {
    const a = new Tape().value(1);
    let sum = a;
    for (let k = 0; k < 100_000; k++) {
      sum = sum.add(a);
    }
    sum.backward();
    assert.equal(sum.data, 100_001);
    assert.equal(a.grad, 100_001);
  });

  it('lets NaN and Infinity flow', () => {
    const tape = new Tape();
    const zero = tape.value(0);
    const infinite = zero.log();
    assert.equal(infinite.data, -Infinity);
    infinite.backward();
    assert.equal(zero.grad, Infinity);

    const a = tape.value(Number.NaN);
    for (const value of [a.add(1), a.mul(0), a.neg(), a.pow(2), a.exp(), a.log(), a.tanh(), a.relu()]) {
      assert.ok(Number.isNaN(value.data), value.operation);
    }
    const b = tape.value(2);
    const product = a.mul(b);
    product.backward();
    assert.equal(a.grad, 2);
    assert.ok(Number.isNaN(b.grad));

    assert.equal(tape.value(1e200).mul(1e200).data, Infinity);
    assert.equal(tape.value(1).div(0).data, Infinity);
    assert.equal(tape.value(1).div(tape.value(0)).data, Infinity);
    assert.ok(Number.isNaN(tape.value(-1).log().data));
    assert.equal(tape.value(Infinity).tanh().data, 1);
  });
});
