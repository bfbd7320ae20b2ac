import assert from 'node:assert/strict';
import { depositedIn, isSame, type Specimen, specimenAt, sum } from '../../../../src/core/lesson/loupe.ts';
import { lastForward } from '../../../../src/core/nn/activations.ts';
import { Recording, type RunInfo, type Stop } from '../../../../src/core/training/recording.ts';
import { Trainer, type TrainerOptions } from '../../../../src/core/training/trainer.ts';

function runOf(options: Partial<TrainerOptions> = {}): Recording {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20, ...options });
  while (trainer.advance());
  return trainer.recording;
}

function seen(recording: Recording, step: number): Specimen {
  const specimen = specimenAt(recording, recording.find(step, 'forward'));
  assert.ok(typeof specimen !== 'string', String(specimen));
  return specimen;
}

/** A run like this one, of which something is otherwise. */
function changed(
  recording: Recording,
  info: Partial<RunInfo>,
  stop: (stop: Stop) => Stop = (same) => same,
): Recording {
  const other = new Recording({ ...recording.info, ...info }, recording.initial);
  for (const each of recording.stops) {
    other.append(stop(each));
  }
  return other;
}

describe('specimenAt', () => {
  for (const options of [{}, { seed: 42 }, { seed: 2327 }, { zeroGrad: false }, { learningRate: 1 }]) {
    const recording = runOf(options);
    for (const step of [0, 1, 7, 19]) {
      it(`${JSON.stringify(options)}, step ${step}: the samples' gradients add up to what was deposited`, () => {
        const { samples, step: found } = seen(recording, step);
        assert.equal(found, step);
        for (const parameter of recording.initial.data.keys()) {
          const parts = samples.map((sample) => sample.gradOf(parameter));
          const { amount } = depositedIn(recording, step, parameter)!;
          assert.ok(Math.abs(sum(parts) - amount) <= 1e-9, `${parameter}: ${sum(parts)} for ${amount}`);
        }
        assert.ok(isSame(sum(samples.map(({ loss }) => loss)), recording.losses()[step]!));
      });
    }
  }

  it('looks at the parameters of the forward pass, wherever in the step the cursor stands', () => {
    const recording = runOf();
    const afterUpdate = recording.find(3, 'update');
    assert.equal(lastForward(recording, afterUpdate), recording.find(3, 'forward'));
    const specimen = seen(recording, 3);
    assert.equal(
      specimen.samples[0].between(0, 'neurons').nodes.at(-1)?.data,
      recording.before(afterUpdate).data[0],
    );
  });

  it('has nothing to look at before the first forward pass', () => {
    assert.equal(specimenAt(runOf(), -1), 'waiting');
  });

  it('refuses what it cannot compute once more', () => {
    const recording = runOf({ steps: 2 });
    const { inputs: _, ...blind } = recording.info;
    const unknown = new Recording(blind, recording.initial);
    unknown.append(recording.stops[0]);
    assert.equal(specimenAt(unknown, 0), 'unknown');
    assert.equal(specimenAt(changed(recording, { shape: null }), 0), 'unknown');
    assert.equal(specimenAt(changed(recording, { targets: [] }), 0), 'unknown');
    assert.equal(specimenAt(changed(recording, { targets: [1, 2] }), 0), 'unknown');
    assert.equal(specimenAt(changed(recording, { shape: [3, 4, 4] }), 0), 'outputs');
    assert.equal(specimenAt(changed(recording, { shape: [3, 4, 5, 5, 1] }), 0), 'tooLarge');
    assert.equal(specimenAt(changed(recording, { shape: [3, 4, 3, 1] }), 0), 'otherModel');
  });

  it('refuses predictions and losses that come out otherwise', () => {
    const recording = runOf({ steps: 2 });
    const relu = changed(recording, {}, (stop) => ({
      ...stop,
      predictions: stop.predictions!.map((prediction, k) => prediction + (k === 2 ? 1e-6 : 0)),
    }));
    assert.equal(specimenAt(relu, 0), 'otherModel');
    const mean = changed(recording, {}, (stop) => ({ ...stop, loss: stop.loss && stop.loss / 4 }));
    assert.equal(specimenAt(mean, 0), 'otherLoss');
  });
});

describe('depositedIn', () => {
  const recording = runOf();

  it('adds up all backward passes of the step, and knows where the last one was', () => {
    const backward = recording.find(4, 'backward');
    const { deposit } = recording.stops[backward];
    assert.deepEqual(depositedIn(recording, 4, 7), { amount: deposit![7], stop: backward });
    const twice = new Recording(recording.info, recording.initial);
    const pass = recording.stops[recording.find(0, 'backward')];
    twice.append(recording.stops[0]);
    twice.append(pass);
    twice.append(pass);
    assert.deepEqual(depositedIn(twice, 0, 7), { amount: 2 * pass.deposit![7], stop: 2 });
  });

  it('is null in a step without any', () => {
    const begun = new Recording(recording.info, recording.initial);
    begun.append(recording.stops[0]);
    assert.equal(depositedIn(begun, 0, 0), null);
  });
});
