import assert from 'node:assert/strict';
import { lessonStrings } from '../../../src/protocol/strings.ts';
import { wholeLine, wholeModel, wholeName } from '../../../src/protocol/wholeValues.ts';
import { at, recordingOf, scriptRun } from '../core/lesson/scriptRun.ts';

const run = scriptRun();

const line = (position: number, of: number) => wholeLine(run, position, of, lessonStrings);

/** The cells of the rows of a Markdown table, without its head. */
function rows(markdown: string | null): string[][] {
  return (markdown ?? '')
    .split('\n')
    .filter((each) => each.startsWith('|'))
    .slice(2)
    .map((each) =>
      each
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replace(/[\s`]|&nbsp;/g, '')),
    );
}

/** The head of a Markdown table. */
const head = (markdown: string | null) =>
  /^\|(.*)\|$/m
    .exec(markdown ?? '')?.[1]
    .split('|')
    .map((cell) => cell.replaceAll('&nbsp;', '').trim());

describe('The whole value', () => {
  it('of the predictions compares each with its target, with all its digits', () => {
    const whole = wholeName(run, at(2, 'backward'), 4, 'ypred', lessonStrings);
    assert.match(whole ?? '', /^\*step 2\*\n\n`ypred`\n\n\|/);
    assert.deepEqual(head(whole), ['', 'prediction', 'target', 'error']);
    assert.deepEqual(rows(whole)[1], ['1', '−0.5424850213593824', '−1', '0.4575']);
    assert.equal(rows(whole).length, 4);
  });

  it('of the loss tells its change, and how it came there', () => {
    assert.equal(
      wholeName(run, at(2, 'loss'), 5, 'loss', lessonStrings),
      '*step 2*\n\n`loss` = **0.8053754909551535** · ▼ 1.2001 since the step before\n\nSteps 0 to 2: 5.0007 → 2.0055 → 0.8054',
    );
    assert.match(line(at(19, 'loss'), 5) ?? '', /Steps 12 to 19: … → 0\.0434 → .* → 0\.0251$/);
    assert.doesNotMatch(line(at(0, 'loss'), 5) ?? '', /Steps/);
  });

  it('of a counter is just that', () => {
    assert.equal(wholeName(run, 13, 3, 'k', lessonStrings), '*step 2*\n\n`k` = **2**');
  });

  it('of a name given above the loop says so, and not “step 0”', () => {
    const one = scriptRun();
    const above = { line: 1, name: 'lr', value: 0.05 };
    Object.assign(one.stops[0], { assigned: [above, ...one.stops[0].assigned] });
    const whole = wholeName(one, at(2, 'loss'), 1, 'lr', lessonStrings);
    assert.equal(whole, '*before the first step*\n\n`lr` = **0.05**');
    assert.match(wholeLine(one, at(2, 'loss'), 1, lessonStrings) ?? '', /^\*before the first step\*/);
    assert.match(wholeName(one, at(0, 'loss'), 3, 'k', lessonStrings) ?? '', /^\*step 0\*/);
  });

  it('of a backward pass is every parameter, with what the pass deposited', () => {
    const whole = line(at(2, 'backward'), 8);
    const { data, grad, deposit } = run.stops[at(2, 'backward')];
    assert.match(
      whole ?? '',
      /^\*step 2 · backward\*\n\n\*\*‖grad‖ 3\.47\*\* · ▼ 1\.9698 since the step before/,
    );
    assert.deepEqual(head(whole), ['parameter', 'data', 'grad', 'deposit']);
    assert.equal(rows(whole).length, 41);
    const written = (x: number) => x.toFixed(4).replace('-', '−');
    const expected = [data, grad, deposit!].map((values) => written(values[7]));
    assert.deepEqual(rows(whole)[7], ['layers[0].neurons[1].b', ...expected]);
  });

  it('of a line that has more to say is its three largest parameters, and where the others are', () => {
    const stop = at(2, 'backward');
    const few = wholeLine(run, stop, 8, lessonStrings, 'model');
    assert.match(
      few ?? '',
      /^\*step 2 · backward\* · \*\*‖grad‖ 3\.47\*\* · ▼ 1\.9698 since the step before\n\n\|/,
    );
    assert.match(few ?? '', /\n\nHover over `model` for all of them\.$/);
    assert.deepEqual(head(few), ['3 largest of 41', 'data', 'grad', 'deposit']);
    const number = (cell: string) => Number(cell.replace('−', '-'));
    const bySize = rows(line(stop, 8)).sort((a, b) => Math.abs(number(b[2])) - Math.abs(number(a[2])));
    assert.deepEqual(rows(few), bySize.slice(0, 3));
    const moved = rows(wholeLine(run, at(2, 'update'), 10, lessonStrings, 'model'));
    const furthest = rows(line(at(2, 'update'), 10)).map((cells) => Math.abs(number(cells[2])));
    assert.equal(Math.abs(number(moved[0][2])), Math.max(...furthest));
  });

  it('of a line that has more to say has first what is no number', () => {
    const grad = Float64Array.of(1, 2, 3, 4, 5, 6, Number.NaN);
    const broken = recordingOf(
      { line: 1, data: new Float64Array(7) },
      { line: 2, phases: ['backward'], grad, deposit: grad },
    );
    const few = rows(wholeLine(broken, 1, 2, lessonStrings, 'model'));
    assert.deepEqual(
      few.map(([, , value]) => value),
      ['NaN', '6.0000', '5.0000'],
    );
  });

  it('of zeroing has the gradients before, and nothing of the pass that is forgotten', () => {
    const whole = line(at(2, 'zeroGrad'), 7);
    assert.deepEqual(head(whole), ['parameter', 'data', 'grad before', 'grad']);
    assert.ok(rows(whole).every(([, , , grad]) => grad === '0'));
  });

  it('of an update has how far each parameter went', () => {
    const whole = line(at(2, 'update'), 10);
    assert.deepEqual(head(whole), ['parameter', 'data', 'Δdata', 'grad', 'deposit']);
    assert.match(whole ?? '', /\*\*‖Δp‖ 0\.173\*\*/);
  });

  it('of a line that has not run in this step is that of the step before, and says so', () => {
    assert.match(line(at(2, 'loss'), 8) ?? '', /^\*step 1 · backward\*/);
  });

  it('of a model is its state at the cursor, with the gradients that are still there', () => {
    const whole = wholeModel(run, at(2, 'loss'), 'model', lessonStrings);
    assert.match(whole, /^\*step 2 · loss\*\n\n`model` · 41 parameters · ‖grad‖ 5\.44\n/);
    assert.deepEqual(head(whole), ['parameter', 'data', 'grad', 'deposit']);
  });

  it('of what was printed is its text, whatever is in it', () => {
    assert.equal(line(at(2, 'update'), 11), '*step 2*\n\n```python\nstep 2: loss = 0.8054\n```');
    const odd = recordingOf({ line: 1, printed: [{ line: 2, text: '``` | <b>' }] });
    assert.equal(wholeLine(odd, 0, 2, lessonStrings), '*step 0*\n\n````python\n``` | <b>\n````');
  });

  it('of a large model is cut, and says so', () => {
    const data = new Float64Array(1000).fill(0.5);
    const large = recordingOf({ line: 1, phases: ['backward'], data, grad: data, deposit: data });
    const whole = wholeLine(large, 0, 1, lessonStrings);
    assert.equal(rows(whole).length, 200);
    assert.match(whole ?? '', /and 800 more$/);
  });

  it('is none where nothing was recorded, or not yet', () => {
    assert.equal(line(13, 12), null);
    assert.equal(line(at(0, 'loss'), 8), null);
    assert.equal(wholeName(run, 13, 5, 'lost', lessonStrings), null);
  });
});
