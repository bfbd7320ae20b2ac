import assert from 'node:assert/strict';
import type { Phase } from '../../../../src/core/training/phase.ts';
import type { Stop } from '../../../../src/core/training/recording.ts';
import { type RecordedStep, Steps } from '../../../../src/core/training/steps.ts';

/** A passage of a model with one parameter: what happens in it, and the parameter after its update. */
function passage(what: readonly Phase[], data: number, loss: number): RecordedStep {
  const stop = (phase: Phase, p: number): Stop => ({
    step: 0,
    phases: [phase],
    line: null,
    predictions: null,
    loss,
    data: Float64Array.of(p),
    grad: new Float64Array(1),
    deposit: null,
    printed: [],
    assigned: [],
  });
  const before = what.slice(0, -1).map((phase) => stop(phase, at));
  at = data;
  return { loss, stops: [...before, stop(what.at(-1)!, data)] };
}

let at = 0;

/** What the steps come to, told by their losses and phases. */
function told(play: (steps: Steps) => void): [loss: number | null, phases: string][] {
  at = 0;
  const out: [number | null, string][] = [];
  const steps = new Steps(({ loss, stops }) => {
    assert.ok(stops.every(({ step }) => step === out.length));
    out.push([loss, stops.flatMap(({ phases }) => phases).join(' ')]);
  });
  play(steps);
  steps.end();
  assert.equal(steps.count, out.length);
  return out;
}

const train = (steps: Steps, data: number, loss: number) => {
  steps.goBackward(Float64Array.of(at));
  steps.add(passage(['loss', 'backward', 'update'], data, loss));
};
const move = (steps: Steps, data: number, loss: number) => steps.add(passage(['loss', 'update'], data, loss));

const trained = 'loss backward update';
const tried = 'forward update';

describe('Steps', () => {
  it('makes a step of each passage that goes backward', () => {
    const steps = told((play) => {
      train(play, 1, 9);
      train(play, 2, 8);
    });
    assert.deepEqual(steps, [
      [9, trained],
      [8, trained],
    ]);
  });

  it('gives what was tried before anything was trained to the first step', () => {
    const steps = told((play) => {
      move(play, 0.1, 7);
      move(play, 0, 6);
      train(play, 1, 9);
    });
    assert.deepEqual(steps, [[9, `${tried} ${tried} ${trained}`]]);
  });

  it('gives an update that was only the first of what has been taken back to the step that follows', () => {
    const steps = told((play) => {
      train(play, 0.1, 9);
      move(play, -0.1, 7);
      move(play, 1e-17, 6);
      train(play, 1, 9);
    });
    assert.deepEqual(steps, [[9, `forward backward update ${tried} ${tried} ${trained}`]]);
  });

  it('gives what was tried after an update and taken back to the step before', () => {
    const steps = told((play) => {
      train(play, 1, 9);
      move(play, 1.1, 8);
      move(play, 1, 7);
      train(play, 2, 6);
    });
    assert.deepEqual(steps, [
      [9, `${trained} ${tried} ${tried}`],
      [6, trained],
    ]);
  });

  it('makes steps of updates that have stayed, though nothing went backward for them', () => {
    const steps = told((play) => {
      train(play, 1, 9);
      move(play, 2, 8);
      move(play, 3, 7);
      train(play, 4, 6);
    });
    assert.deepEqual(steps, [
      [9, trained],
      [8, 'loss update'],
      [7, 'loss update'],
      [6, trained],
    ]);
  });

  it('makes steps of passages none of which goes backward: a script may train in another way', () => {
    for (const count of [3, 300]) {
      const steps = told((play) => {
        for (let k = 1; k <= count; k++) {
          move(play, k, k);
        }
      });
      assert.deepEqual(
        steps,
        Array.from({ length: count }, (_, k) => [k + 1, 'loss update']),
      );
    }
  });

  it('waits for a bounded number of passages only', () => {
    let count = 0;
    const steps = new Steps(() => {
      count += 1;
    });
    train(steps, 1, 9);
    for (let k = 0; k < 1000; k++) {
      move(steps, 2 + k, 5);
    }
    assert.equal(count, 1001);
  });

  /** Trains one step along a line of two parameters, `shares` of the way one after the other; then another step. */
  const alongALine = (...shares: readonly number[]) => {
    const counted: number[] = [];
    const steps = new Steps(({ stops }) => counted.push(stops.length));
    let now: Float64Array = Float64Array.of(1, -2);
    const go = (what: readonly Phase[], data: Float64Array) => {
      const stops = passage(what, 0, 1).stops.map((stop, k) => ({
        ...stop,
        data: k === what.length - 1 ? data : now,
      }));
      steps.add({ loss: 1, stops });
      now = data;
    };
    const at = (share: number) => Float64Array.of(1 + 0.3 * share, -2 + 0.1 * share);
    for (const [k, share] of [1, ...shares].entries()) {
      if (k === 0) {
        steps.goBackward(now);
      }
      go(k === 0 ? ['loss', 'backward', 'update'] : ['loss', 'update'], at(share));
    }
    steps.goBackward(now);
    go(['loss', 'backward', 'update'], Float64Array.of(7, 7));
    steps.end();
    return counted;
  };

  it('takes a line search for the step that it belongs to', () => {
    assert.deepEqual(alongALine(0.5, 0.25), [7, 3], 'halving its way');
    assert.deepEqual(alongALine(3, 10), [7, 3], 'going further and further');
    assert.deepEqual(alongALine(3, 10, 3), [9, 3], 'and back to the best');
    assert.deepEqual(alongALine(2, 3), [3, 2, 2, 3], 'the same update again and again is none');
    assert.deepEqual(alongALine(0.5, -0.5), [3, 2, 2, 3], 'nor is going uphill from where it began');
  });
});
