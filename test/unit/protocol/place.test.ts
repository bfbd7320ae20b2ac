import assert from 'node:assert/strict';
import { Cursor } from '../../../src/core/training/cursor.ts';
import type { Phase } from '../../../src/core/training/phase.ts';
import { Recording, type Stop } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { placeInWords } from '../../../src/protocol/place.ts';
import { format, lessonStrings } from '../../../src/protocol/strings.ts';

describe('placeInWords', () => {
  it('counts steps from 0, as the script and the curve do', () => {
    const trainer = new Trainer({ seed: 1, learningRate: 0.05, steps: 3 });
    while (trainer.advance()) {
      // On to its end.
    }
    const cursor = new Cursor(trainer.recording);
    const words = () => placeInWords(trainer.recording, cursor.position, lessonStrings);
    assert.equal(words(), 'before the first step');
    cursor.stepPhase();
    assert.equal(words(), 'step 0 of 3 · forward');
    cursor.moveTo(7);
    assert.equal(words(), 'step 1 of 3 · zero grad');
    cursor.toEnd();
    assert.equal(words(), 'end of run · 3 steps');
    cursor.stepBack();
    assert.equal(words(), 'step 2 of 3 · backward');
  });
});

describe('placeInWords of a script', () => {
  const start = { predictions: null, loss: null, data: Float64Array.of(1), grad: Float64Array.of(2) };
  const info = { steps: null, learningRate: null, seed: 1, ownSeed: false, shape: null, targets: [] };
  const stop = (step: number, phases: Phase[], changed: Partial<Stop> = {}): Stop => ({
    ...start,
    step,
    phases,
    line: null,
    deposit: null,
    printed: [],
    assigned: [],
    ...changed,
  });
  const words = (recording: Recording, position: number) => placeInWords(recording, position, lessonStrings);

  it('says how many steps there are once the run is over', () => {
    const recording = new Recording(info, start);
    recording.append(stop(0, ['update']));
    recording.append(stop(1, ['backward']));
    assert.equal(words(recording, 1), 'step 1 · backward');
    recording.append(stop(1, ['update']));
    recording.finish({ predictions: null, printed: [] });
    assert.equal(words(recording, 1), 'step 1 of 2 · backward');
    assert.equal(words(recording, 2), 'end of run · 2 steps');
  });

  it('ends after one step in the singular', () => {
    const recording = new Recording(info, start);
    recording.append(stop(0, ['update']));
    recording.finish({ predictions: null, printed: [] });
    assert.equal(words(recording, 0), 'end of run · 1 step');
  });

  it('names the phases of one expression, each once', () => {
    const recording = new Recording(info, start);
    recording.append(stop(0, ['forward', 'forward', 'loss']));
    assert.equal(words(recording, 0), 'step 0 · forward · loss');
  });

  it('says what was changed where it was no phase', () => {
    const recording = new Recording(info, start);
    const grad = Float64Array.of(0.5);
    recording.append(stop(0, [], { grad }));
    recording.append(stop(0, [], { grad, data: Float64Array.of(0) }));
    recording.append(stop(0, [], { grad, data: recording.at(1).data }));
    assert.deepEqual(
      [0, 1, 2].map((position) => words(recording, position)),
      ['step 0 · gradients changed', 'step 0 · parameters changed', 'step 0'],
    );
  });
});

describe('format', () => {
  it('fills placeholders in, in any order and more than once', () => {
    assert.equal(format('{1} of {0}, {1}', 20, 'x'), 'x of 20, x');
  });

  it('leaves a placeholder without a value as it is', () => {
    assert.equal(format('{0} {1}', 'a'), 'a {1}');
  });
});
