import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { orderMistake } from '../../../../src/core/lesson/phaseOrder.ts';
import { referenceRun } from '../../../../src/core/lesson/reference.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { fourSamples } from '../../../../src/core/training/dataset.ts';
import { type Phase, phases } from '../../../../src/core/training/phase.ts';

/** The parameters that a loop of this order arrives at; null where it breaks off, as Python would. */
function trained(order: readonly Phase[]): number[] | null {
  const { seed, learningRate, steps } = referenceRun;
  const model = new MLP(new Tape(), 3, [4, 4, 1], new MersenneTwister(seed).uniform);
  let predictions: Value[] | null = null;
  let loss: Value | null = null;
  for (let step = 0; step < steps; step++) {
    for (const phase of order) {
      if (phase === 'forward') {
        predictions = fourSamples.xs.map((x) => model.forward(x));
      } else if (phase === 'loss') {
        loss = predictions && sumOfSquaredErrors(predictions, fourSamples.ys);
      } else if (phase === 'zeroGrad') {
        model.zeroGrad();
      } else if (phase === 'backward') {
        loss?.backward();
      } else {
        model.update(learningRate);
      }
      if ((phase === 'loss' || phase === 'backward') && !loss) {
        return null;
      }
    }
  }
  return model.parameters().map(({ data }) => data);
}

function permutations(of: readonly Phase[]): Phase[][] {
  return of.length === 0
    ? [[]]
    : of.flatMap((first) =>
        permutations(of.filter((each) => each !== first)).map((rest) => [first, ...rest]),
      );
}

describe('orderMistake', () => {
  const reference = trained(phases);
  const orders = permutations(phases);

  it('accepts the orders that train as the reference does, and no other, of all 120', () => {
    assert.equal(orders.length, 120);
    for (const order of orders) {
      const trains = JSON.stringify(trained(order)) === JSON.stringify(reference);
      assert.equal(orderMistake(order) === null, trains, order.join(', '));
    }
    assert.equal(orders.filter((order) => orderMistake(order) === null).length, 4);
  });

  it('says that zeroing before the update leaves nothing to update by: no parameter moves', () => {
    const order: Phase[] = ['forward', 'loss', 'backward', 'zeroGrad', 'update'];
    assert.equal(orderMistake(order), 'zeroedBeforeUpdate');
    const still = new MLP(new Tape(), 3, [4, 4, 1], new MersenneTwister(referenceRun.seed).uniform);
    assert.deepEqual(
      trained(order),
      still.parameters().map(({ data }) => data),
    );
  });

  it('says what is missing first', () => {
    assert.equal(orderMistake(['loss', 'forward', 'zeroGrad', 'backward', 'update']), 'lossBeforeForward');
    assert.equal(orderMistake(['backward', 'forward', 'loss', 'zeroGrad', 'update']), 'backwardBeforeLoss');
    assert.equal(orderMistake(['update', 'forward', 'loss', 'zeroGrad', 'backward']), 'updateBeforeBackward');
  });
});
