import assert from 'node:assert/strict';
import { activations, activityAt } from '../../../../src/core/nn/activations.ts';
import { fourSamples } from '../../../../src/core/training/dataset.ts';
import { Recording } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

describe('activations', () => {
  it('are those of tanh(Σwx + b), layer by layer', () => {
    const [input, hidden, output] = activations([2, 1, 1], [0.5, -1, 0.25, 2, -0.1], [3, 1]);
    assert.deepEqual(input, [3, 1]);
    assert.deepEqual(hidden, [Math.tanh(0.25 + 0.5 * 3 - 1)]);
    assert.deepEqual(output, [Math.tanh(-0.1 + 2 * hidden[0])]);
  });
});

describe('activityAt', () => {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 5 });
  while (trainer.advance());
  const { recording } = trainer;

  it('ends in the predictions of the last forward pass, of every sample at every stop', () => {
    for (const [index, { predictions, step }] of recording.stops.entries()) {
      for (const sample of fourSamples.ys.keys()) {
        const activity = activityAt(recording, index, sample);
        assert.equal(activity?.step, step);
        assert.deepEqual(activity.layers[0], fourSamples.xs[sample]);
        assert.ok(Math.abs(activity.layers[3][0] - predictions![sample]) < 1e-12);
      }
    }
  });

  it('is no number where the run has none', () => {
    const lost = new Trainer({ seed: 5571, learningRate: 1e308, steps: 5 });
    while (lost.advance());
    const last = lost.recording.stops.length - 1;
    assert.deepEqual(activityAt(lost.recording, last, 0)?.layers[3], [Number.NaN]);
  });

  it('is unknown before the first forward pass, and of a sample that there is not', () => {
    assert.equal(activityAt(recording, -1, 0), null);
    assert.equal(activityAt(recording, 3, 4), null);
  });

  it('is unknown where the model computes otherwise, or its inputs are not known', () => {
    const { info, initial, stops } = recording;
    const other = new Recording(info, initial);
    other.append({ ...stops[0], predictions: stops[0].predictions!.map((prediction) => prediction + 0.01) });
    assert.equal(activityAt(other, 0, 0), null);
    const { inputs: _, ...unknown } = info;
    const blind = new Recording(unknown, initial);
    blind.append(stops[0]);
    assert.equal(activityAt(blind, 0, 0), null);
  });
});
