import assert from 'node:assert/strict';
import { siblingNames, siblingTexts } from '../../../../src/core/lesson/siblings.ts';

describe('siblingNames', () => {
  it('takes what a script can import, first what its text mentions', () => {
    const folder = ['notes.txt', 'day5.py', 'a.py', 'helpers.py', 'day5.backup-1.py', '2.py', 'b.py'];
    assert.deepEqual(siblingNames('day5.py', 'from helpers import lr', folder), [
      'helpers.py',
      'a.py',
      'b.py',
    ]);
  });

  it('takes no more than fifty', () => {
    const folder = Array.from({ length: 60 }, (_, k) => `m${k}.py`);
    const names = siblingNames('day5.py', 'import m59', folder);
    assert.equal(names.length, 50);
    assert.equal(names[0], 'm59.py');
  });
});

describe('siblingTexts', () => {
  const lesson = 'class Value:\n    pass\n';

  it('leaves out what could not be read, and what no longer fits', () => {
    const large = 'x'.repeat(600_000);
    const read = [
      ['gone.py', undefined],
      ['first.py', large],
      ['second.py', large],
      ['third.py', 'lr = 1'],
    ] as const;
    assert.deepEqual(Object.keys(siblingTexts(read, lesson)), ['first.py', 'third.py']);
  });

  it('leaves out the micrograd of the lesson, whatever its line ends, and keeps an edited one', () => {
    const windows = lesson.replaceAll('\n', '\r\n');
    assert.deepEqual(siblingTexts([['micrograd.py', windows]], lesson), {});
    assert.deepEqual(siblingTexts([['micrograd.py', `${lesson}# mine`]], lesson), {
      'micrograd.py': `${lesson}# mine`,
    });
  });
});
