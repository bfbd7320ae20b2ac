import assert from 'node:assert/strict';
import type { Recording } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { LiveRuns } from '../../../src/python/liveRuns.ts';
import { RunView } from '../../../src/session/runView.ts';
import { growth, trained } from './scriptedRunner.ts';

function opened(recording: Recording = trained()) {
  const looking = new RunView();
  looking.show({}, recording, 'opened');
  return looking;
}

const where = (looking: RunView) => [looking.position, looking.revealed];

describe('RunView', () => {
  it('opens a run at its start, with nothing revealed; moving forwards reveals', () => {
    const looking = opened();
    assert.deepEqual(where(looking), [-1, -1]);
    looking.move((cursor) => cursor.stepIteration());
    looking.move((cursor) => cursor.stepBack());
    assert.deepEqual(where(looking), [3, 4]);
  });

  it('shows a new run whole, at its end, to a cursor that has not moved or stood at the end', () => {
    const looking = opened();
    looking.show({}, trained(4), 'rerun');
    assert.deepEqual(where(looking), [19, 19]);
    looking.show({}, trained(6), 'rerun');
    assert.deepEqual(where(looking), [29, 29]);
  });

  it('keeps the step and the phase of the cursor in a new run', () => {
    const looking = opened(trained(4));
    looking.move((cursor) => cursor.moveTo(7));
    looking.show({}, trained(6), 'rerun');
    assert.deepEqual(where(looking), [7, 29]);
    looking.show({}, trained(1), 'rerun');
    assert.deepEqual(where(looking), [4, 4], 'the nearest, in a shorter run');
  });

  it('stays at the start where the learner has gone back to', () => {
    const looking = opened();
    looking.toEnd();
    looking.move((cursor) => cursor.moveTo(-1));
    looking.show({}, trained(4), 'rerun');
    assert.deepEqual(where(looking), [-1, 19]);
  });

  it('follows the end of a run that grows, until the learner moves', () => {
    const recording = trained(4);
    const runs = new LiveRuns();
    const looking = new RunView();
    const grow = (from: number, to: number) => {
      runs.grow([growth(recording, 0, from, to)]);
      looking.show(runs, runs.recordings[0], 'rerun');
    };
    grow(0, 5);
    assert.deepEqual(where(looking), [4, 4]);
    grow(5, 12);
    assert.deepEqual(where(looking), [11, 11]);
    looking.move((cursor) => cursor.moveTo(2));
    grow(12, 20);
    assert.deepEqual(where(looking), [2, 19]);
  });

  it('finds a restored place as soon as the run has grown there', () => {
    const recording = trained(4);
    const runs = new LiveRuns();
    const looking = new RunView();
    looking.restore({ step: 2, phase: 'backward' }, 'end');
    for (const [from, to] of [
      [0, 5],
      [5, 20],
    ]) {
      runs.grow([growth(recording, 0, from, to)]);
      looking.show(runs, runs.recordings[0], 'opened');
    }
    assert.deepEqual(where(looking), [13, 19]);
  });

  it('goes back to the start and hides everything on reset, without another run', () => {
    const looking = opened();
    looking.toEnd();
    looking.reset();
    assert.deepEqual(where(looking), [-1, -1]);
    looking.move((cursor) => cursor.stepPhase());
    assert.deepEqual(where(looking), [0, 0]);
  });

  it('keeps the losses of the run before as its ghost, where they differ', () => {
    const looking = opened(trained(3));
    assert.equal(looking.ghost, null);
    looking.show({}, trained(3), 'rerun');
    assert.equal(looking.ghost, null, 'the same run once more');
    looking.show({}, trained(3, 0.1), 'rerun');
    assert.deepEqual(Array.from(looking.ghost ?? []), trained(3).losses());
  });

  it('has no ghost while a run that grows goes the way of the one before', () => {
    const looking = opened(trained(3));
    const grown = (learningRate: number, phases: number) => {
      const trainer = new Trainer({ seed: 5571, learningRate, steps: 3 });
      for (let done = 0; done < phases; done++) {
        trainer.advance();
      }
      return trainer.recording;
    };
    looking.show({}, grown(0.05, 8), 'rerun');
    assert.equal(looking.ghost, null);
    looking.show({}, grown(0.1, 8), 'rerun');
    assert.ok(looking.ghost);
  });

  it('has the same ghost for every run of an execution, and for one that is shown again', () => {
    const looking = opened(trained(3));
    const owner = {};
    const [first, second] = [trained(3, 0.1), trained(3, 0.2)];
    looking.show(owner, first, 'rerun');
    const { ghost } = looking;
    assert.ok(ghost);
    looking.show(owner, second, 'rerun');
    assert.equal(looking.ghost, ghost);
    looking.show({}, trained(3, 0.3), 'rerun');
    looking.show(owner, second, 'rerun');
    assert.equal(looking.ghost, ghost);
  });

  it('compares a script with itself, whatever was looked at in between', () => {
    const looking = new RunView();
    looking.show({}, trained(3), 'opened', 'file:///day5.py');
    looking.show({}, trained(3, 0.1), 'rerun', 'file:///bug_hunt.py');
    assert.equal(looking.ghost, null);
    looking.show({}, trained(3, 0.2), 'rerun', 'file:///bug_hunt.py');
    assert.deepEqual(Array.from(looking.ghost ?? []), trained(3, 0.1).losses());
    looking.show({}, trained(3, 0.3), 'rerun', 'file:///day5.py');
    assert.deepEqual(Array.from(looking.ghost ?? []), trained(3).losses());
    looking.clear();
    looking.show({}, trained(3, 0.4), 'opened', 'file:///day5.py');
    assert.equal(looking.ghost, null, 'a lesson that was closed begins anew');
  });

  it('carries the ghost over a text that trains nothing', () => {
    const looking = opened(trained(3));
    looking.show({}, trained(3, 0.1), 'rerun');
    const nothing = {};
    looking.show(nothing, null, 'rerun');
    assert.equal(looking.ghost, null);
    looking.show({}, trained(3, 0.2), 'rerun');
    assert.ok(looking.ghost);
  });

  it('stays where it is when the same run comes again, with what it was compared with', () => {
    const looking = opened(trained(4, 0.1));
    const first = trained(4);
    looking.show({}, first, 'rerun');
    looking.move((cursor) => cursor.moveTo(7));
    const { ghost } = looking;
    const again = trained(4);
    looking.show({}, again, 'again');
    assert.deepEqual([where(looking), looking.recording === again], [[7, 19], true]);
    assert.deepEqual(looking.ghost, ghost);
    const unseen = opened(trained(4));
    unseen.move((cursor) => cursor.moveTo(3));
    unseen.move((cursor) => cursor.moveTo(1));
    unseen.show({}, trained(4), 'again');
    assert.deepEqual(where(unseen), [1, 3]);
    assert.equal(unseen.ghost, null);
  });
});
