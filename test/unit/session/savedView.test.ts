import assert from 'node:assert/strict';
import { parseSavedView, type SavedView } from '../../../src/session/savedView.ts';

describe('parseSavedView', () => {
  const saved: SavedView = {
    version: 2,
    script: 'file:///lesson/day5.py',
    run: null,
    place: { step: 3, phase: 'loss' },
    revealed: 'end',
    speed: 4,
  };

  it('reads what was saved', () => {
    assert.deepEqual(parseSavedView(saved), saved);
    assert.equal(parseSavedView({ ...saved, speed: 'fastest' })?.speed, 'fastest');
  });

  it('ignores what makes no sense, such as a state of another version', () => {
    const damaged = [undefined, null, 'x', {}, { version: 1, stops: 12, position: 7, speed: 4 }];
    const odd = [
      { ...saved, place: 1.5 },
      { ...saved, revealed: { step: 'many', phase: 'loss' } },
      { ...saved, speed: 3 },
      { ...saved, speed: 'fast' },
    ];
    for (const state of [...damaged, ...odd]) {
      assert.equal(parseSavedView(state), undefined, JSON.stringify(state));
    }
  });
});
