import assert from 'node:assert/strict';
import { type LineMove, runToLine } from '../../../../src/core/lesson/runToLine.ts';
import { at, recordingOf, script, scriptRun } from './scriptRun.ts';

describe('runToLine', () => {
  const run = scriptRun(3);
  const go = (position: number, line: number, move: LineMove) =>
    runToLine(run, position, line, move, script.lines, script.loop);

  it('runs on to the next time that a line runs, and from its last time to its first', () => {
    assert.equal(go(-1, 8, 'run'), at(0, 'backward'));
    assert.equal(go(at(0, 'backward'), 8, 'run'), at(1, 'backward'));
    assert.equal(go(at(2, 'backward'), 8, 'run'), at(0, 'backward'));
  });

  it('finds the next time only ahead, and the time before only behind', () => {
    assert.equal(go(at(1, 'loss'), 8, 'next'), at(1, 'backward'));
    assert.equal(go(at(2, 'backward'), 8, 'next'), 'noMore');
    assert.equal(go(at(1, 'backward'), 8, 'previous'), at(0, 'backward'));
    assert.equal(go(at(0, 'backward'), 8, 'previous'), 'noMore');
    assert.equal(go(-1, 8, 'previous'), 'noMore');
  });

  it('takes the head of the loop for the beginning of each step', () => {
    assert.equal(go(-1, 3, 'run'), at(0, 'forward'));
    assert.equal(go(at(0, 'loss'), 3, 'next'), at(1, 'forward'));
    assert.equal(go(at(2, 'forward'), 3, 'next'), 'noMore');
    assert.equal(go(at(2, 'forward'), 3, 'run'), at(0, 'forward'));
    assert.equal(go(at(1, 'loss'), 3, 'previous'), at(1, 'forward'));
    assert.equal(go(at(1, 'forward'), 3, 'previous'), at(0, 'forward'));
    assert.equal(go(at(0, 'forward'), 3, 'previous'), 'noMore');
  });

  it('takes a line that only printed, or gave a name something, for when that is known', () => {
    assert.equal(go(-1, 11, 'run'), at(0, 'update'));
    assert.equal(go(at(0, 'update'), 11, 'next'), at(1, 'update'));
    assert.equal(go(at(1, 'update'), 2, 'run'), at(0, 'forward'));
  });

  it('takes the head of a block for the first line in it that has run', () => {
    assert.equal(go(-1, 6, 'run'), at(0, 'zeroGrad'));
    assert.equal(go(at(0, 'zeroGrad'), 9, 'next'), at(0, 'update'));
  });

  it('takes every line of a long statement for its first', () => {
    const text = [
      'while True:',
      '    loss = sum(',
      '        f(x)  # )',
      '        for x in xs',
      '    )',
      'rest()',
    ];
    const long = recordingOf({ line: 2, phases: ['loss'] });
    for (const line of [2, 3, 4, 5]) {
      assert.equal(runToLine(long, -1, line, 'run', text, null), 0, `line ${line}`);
    }
    assert.equal(runToLine(long, -1, 6, 'run', text, null), 'none');
  });

  it('says so where nothing was recorded', () => {
    assert.equal(go(-1, 1, 'run'), 'none');
    assert.equal(go(3, 12, 'next'), 'none');
    assert.equal(go(3, 99, 'previous'), 'none');
    assert.equal(runToLine(recordingOf(), -1, 3, 'run', script.lines, 3), 'none');
  });
});
