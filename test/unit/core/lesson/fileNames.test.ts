import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import {
  backupName,
  isImportable,
  lessonFileNames,
  mentionedFirst,
  numberedName,
} from '../../../../src/core/lesson/fileNames.ts';

describe('lessonFileNames', () => {
  it('each have an original in media/lesson', () => {
    for (const name of lessonFileNames) {
      assert.ok(existsSync(`media/lesson/${name}`), name);
    }
  });
});

describe('numberedName', () => {
  it('is one that Python can import', () => {
    assert.equal(numberedName('day5.py', 2), 'day5_2.py');
    assert.ok(isImportable(numberedName('micrograd.py', 11)));
  });
});

describe('backupName', () => {
  it('is one that Python cannot import', () => {
    assert.equal(backupName('day5.py', 1), 'day5.backup-1.py');
    assert.ok(!isImportable(backupName('day5.py', 1)));
  });

  it('counts files without an extension, too', () => {
    assert.equal(backupName('.hidden', 3), '.hidden.backup-3');
  });
});

describe('isImportable', () => {
  it('knows module names', () => {
    assert.ok(['a.py', '_b2.py', 'größe.py'].every(isImportable));
    assert.ok(!['a.txt', '2b.py', 'my-loop.py', '.py', 'a.b.py', 'a.pyc'].some(isImportable));
  });
});

describe('mentionedFirst', () => {
  it('puts what a script mentions before the rest, each in alphabetical order', () => {
    const text = 'from engine import Value\nimport nn as network\n';
    assert.deepEqual(mentionedFirst(['a.py', 'nn.py', 'engine.py', 'Value2.py'], text), [
      'engine.py',
      'nn.py',
      'Value2.py',
      'a.py',
    ]);
  });
});
