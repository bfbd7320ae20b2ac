import assert from 'node:assert/strict';
import { givingLine } from '../../../../src/core/lesson/givenNames.ts';
import { recordingOf } from './scriptRun.ts';

const text = `loss = 1
def train():
    loss = f()
    for k in range(2):
        loss = g(k)
        print(loss)
def other():
    print(loss)
    print(k)`.split('\n');

const run = recordingOf(
  ...[1, 3, 5].map((line) => ({ line: 1, assigned: [{ line, name: 'loss', value: line }] })),
  { line: 1, assigned: [{ line: 4, name: 'k', value: 1 }] },
);

describe('givingLine', () => {
  it('is the line that gave the name its last value up to the cursor', () => {
    assert.equal(givingLine(run, 1, 'loss', 6, text), 3);
    assert.equal(givingLine(run, 3, 'loss', 6, text), 5);
  });

  it('keeps the names of functions apart; those of the script are known everywhere', () => {
    assert.equal(givingLine(run, 3, 'loss', 8, text), 1);
    assert.equal(givingLine(run, 3, 'k', 9, text), null);
    assert.equal(givingLine(run, 3, 'k', 1, text), null);
  });

  it('knows no name that was not recorded', () => {
    assert.equal(givingLine(run, 3, 'print', 6, text), null);
  });
});
