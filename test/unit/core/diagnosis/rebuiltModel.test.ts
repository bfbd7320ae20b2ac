import assert from 'node:assert/strict';
import { rebuiltModel } from '../../../../src/core/diagnosis/rebuiltModel.ts';
import { Recording } from '../../../../src/core/training/recording.ts';
import { loopsIn } from '../../../fixtures/loops/corpus.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

describe('rebuiltModel', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  it('sees loose parameters that are made anew, however many of them had joined when the run was first told of', async () => {
    const { text } = loopsIn('broken').find(({ name }) => name === 'broken/rebuilt-model/loose_parameters')!;
    const [recording] = (await runText(runtime, text)).recordings;
    const { data } = recording.at(recording.stops.length - 1);
    for (const known of [4, 12, data.length]) {
      const initial = { ...recording.initial, data: data.slice(0, known), grad: new Float64Array(known) };
      const told = new Recording(recording.info, initial);
      for (const stop of recording.stops) {
        told.append(stop);
      }
      assert.equal(rebuiltModel([told])?.evidence.models, 20, `${known}`);
    }
  });

  it('says nothing of a run without stops', () => {
    const nothing = { predictions: null, loss: null, data: new Float64Array(), grad: new Float64Array() };
    const info = { steps: null, learningRate: null, seed: null, ownSeed: true, shape: null, targets: [] };
    assert.equal(rebuiltModel([new Recording(info, nothing)]), null);
  });
});
