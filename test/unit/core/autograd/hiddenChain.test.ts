import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { ObjectMlp, type ObjectValue, objectLoss } from '../../../bench/objectGraph.ts';

const xs = [
  [2, 3, -1],
  [3, -1, 0.5],
  [0.5, 1, 1],
  [1, 1, -1],
];
const ys = [1, -1, -1, 1];

/** The same model, predictions and loss, here and in micrograd's own structure. */
function twins(widths: readonly number[] = [4, 4, 1]) {
  const tape = new Tape();
  const model = new MLP(tape, 3, widths, new MersenneTwister(5571).uniform);
  const predictions = xs.map((x) => first(model.forward(x)));
  const twin = new ObjectMlp(
    3,
    widths,
    model.parameters().map(({ data }) => data),
  );
  const twinPredictions = xs.map((x) => twin.forward(x)[0]);
  return {
    engine: { parameters: model.parameters(), predictions, loss: sumOfSquaredErrors(predictions, ys) },
    micrograd: {
      parameters: twin.parameters,
      predictions: twinPredictions,
      loss: objectLoss(twinPredictions, ys),
    },
  };
}

function first(output: Value | Value[]): Value {
  return Array.isArray(output) ? output[0] : output;
}

interface Side<T> {
  readonly parameters: readonly T[];
  readonly predictions: readonly T[];
  readonly loss: T;
}

function assertSame(
  { engine, micrograd }: { engine: Side<Value>; micrograd: Side<ObjectValue> },
  when: string,
) {
  const grads = (values: readonly { grad: number }[]) => values.map(({ grad }) => grad);
  assert.equal(engine.loss.grad, micrograd.loss.grad, when);
  assert.deepEqual(grads(engine.predictions), grads(micrograd.predictions), when);
  assert.deepEqual(grads(engine.parameters), grads(micrograd.parameters), when);
}

describe('Value.backward, more than once on a graph of neurons', () => {
  for (const widths of [[1], [4, 1], [4, 4, 1], [5, 9, 2]]) {
    it(`equals micrograd to the last bit through layers of ${widths}`, () => {
      const both = twins(widths);
      for (let pass = 1; pass <= 5; pass++) {
        both.engine.loss.backward();
        both.micrograd.loss.backward();
        assertSame(both, `pass ${pass}`);
      }
    });
  }

  it('equals micrograd when the parameters are zeroed and updated between the passes', () => {
    const both = twins();
    for (let pass = 1; pass <= 6; pass++) {
      for (const { parameters, loss } of [both.engine, both.micrograd]) {
        for (const p of parameters) {
          p.grad = 0;
        }
        loss.backward();
        for (const p of parameters) {
          p.data -= 0.01 * p.grad;
        }
      }
      assertSame(both, `pass ${pass}`);
    }
  });

  it('equals micrograd when the passes start at different values', () => {
    const both = twins();
    const [a, b] = [both.engine, both.micrograd];
    const passes: [Value, ObjectValue][] = [
      [a.predictions[1], b.predictions[1]],
      [a.loss, b.loss],
      [a.predictions[1], b.predictions[1]],
      [a.predictions[3], b.predictions[3]],
      [a.loss, b.loss],
    ];
    for (const [k, [engine, micrograd]] of passes.entries()) {
      engine.backward();
      micrograd.backward();
      assertSame(both, `pass ${k}`);
    }
  });

  it('equals micrograd when somebody zeroes the gradients of the predictions between the passes', () => {
    const both = twins();
    for (let pass = 1; pass <= 4; pass++) {
      for (const { predictions, loss } of [both.engine, both.micrograd]) {
        for (const prediction of predictions) {
          prediction.grad = 0;
        }
        loss.backward();
      }
      assertSame(both, `pass ${pass}`);
    }
  });

  it('equals micrograd when a gradient is given by hand before the first pass', () => {
    const both = twins();
    for (const { predictions, loss } of [both.engine, both.micrograd]) {
      predictions[2].grad = 3;
      loss.backward();
      loss.backward();
    }
    assertSame(both, 'after two passes');
  });

  it('forgets the hidden nodes with their graph', () => {
    const tape = new Tape();
    const model = new MLP(tape, 3, [4, 4, 1], new MersenneTwister(5571).uniform);
    const gradients = (passes: number) => {
      tape.rewind();
      model.zeroGrad();
      const prediction = model.forward(xs[0]);
      for (let k = 0; k < passes; k++) {
        prediction.backward();
      }
      return model.parameters().map(({ grad }) => grad);
    };
    const once = gradients(1);
    const thrice = gradients(3);
    assert.deepEqual(gradients(1), once);
    assert.deepEqual(gradients(3), thrice);
  });

  it('does not mind passes over other graphs on the same tape', () => {
    const tape = new Tape();
    const model = new MLP(tape, 3, [4, 4, 1], new MersenneTwister(5571).uniform);
    const twin = new ObjectMlp(
      3,
      [4, 4, 1],
      model.parameters().map(({ data }) => data),
    );
    // A gradient that is collected sample by sample, each with its own graph and its own pass.
    for (const [k, x] of xs.entries()) {
      model.forward(x).sub(ys[k]).pow(2).backward();
      twin.forward(x)[0].sub(ys[k]).pow(2).backward();
    }
    assert.deepEqual(
      model.parameters().map(({ grad }) => grad),
      twin.parameters.map(({ grad }) => grad),
    );
  });
});
