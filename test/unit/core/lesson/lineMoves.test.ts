import assert from 'node:assert/strict';
import { type Edit, LineMoves } from '../../../../src/core/lesson/lineMoves.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';

const edit = (start: [number, number], end: [number, number], text: string): Edit => ({
  range: { start: { line: start[0], character: start[1] }, end: { line: end[0], character: end[1] } },
  text,
});

/** Where lines 1 to 4 of a text are after an edit. */
function linesAfter(...edits: readonly Edit[]): (number | null)[] {
  const moves = new LineMoves();
  for (const each of edits) {
    moves.add([each]);
  }
  return [1, 2, 3, 4].map((line) => moves.now(line));
}

describe('LineMoves', () => {
  it('leaves lines where they are while one types in them', () => {
    assert.deepEqual(linesAfter(edit([1, 4], [1, 4], 'x'), edit([1, 0], [1, 5], '')), [1, 2, 3, 4]);
  });

  it('moves what is below a new line', () => {
    assert.deepEqual(linesAfter(edit([1, 4], [1, 4], '\n    ')), [1, 2, 4, 5]);
  });

  it('moves a line with what is inserted before its first character', () => {
    assert.deepEqual(linesAfter(edit([1, 0], [1, 0], '# note\n')), [1, 3, 4, 5]);
  });

  it('forgets lines that are deleted', () => {
    assert.deepEqual(linesAfter(edit([1, 0], [3, 0], '')), [1, null, null, 2]);
    assert.deepEqual(linesAfter(edit([0, 9], [2, 9], '')), [1, null, null, 2]);
    assert.deepEqual(linesAfter(edit([0, 0], [4, 0], 'another text')), [null, null, null, null]);
  });

  it('takes several edits at once as VS Code sends them, in any order', () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const edits = [edit([0, 0], [0, 0], 'a\n'), edit([2, 0], [3, 0], '')];
      const moves = new LineMoves();
      moves.add(order.map((k) => edits[k]));
      assert.deepEqual(
        [1, 2, 3, 4].map((line) => moves.now(line)),
        [2, 3, null, 4],
      );
    }
  });

  it('finds every line that has kept its text, in 2,000 random edits of whole lines', () => {
    const random = new MersenneTwister(5571);
    const below = (n: number) => Math.floor(random.uniform(0, n));
    for (let round = 0; round < 100; round++) {
      const text = Array.from({ length: 12 }, (_, k) => `line ${k + 1}`);
      const now = [...text];
      const moves = new LineMoves();
      for (let k = 0; k < 20; k++) {
        const first = below(now.length);
        const count = Math.min(below(3), now.length - 1 - first);
        const added = Array.from({ length: below(3) }, () => 'new');
        moves.add([
          edit([first, 0], [first + Math.max(0, count), 0], added.map((each) => `${each}\n`).join('')),
        ]);
        now.splice(first, Math.max(0, count), ...added);
      }
      for (const [k, line] of text.entries()) {
        const at = now.indexOf(line);
        assert.equal(moves.now(k + 1), at < 0 ? null : at + 1, line);
      }
    }
  });
});
