import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loopLine } from '../../../../src/core/lesson/loopLine.ts';

const lines = (...text: string[]) => text.join('\n');

describe('loopLine', () => {
  it('finds the loop of the files of the lesson, with any line ends', () => {
    for (const name of ['reference.py', 'day5.py']) {
      const text = readFileSync(`media/lesson/${name}`, 'utf8');
      const line = loopLine(text);
      assert.match(text.split('\n')[(line ?? 0) - 1], /^for k in range\(20\):$/, name);
      assert.equal(loopLine(text.replaceAll('\n', '\r\n')), line, name);
    }
  });

  it('passes over loops before the model', () => {
    assert.equal(
      loopLine(lines('for a in b:', '    pass', 'n = MLP(3, [4, 4, 1])', 'while True:', '    pass')),
      4,
    );
    assert.equal(loopLine(lines('for a in b: pass', 'model: MLP = build()', 'for k in x: pass')), 3);
  });

  it('takes the first at top level where no model can be made out', () => {
    assert.equal(loopLine(lines('def f():', '    for a in b: pass', 'while True:', '    pass')), 3);
    assert.equal(loopLine(lines('for a in b: pass', 'model = MLP(3, [1])')), 1);
  });

  it('takes one in a function where there is none at top level', () => {
    assert.equal(
      loopLine(lines('model = MLP(3, [1])', 'def train():', '    while True:', '        step()')),
      3,
    );
  });

  it('knows text, comments and comprehensions from loops', () => {
    const text = lines(
      '"""',
      'for nothing in here:',
      '"""',
      '# for nothing either',
      "quote = 'it''s \\' # not a comment'",
      'model = MLP(3, [1])',
      'first = [',
      'model(x)',
      'for x in xs',
      ']',
      'total = 1 + \\',
      'while_ if 0 else 2',
      'format = 1',
      'for k in range(20):',
    );
    assert.equal(loopLine(text), 14);
  });

  it('survives text that is being typed', () => {
    assert.equal(loopLine(''), null);
    assert.equal(loopLine('print(1)\n'), null);
    assert.equal(loopLine('"""open\nfor k in x:\n'), null);
    assert.equal(loopLine(lines("name = 'open", ')', 'for k in x:')), 3);
  });
});
