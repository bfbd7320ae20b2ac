import assert from 'node:assert/strict';
import { Cursor } from '../../../src/core/training/cursor.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { placeInWords } from '../../../src/protocol/place.ts';
import { format, lessonStrings } from '../../../src/protocol/strings.ts';

describe('placeInWords', () => {
  it('counts steps from 0, as the script and the curve do', () => {
    const trainer = new Trainer({ seed: 1, learningRate: 0.05, steps: 3 });
    const cursor = new Cursor(trainer.recording, trainer);
    const words = () => placeInWords(trainer.recording, cursor.position, lessonStrings);
    assert.equal(words(), 'before the first step');
    cursor.stepPhase();
    assert.equal(words(), 'step 0 of 3 · forward');
    cursor.moveTo(7);
    assert.equal(words(), 'step 1 of 3 · zero grad');
    cursor.toEnd();
    assert.equal(words(), 'finished · 3 steps');
    cursor.stepBack();
    assert.equal(words(), 'step 2 of 3 · backward');
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
