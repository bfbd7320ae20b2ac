import assert from 'node:assert/strict';
import { type Cause, Execution } from '../../../src/session/execution.ts';
import { PastRuns } from '../../../src/session/pastRuns.ts';
import { growth, trained } from './scriptedRunner.ts';

describe('PastRuns', () => {
  const execution = (
    learningRate: number,
    { cause = 'edited' as Cause, file = 'day5.py', steps = 20, failed = false } = {},
  ) => {
    const source = { uri: `file:///${file}`, file, text: '', siblings: async () => ({}) };
    const made = new Execution(source, cause, 1, false);
    made.runs.grow([growth(trained(steps, learningRate))]);
    made.end = failed ? { kind: 'crashed', message: '' } : { kind: 'finished' };
    return made;
  };
  const rates = (past: PastRuns) => past.runs.map(({ learningRate }) => learningRate);

  it('keeps what ended, the newest first, with its numbers and its verdict', () => {
    const past = new PastRuns();
    past.note(execution(0.05), 0, true);
    past.note(execution(1), 60_000, true);
    const [newest, first] = past.runs;
    assert.deepEqual(
      [newest.learningRate, newest.steps, newest.seed, newest.verdict],
      [1, 20, 5571, 'plateau-saturated'],
    );
    assert.equal(first.verdict, 'converging');
    assert.equal(first.last?.toFixed(4), '0.0251');
    assert.deepEqual([...first.losses], trained(20).losses());
  });

  it('leaves out what failed, what was traced, and a run that an edit replaced at once', () => {
    const past = new PastRuns();
    past.note(execution(0.05), 0, true);
    past.note(execution(0.06, { failed: true }), 10_000, true);
    past.note(execution(0.07, { cause: 'traced' }), 20_000, true);
    past.note(execution(0.01), 30_000, true);
    past.note(execution(0.02), 31_000, true);
    past.note(execution(0.03), 32_000, true);
    assert.deepEqual(rates(past), [0.03, 0.05]);
  });

  it('keeps what stood, though another file is edited, or the same is run again', () => {
    const past = new PastRuns();
    past.note(execution(0.05), 0, true);
    past.note(execution(0.01, { file: 'other.py' }), 100, true);
    past.note(execution(0.02, { file: 'other.py', cause: 'asked' }), 200, true);
    assert.deepEqual(rates(past), [0.02, 0.01, 0.05]);
  });

  it('keeps a run that was asked for, however soon it is edited', () => {
    const past = new PastRuns();
    past.note(execution(0.05, { cause: 'opened' }), 0, true);
    past.note(execution(0.1), 100, true);
    assert.deepEqual(rates(past), [0.1, 0.05]);
  });

  it('has the same run once, where it was last', () => {
    const past = new PastRuns();
    for (const [k, rate] of [0.05, 0.01, 0.05].entries()) {
      past.note(execution(rate), 10_000 * k, true);
    }
    assert.deepEqual(rates(past), [0.05, 0.01]);
  });

  it('keeps to itself what is not to be told', () => {
    const past = new PastRuns();
    past.note(execution(0.05), 0, false);
    assert.equal(past.runs[0].verdict, null);
  });

  it('keeps the losses of a long run up to a bound, each as it was', () => {
    const past = new PastRuns();
    const long = execution(0.05, { steps: 7001 });
    past.note(long, 0, true);
    const [{ losses, at, steps }] = past.runs;
    assert.equal(steps, 7001);
    assert.ok(losses.length > 1000 && losses.length <= 6000);
    const all = long.recordings[0].losses();
    assert.deepEqual(
      [...losses],
      [...at].map((step) => all[step]),
    );
    assert.deepEqual([at[0], at[at.length - 1]], [0, 7000]);
  });

  it('is bounded', () => {
    const past = new PastRuns();
    for (let k = 1; k <= 30; k++) {
      past.note(execution(k / 1000), 10_000 * k, true);
    }
    assert.equal(past.runs.length, 24);
    assert.equal(past.runs[0].learningRate, 0.03);
  });
});
