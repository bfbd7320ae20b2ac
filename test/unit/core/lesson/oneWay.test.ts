import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gapFor, oneWay } from '../../../../src/core/lesson/oneWay.ts';
import { type Phase, phases } from '../../../../src/core/training/phase.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

const day5 = readFileSync('media/lesson/day5.py', 'utf8').split('\n');

/** The same as it was in an earlier version, in which the comments were numbered. */
const numbered = day5.map((line) =>
  ['Forward', 'Loss', 'Backward', 'Update'].reduce(
    (text, word, k) => text.replace(new RegExp(`^    # (${word}[.:])`), `    # ${k + 1}. $1`),
    line,
  ),
);

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

  for (const [order, from] of [
    ...orders.map((order) => [order, day5] as const),
    ...orders.map((order) => [order, numbered] as const),
  ]) {
    const which = from === numbered ? 'an earlier day5.py' : 'day5.py';
    it(`makes a loop of ${which} that trains like the reference: ${order.join(', ')}`, async () => {
      let text: readonly string[] = from;
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

  it('has numbers in the earlier file, and none in that of today', () => {
    const count = (text: readonly string[]) => text.filter((line) => /^ {4}# [1-4]\. /.test(line)).length;
    assert.equal(count(numbered), 4);
    assert.equal(count(day5), 0);
  });

  it('has lines of code that fit into a narrow page', () => {
    const lines = Object.values(oneWay).flat();
    assert.deepEqual(
      lines.filter((line) => line.length > 44),
      [],
    );
  });

  it('takes a remark of the learner for a line of theirs, not for the next phase', () => {
    const text = [
      '    # Forward: ask',
      '    # Loss comes next',
      '    ypred = []',
      '    # Loss: how wrong?',
      '',
    ];
    assert.equal(gapFor('forward', text), null);
    assert.deepEqual(gapFor('loss', text), { before: 4, indent: '    ' });
  });

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
