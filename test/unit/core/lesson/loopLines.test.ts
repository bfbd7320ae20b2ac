import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findLoop } from '../../../../src/core/lesson/loopLines.ts';

const reference = readFileSync('media/lesson/reference.py', 'utf8');

describe('findLoop', () => {
  it('finds every phase of the reference loop, in order', () => {
    const found = findLoop(reference);
    assert.ok(found);
    const lines = reference.split('\n');
    const text = (line: number) => lines[line - 1].trim();
    assert.equal(text(found.loop), 'for k in range(20):');
    const { forward, loss, zeroGrad, backward, update } = found.phases;
    assert.deepEqual([forward, loss, zeroGrad, backward, update].map(text), [
      'ypred = [model(x) for x in xs]',
      'loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))',
      'p.grad = 0.0',
      'loss.backward()',
      'p.data -= lr * p.grad',
    ]);
  });

  it('finds it after lines have been added, with any line ends', () => {
    const found = findLoop(`# one\r\n# two\r\n${reference.replaceAll('\n', '\r\n')}`);
    assert.equal(found?.loop, (findLoop(reference)?.loop ?? 0) + 2);
  });

  it('is not misled by lines above the loop', () => {
    const found = findLoop(`loss = None\nypred = []\n${reference}`);
    assert.equal(found?.phases.loss, (findLoop(reference)?.phases.loss ?? 0) + 2);
  });

  it('finds nothing where a part of the loop is gone', () => {
    assert.equal(findLoop(reference.replace('loss.backward()', 'pass')), null);
    assert.equal(findLoop(''), null);
  });
});
