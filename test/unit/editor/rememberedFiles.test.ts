import assert from 'node:assert/strict';
import {
  nothingRemembered,
  parseRememberedFiles,
  type RememberedFiles,
  withAdded,
} from '../../../src/editor/rememberedFiles.ts';

const remembered: RememberedFiles = {
  version: 1,
  saved: {
    'day5.py': 'file:///home/ada/day5/day5.py',
    'micrograd.py': 'file:///home/ada/day5/micrograd_2.py',
  },
  added: ['file:///home/ada/mine.py'],
};

describe('parseRememberedFiles', () => {
  it('reads what was remembered', () => {
    assert.deepEqual(parseRememberedFiles(JSON.stringify(remembered)), remembered);
  });

  it('takes what makes no sense for nothing', () => {
    const odd = [
      '',
      '{',
      'null',
      '[]',
      '7',
      ...['version', 'saved', 'added'].map((key) => JSON.stringify({ ...remembered, [key]: 2 })),
    ];
    for (const text of odd) {
      assert.deepEqual(parseRememberedFiles(text), nothingRemembered, text);
    }
  });

  it('leaves out what is no place of a lesson file', () => {
    const text = JSON.stringify({
      version: 1,
      saved: { 'day5.py': 7, 'other.py': 'file:///o.py' },
      added: [1, 'file:///a.py'],
    });
    assert.deepEqual(parseRememberedFiles(text), { version: 1, saved: {}, added: ['file:///a.py'] });
  });
});

describe('withAdded', () => {
  it('adds a file once, as the newest', () => {
    const twice = withAdded(withAdded(remembered, 'file:///b.py'), 'file:///home/ada/mine.py');
    assert.deepEqual(twice.added, ['file:///b.py', 'file:///home/ada/mine.py']);
    assert.deepEqual(twice.saved, remembered.saved);
  });

  it('forgets the oldest of more than a hundred', () => {
    let many = nothingRemembered;
    for (let k = 0; k < 103; k++) {
      many = withAdded(many, `file:///${k}.py`);
    }
    assert.equal(many.added.length, 100);
    assert.equal(many.added[0], 'file:///3.py');
  });
});
