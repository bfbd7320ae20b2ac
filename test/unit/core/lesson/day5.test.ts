import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const script = 'media/lesson/day5.py';

/** What a file says up to its loop, without the words above the first import. */
function given(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.slice(text.indexOf('import random'), text.indexOf('for k in range(20):'));
}

describe('day5.py', () => {
  it('gives the data and the model of the reference loop', () => {
    assert.match(given(script), /MLP\(3, \[4, 4, 1\]\)/);
    assert.equal(given(script), given('media/lesson/reference.py'));
  });

  it('leaves the loop to the learner: four steps, as comments without a number', () => {
    const text = readFileSync(script, 'utf8');
    const loop = text.slice(text.indexOf('for k in range(20):')).split('\n').slice(1);
    const steps = loop
      .filter((line) => line.trim().startsWith('#'))
      .map((line) => line.split(/[.:]/)[0].trim());
    assert.deepEqual(steps, ['# Forward', '# Loss', '# Backward', '# Update']);
    const statements = loop.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
    assert.deepEqual(statements, ['pass']);
  });

  it('is valid Python before anything is written, and says nothing', function () {
    const { status, stdout, stderr, error } = spawnSync('python3', ['-B', script], { encoding: 'utf8' });
    if (error) {
      // A machine without Python; the learner's has none either.
      this.skip();
    }
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  });
});
