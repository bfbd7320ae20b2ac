import assert from 'node:assert/strict';
import { phases } from '../../../src/core/training/phase.ts';
import { lessonStrings } from '../../../src/protocol/strings.ts';
import { lessonRun } from '../../../webview/lessonRun.ts';
import { phaseNumbers } from '../../../webview/phaseNumbers.ts';

describe('phaseNumbers', () => {
  const recording = lessonRun();
  const of = (step: number, phase: (typeof phases)[number]) =>
    phaseNumbers(recording, recording.find(step, phase), phase, lessonStrings).rows;
  const number = (text: string) => Number(text.replace('−', '-'));

  it('says what the network says, beside the targets', () => {
    assert.deepEqual(
      of(0, 'forward').map(({ value }) => value.split(' / ')[1]),
      ['1', '−1', '−1', '1'],
    );
  });

  it('adds the squares up to the loss', () => {
    const rows = of(3, 'loss');
    const sum = rows.slice(0, 4).reduce((total, { value }) => total + number(value), 0);
    assert.ok(Math.abs(sum - number(rows[4].value)) < 3e-4);
    assert.equal(number(rows[4].value).toFixed(4), recording.losses()[3]?.toFixed(4));
  });

  it('tells what zeroing took away, and that nothing is left', () => {
    const [before, after] = of(1, 'zeroGrad').map(({ value }) => Number(value));
    assert.ok(before > 0);
    assert.equal(after, 0);
  });

  it('shows updates as a calculation that holds', () => {
    for (const { value } of of(2, 'update')) {
      const [, data, rate, grad, result] =
        /^(\S+) − (\S+) · \(?([^)\s]+)\)? = (\S+)$/.exec(value)?.map(number) ?? [];
      assert.ok(Math.abs(data - rate * grad - result) < 2e-4, value);
    }
  });

  it('has no more rows than there is room for, whatever the phase', () => {
    for (const phase of phases) {
      assert.ok(of(5, phase).length <= 5, phase);
    }
  });
});
