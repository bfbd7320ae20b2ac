import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { referenceRun } from '../../../../src/core/lesson/reference.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

const script = 'media/lesson/reference.py';

describe('reference.py', () => {
  it('describes the run that the lesson shows', () => {
    const text = readFileSync(script, 'utf8');
    assert.match(text, new RegExp(`random\\.seed\\(${referenceRun.seed}\\)`));
    assert.match(text, new RegExp(`^lr = ${referenceRun.learningRate} `, 'm'));
    assert.match(text, new RegExp(`range\\(${referenceRun.steps}\\)`));
  });

  it('prints under CPython, with the micrograd.py beside it, what the lesson shows', function () {
    const { stdout, stderr, error } = spawnSync('python3', ['-B', script], { encoding: 'utf8' });
    if (error) {
      // A machine without Python; the learner's has none either.
      this.skip();
    }
    const trainer = new Trainer(referenceRun);
    while (trainer.advance()) {
      // On to its end.
    }
    const { recording } = trainer;
    const losses = recording.losses().map((loss, k) => `step ${k}: loss = ${loss?.toFixed(4)}`);
    const predictions = Array.from(recording.outcome?.predictions ?? [], (y) => y.toFixed(3)).join(', ');
    assert.equal(stdout, `${losses.join('\n')}\n[${predictions}]\n[1.0, -1.0, -1.0, 1.0]\n`, stderr);
  });
});
