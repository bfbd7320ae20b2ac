import assert from 'node:assert/strict';
import { expectedOf, loopsIn } from '../fixtures/loops/corpus.ts';

/** How many broken loops there are at least for each error. */
const least: Readonly<Record<string, number>> = {
  'stale-gradients': 16,
  'gradients-cleared-before-update': 6,
  'missing-backward': 6,
  'repeated-backward': 6,
  'stale-graph': 6,
  'uphill-update': 6,
  'overwritten-parameters': 6,
  'frozen-parameters': 6,
  'rebuilt-model': 6,
  'detached-loss': 6,
  'skipped-samples': 6,
  'not-finite': 6,
};

describe('the corpus of training loops', () => {
  it('has enough of every kind', () => {
    const codes = loopsIn('broken').map((loop) => expectedOf(loop).code);
    for (const [code, count] of Object.entries(least)) {
      assert.ok(codes.filter((each) => each === code).length >= count, code);
    }
    assert.ok(codes.length >= 80);
    assert.ok(loopsIn('sound').length >= 50);
  });

  it('keeps each broken loop in the folder of its error, and points at a line that does something', () => {
    for (const loop of loopsIn('broken')) {
      const { code, line } = expectedOf(loop);
      assert.equal(loop.name.split('/')[1], code);
      assert.match(loop.text.split('\n')[line - 1], /^\s*[^\s#]/, loop.name);
    }
  });

  it('does not contain a loop twice', () => {
    const seen = new Map<string, string>();
    for (const { name, text } of [...loopsIn('sound'), ...loopsIn('broken')]) {
      const code = text.replace(/^# expect.*\n/, '').trim();
      assert.equal(seen.get(code), undefined, name);
      seen.set(code, name);
    }
  });
});
