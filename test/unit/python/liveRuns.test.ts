import assert from 'node:assert/strict';
import { LiveRuns } from '../../../src/python/liveRuns.ts';
import { growth, trained } from '../session/scriptedRunner.ts';

describe('LiveRuns', () => {
  it('builds the recording that was made elsewhere, whatever portions it arrives in', () => {
    const recording = trained(4);
    const runs = new LiveRuns();
    runs.grow([growth(recording, 0, 0, 7)]);
    assert.equal(runs.recordings[0].outcome, null);
    runs.grow([growth(recording, 0, 7)]);
    assert.deepEqual(runs.recordings[0].stops, recording.stops);
    assert.deepEqual(runs.recordings[0].outcome, recording.outcome);
  });

  it('keeps several runs apart, in the order in which they began', () => {
    const [first, second] = [trained(2), trained(3)];
    const runs = new LiveRuns();
    runs.grow([growth(first), growth(second, 1, 0, 5)]);
    runs.grow([growth(second, 1, 5)]);
    assert.deepEqual(
      runs.recordings.map(({ steps }) => steps),
      [2, 3],
    );
  });

  it('notes the losses of steps whose stops are left out', () => {
    const recording = trained(2);
    const runs = new LiveRuns();
    runs.grow([
      { ...growth(recording, 0, 0, 5), losses: { first: 0, values: [recording.losses()[0], 3, null] } },
    ]);
    assert.deepEqual(runs.recordings[0].losses(), [recording.losses()[0], 3, null]);
    assert.equal(runs.recordings[0].detailedSteps, 1);
  });

  it('does not count a run that has not trained yet', () => {
    const runs = new LiveRuns();
    runs.grow([growth(trained(2), 0, 0, 0)]);
    assert.deepEqual(runs.recordings, []);
  });

  it('is worth looking at when the script ran to its end, or trained until it was stopped', () => {
    const runs = new LiveRuns();
    const stopped = { kind: 'stopped', reason: 'time', line: 3 } as const;
    assert.equal(runs.areGood({ kind: 'finished' }), true);
    assert.equal(runs.areGood(stopped), false);
    runs.grow([growth(trained(2))]);
    assert.equal(runs.areGood(stopped), true);
    assert.equal(runs.areGood({ kind: 'crashed', message: 'gone' }), false);
    assert.equal(runs.areGood(null), false);
  });

  it('refuses growth of a run that has not begun', () => {
    assert.throws(() => new LiveRuns().grow([{ run: 0, stops: [] }]), /without having begun/);
  });
});
