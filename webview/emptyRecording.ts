import { Recording } from '../src/core/training/recording.ts';

/** What stands where nothing has trained. */
export function emptyRecording(): Recording {
  const nothing = new Float64Array();
  return new Recording(
    { steps: null, learningRate: null, seed: null, ownSeed: true, shape: null, targets: [] },
    { predictions: null, loss: null, data: nothing, grad: nothing },
  );
}
