import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { golden } from '../../../golden/golden.ts';

const xs = [
  [2, 3, -1],
  [3, -1, 0.5],
  [0.5, 1, 1],
  [1, 1, -1],
];
const ys = [1, -1, -1, 1];

class Lesson {
  readonly tape = new Tape();
  readonly model: MLP<[4, 4, 1]>;

  constructor(seed: number) {
    this.model = new MLP(this.tape, 3, [4, 4, 1], new MersenneTwister(seed).uniform);
  }

  predictions(): Value[] {
    return xs.map((x) => this.model.forward(x));
  }

  parameters(): number[] {
    return this.model.parameters().map(({ data }) => data);
  }

  gradients(): number[] {
    return this.model.parameters().map(({ grad }) => grad);
  }
}

/** One training step, up to its update; returns the loss. */
function backward(lesson: Lesson, zeroGrad: boolean): number {
  lesson.tape.rewind();
  const loss = sumOfSquaredErrors(lesson.predictions(), ys);
  if (zeroGrad) {
    lesson.model.zeroGrad();
  }
  loss.backward();
  return loss.data;
}

function assertClose(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length);
  for (const [k, x] of expected.entries()) {
    const apart = Math.abs(actual[k] - x);
    assert.ok(apart <= 1e-9 * Math.max(1, Math.abs(x)), `${what} ${k}: ${actual[k]}, in CPython ${x}`);
  }
}

describe('training, beside CPython', () => {
  for (const { seed, learningRate, losses, snapshots, trained } of golden('trajectories.json').sound) {
    it(`agrees over ${losses.length} steps from seed ${seed} at learning rate ${learningRate}`, () => {
      const lesson = new Lesson(seed);
      for (const [step, expected] of losses.entries()) {
        assertClose([backward(lesson, true)], [expected], `loss at step ${step},`);
        const snapshot = snapshots[step];
        if (snapshot) {
          assertClose(lesson.parameters(), snapshot.parameters, `step ${step}, parameter`);
          assertClose(lesson.gradients(), snapshot.gradients, `step ${step}, gradient`);
        }
        lesson.model.update(learningRate);
      }
      assertClose(lesson.parameters(), trained, 'after the last step, parameter');
    });
  }

  for (const { seed, learningRate, zeroGrad, losses } of golden('trajectories.json').chaotic) {
    const kind = zeroGrad ? '' : ' without zero grad';
    it(`prints the same ${losses.length} losses from seed ${seed} at learning rate ${learningRate}${kind}`, () => {
      const lesson = new Lesson(seed);
      const printed = losses.map(() => {
        const loss = backward(lesson, zeroGrad);
        lesson.model.update(learningRate);
        return loss.toFixed(4);
      });
      assert.deepEqual(
        printed,
        losses.map((loss) => loss.toFixed(4)),
      );
    });
  }
});

describe('several backward passes over one graph, beside CPython', () => {
  for (const { seed, learningRate, zeroGrad, loss: expectedLoss, passes } of golden('repeated.json').runs) {
    const kind = `${zeroGrad ? 'zeroed in between' : 'never zeroed'}, learning rate ${learningRate}`;
    it(`agree from seed ${seed}, ${kind}`, () => {
      const lesson = new Lesson(seed);
      const predictions = lesson.predictions();
      // Python's sum starts from 0: one inner node more, which accumulates too.
      const loss = predictions
        .map((prediction, k) => prediction.sub(ys[k]).pow(2))
        .reduce<Value | undefined>((sum, term) => sum?.add(term) ?? term.add(0), undefined);
      assert.ok(loss);
      assertClose([loss.data], [expectedLoss], 'loss');
      for (const [pass, expected] of passes.entries()) {
        if (zeroGrad) {
          lesson.model.zeroGrad();
        }
        loss.backward();
        assertClose(lesson.gradients(), expected.gradients, `pass ${pass}, gradient`);
        assertClose(lesson.parameters(), expected.parameters, `pass ${pass}, parameter`);
        assertClose(
          predictions.map(({ grad }) => grad),
          expected.predictions,
          `pass ${pass}, gradient of prediction`,
        );
        lesson.model.update(learningRate);
      }
    });
  }
});
