import assert from 'node:assert/strict';
import { loopOfRun } from '../../../../src/core/lesson/loopOfRun.ts';
import { Recording } from '../../../../src/core/training/recording.ts';
import { trained } from '../../session/scriptedRunner.ts';

/** A run of two steps whose five phases happen on the lines that end in `#1` to `#5`. */
function runOf(text: string): Recording {
  const lines = text.split('\n');
  const lineOf = (phase: number) => lines.findIndex((line) => line.endsWith(`#${phase + 1}`)) + 1;
  const model = trained(2);
  const recording = new Recording(model.info, model.initial);
  for (const [k, stop] of model.stops.entries()) {
    recording.append({ ...stop, line: lineOf(k % 5) });
  }
  return recording;
}

const body = (indent: string) =>
  [
    'ypred = f() #1',
    'loss = g() #2',
    'for p in ps:',
    '    p.grad = 0 #3',
    'loss.backward() #4',
    'for p in ps:',
    '    p.data -= 1 #5',
  ]
    .map((line) => indent + line)
    .join('\n');

describe('loopOfRun', () => {
  it('is the innermost loop around all phases of a step', () => {
    const text = `model = 1\nfor a in b:\n    for k in range(2):\n${body('        ')}\n`;
    assert.equal(loopOfRun(text, runOf(text)), 3);
  });

  it('may be a while loop, with comments at the margin and blocks inside', () => {
    const text = `k = 0\nwhile k < 2:\n# here\n    k += 1\n    if True:\n${body('        ')}\n`;
    assert.equal(loopOfRun(text, runOf(text)), 2);
  });

  it('is guessed from the text where the phases happen in a function', () => {
    const text = `def step():\n${body('    ')}\nmodel = MLP(3, [4])\nfor k in range(2):\n    step()\n`;
    assert.equal(loopOfRun(text, runOf(text)), 10);
  });

  it('is guessed from the text for a run without lines', () => {
    assert.equal(loopOfRun('x = 1\nfor k in y:\n    pass\n', trained(2)), 2);
  });
});
