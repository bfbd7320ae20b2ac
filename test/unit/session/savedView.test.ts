import assert from 'node:assert/strict';
import { parseSavedView, type SavedView } from '../../../src/session/savedView.ts';

describe('parseSavedView', () => {
  const saved: SavedView = { version: 1, stops: 12, position: 7, speed: 4 };

  it('reads what was saved', () => {
    assert.deepEqual(parseSavedView(saved), saved);
  });

  it('ignores what makes no sense, such as a state of another version', () => {
    const damaged = [undefined, null, 'x', {}, { ...saved, version: 2 }, { ...saved, stops: 'many' }];
    const odd = [
      { ...saved, position: 1.5 },
      { ...saved, speed: 3 },
    ];
    for (const state of [...damaged, ...odd]) {
      assert.equal(parseSavedView(state), undefined, JSON.stringify(state));
    }
  });
});
