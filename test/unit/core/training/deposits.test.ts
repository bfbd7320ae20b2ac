import assert from 'node:assert/strict';
import { depositsAt } from '../../../../src/core/training/deposits.ts';
import { phases } from '../../../../src/core/training/phase.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { recordingOf } from '../lesson/scriptRun.ts';

function train(steps: number, zeroGrad: boolean) {
  const trainer = new Trainer({ seed: 2327, learningRate: 0.05, steps, zeroGrad });
  while (trainer.advance());
  return trainer.recording;
}

const layersOf = (...amounts: readonly (readonly [number | null, number])[]) =>
  amounts.map(([step, amount]) => ({ step, amount }));

describe('depositsAt', () => {
  it('finds one layer in a sound loop, of the step itself', () => {
    const recording = train(20, true);
    for (const [index, { step, phases: happened, grad }] of recording.stops.entries()) {
      const stacks = depositsAt(recording, index);
      assert.equal(stacks.length, 41);
      // Between forward pass and reset the last step's is still there.
      const from = phases.indexOf(happened[0]) < phases.indexOf('zeroGrad') ? step - 1 : step;
      for (const [k, { layers, stored, truth }] of stacks.entries()) {
        assert.equal(stored, grad[k]);
        if (happened[0] === 'zeroGrad' || from < 0) {
          assert.deepEqual([layers, truth], [[], null]);
        } else {
          assert.deepEqual(layers, layersOf([from, grad[k]]));
          assert.equal(truth, grad[k]);
        }
      }
    }
  });

  it('finds a layer of every step where nothing is reset, and what the last one made', () => {
    const recording = train(200, false);
    for (const step of [0, 1, 7, 19, 136, 199]) {
      const index = recording.find(step, 'backward');
      const { deposit } = recording.stops[index];
      for (const [k, { layers, stored, last, truth }] of depositsAt(recording, index).entries()) {
        assert.equal(last, step);
        assert.deepEqual(
          layers.map((layer) => layer.step),
          Array.from({ length: step + 1 }, (_, each) => each).filter(
            (each) => recording.stops[recording.find(each, 'backward')].deposit?.[k] !== 0,
          ),
        );
        const sum = layers.reduce((all, { amount }) => all + amount, 0);
        assert.ok(
          Math.abs(sum - stored) <= 1e-12 * layers.reduce((all, { amount }) => all + Math.abs(amount), 1),
        );
        assert.equal(truth, deposit?.[k]);
      }
    }
  });

  it('knows the step that went backward last, also where all it added was 0', () => {
    const deposit = Float64Array.of(3, 2);
    const recording = recordingOf(
      { phases: ['backward'], grad: deposit, deposit },
      { phases: ['update'], data: Float64Array.of(1, 1) },
      // As where every unit is saturated: the first is kept, the second was reset.
      { step: 1, phases: ['zeroGrad'], grad: Float64Array.of(3, 0) },
      { step: 1, phases: ['backward'], grad: Float64Array.of(3, 0), deposit: Float64Array.of(0, 0) },
    );
    assert.deepEqual(depositsAt(recording, 3), [
      { layers: layersOf([0, 3]), stored: 3, last: 1, truth: 0 },
      { layers: [], stored: 0, last: 1, truth: 0 },
    ]);
    assert.deepEqual(
      depositsAt(recording, 2).map(({ last, truth }) => [last, truth]),
      [
        [0, 3],
        [null, null],
      ],
    );
  });

  it('has nothing before anything happened', () => {
    const recording = train(1, true);
    assert.deepEqual(depositsAt(recording, -1)[0], { layers: [], stored: 0, last: null, truth: null });
  });

  it('keeps the deposits of one step apart, and adds them up for the truth', () => {
    const recording = recordingOf(
      { phases: ['zeroGrad'] },
      { phases: ['backward'], grad: Float64Array.of(2, 0), deposit: Float64Array.of(2, 0) },
      { phases: ['backward'], grad: Float64Array.of(-1, 4), deposit: Float64Array.of(-3, 4) },
    );
    const [first, second] = depositsAt(recording, 2);
    assert.deepEqual(first, { layers: layersOf([0, 2], [0, -3]), stored: -1, last: 0, truth: -1 });
    assert.deepEqual(second, { layers: layersOf([0, 4]), stored: 4, last: 0, truth: 4 });
  });

  it('scales the layers of what is clipped, and forgets what is reset by hand', () => {
    const recording = recordingOf(
      { phases: ['backward'], grad: Float64Array.of(2, 5), deposit: Float64Array.of(2, 5) },
      { phases: ['update'], data: Float64Array.of(0, 0) },
      { step: 1, phases: ['backward'], grad: Float64Array.of(8, 6), deposit: Float64Array.of(6, 1) },
      { step: 1, grad: Float64Array.of(4, 0) },
      { step: 1, phases: ['update'], data: Float64Array.of(1, 1) },
    );
    const [first, second] = depositsAt(recording, 4);
    assert.deepEqual(first, { layers: layersOf([0, 1], [1, 3]), stored: 4, last: 1, truth: 3 });
    assert.deepEqual(second.layers, []);
  });

  it('sees a reset in the stop that goes backward, before it or after it', () => {
    const start = {
      phases: ['backward'],
      grad: Float64Array.of(2, 5),
      deposit: Float64Array.of(2, 5),
    } as const;
    const deposit = Float64Array.of(6, 1);
    const before = recordingOf(start, {
      phases: ['zeroGrad', 'backward'],
      grad: Float64Array.of(6, 1),
      deposit,
    });
    assert.deepEqual(depositsAt(before, 1)[0].layers, layersOf([0, 6]));
    const after = recordingOf(start, {
      phases: ['backward', 'update', 'zeroGrad'],
      grad: Float64Array.of(0, 0),
      deposit,
    });
    assert.deepEqual(depositsAt(after, 1)[0].layers, []);
  });

  it('does not guess what was made in steps that are not recorded', () => {
    const deposit = Float64Array.of(1, 1);
    const recording = recordingOf({ phases: ['backward'], grad: deposit, deposit });
    recording.noteLosses(1, [null, null, null, null]);
    recording.append({ ...recording.stops[0], step: 4, grad: Float64Array.of(5, 1), deposit });
    const [first, second] = depositsAt(recording, 1);
    assert.deepEqual(first, { layers: layersOf([null, 4], [4, 1]), stored: 5, last: 4, truth: 1 });
    assert.deepEqual(second.layers, layersOf([4, 1]));
  });
});
