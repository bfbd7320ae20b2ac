import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gapFor, oneWay } from '../../../../src/core/lesson/oneWay.ts';
import { type Phase, phases } from '../../../../src/core/training/phase.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

const day5 = readFileSync('media/lesson/day5.py', 'utf8').split('\n');

/** The text with one way to do a phase written into its gap; null where there is none. */
function withPhase(text: readonly string[], phase: Phase): string[] | null {
  const gap = gapFor(phase, text);
  return gap && text.toSpliced(gap.before, 0, ...oneWay[phase].map((line) => gap.indent + line));
}

describe('gapFor', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const orders: readonly (readonly Phase[])[] = [
    phases,
    [...phases].reverse(),
    ['backward', 'update', 'zeroGrad', 'loss', 'forward'],
  ];

  for (const order of orders) {
    it(`makes a loop of day5.py that trains like the reference: ${order.join(', ')}`, async () => {
      let text: readonly string[] = day5;
      for (const phase of order) {
        const written = withPhase(text, phase);
        assert.ok(written, phase);
        text = written;
      }
      const { recordings } = await runText(runtime, text.join('\n'), {});
      const losses = recordings[0].losses();
      assert.equal(losses.length, 20);
      assert.equal(losses[0]?.toFixed(4), '5.0007');
      assert.equal(losses[19]?.toFixed(4), '0.0251');
    });
  }

  it('finds none where the comment is gone, or where the learner has written something', () => {
    assert.equal(gapFor('loss', ['for k in range(20):', '    pass']), null);
    const text = ['for k in range(20):', '    # 1. Forward', '    ypred = []', '', '    # 2. Loss', ''];
    assert.equal(gapFor('forward', text), null);
    assert.deepEqual(gapFor('loss', text), { before: 5, indent: '    ' });
    assert.equal(gapFor('zeroGrad', ['    # 3. Backward', '    something_else()']), null);
    const full = ['    # 3. Backward', '    p.grad = 0.0', '    # 4. Update', ''];
    assert.deepEqual(gapFor('backward', full), { before: 2, indent: '    ' }, 'above the next comment');
    const done = withPhase(day5, 'forward');
    assert.ok(done);
    assert.equal(withPhase(done, 'forward'), null, 'it is not written twice');
  });
});
