import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ratePlace } from '../../../../src/core/lesson/rateLine.ts';

/** What `ratePlace` points at in a text. */
function found(text: string): string | null {
  const lines = text.split('\n');
  const place = ratePlace(lines);
  return place && lines[place.line].slice(place.start, place.end);
}

describe('ratePlace', () => {
  it('finds the number that a line gives the learning rate', () => {
    assert.equal(found('lr = 0.05  # learning rate 7'), '0.05');
    assert.equal(found('x = 1\n    learning_rate=1e-3'), '1e-3');
    assert.equal(found(readFileSync('media/lesson/day5.py', 'utf8')), '0.05');
  });

  it('finds none where that would be a guess', () => {
    for (const text of [
      '',
      'lr = 0.05 * 2',
      'lr = 0.1 if k < 10 else 0.05',
      'lr = 0.05\nlr = 0.1',
      'p.data -= 0.05 * p.grad',
      'lr, steps = 0.05, 20',
      '# lr = 0.05',
      'lrs = 0.05',
    ]) {
      assert.equal(found(text), null, text);
    }
  });
});
