import assert from 'node:assert/strict';
import { Cursor } from '../../../../src/core/training/cursor.ts';
import { Recording, type Stop } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

function start(steps = 3) {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps });
  while (trainer.advance()) {
    // On to its end.
  }
  return { cursor: new Cursor(trainer.recording) };
}

/** Where the cursor stands: "step phase". */
function place(cursor: Cursor): string {
  const stop = cursor.recording.stops[cursor.position];
  return stop ? `${stop.step} ${stop.phases.join('+')}` : 'start';
}

describe('Cursor', () => {
  it('stands before everything at first', () => {
    const { cursor } = start();
    assert.equal(cursor.position, -1);
    assert.equal(cursor.stepBack(), false);
  });

  it('steps phase by phase', () => {
    const { cursor } = start();
    const places = Array.from({ length: 6 }, () => {
      assert.equal(cursor.stepPhase(), true);
      return place(cursor);
    });
    assert.deepEqual(places, ['0 forward', '0 loss', '0 zeroGrad', '0 backward', '0 update', '1 forward']);
  });

  it('steps back and forwards again', () => {
    const { cursor } = start();
    cursor.stepIteration();
    cursor.stepBack();
    cursor.stepBack();
    assert.equal(place(cursor), '0 zeroGrad');
    cursor.stepPhase();
    assert.equal(place(cursor), '0 backward');
  });

  it('steps to the end of its iteration, then to the end of the next', () => {
    const { cursor } = start();
    cursor.stepPhase();
    cursor.stepIteration();
    assert.equal(place(cursor), '0 update');
    cursor.stepIteration();
    assert.equal(place(cursor), '1 update');
    cursor.stepBack();
    cursor.stepIteration();
    assert.equal(place(cursor), '1 update');
  });

  it('steps to the end of the next step that has stops, where steps have been left out', () => {
    const { recording } = start(6).cursor;
    const thinned = new Recording(recording.info, recording.initial);
    thinned.noteLosses(0, recording.losses());
    for (const stop of recording.stops.filter(({ step }) => step < 2 || step === 4)) {
      thinned.append(stop);
    }
    const cursor = new Cursor(thinned);
    cursor.moveTo(9);
    cursor.stepIteration();
    assert.equal(place(cursor), '4 update');
    cursor.stepBack();
    cursor.stepIteration();
    assert.equal(place(cursor), '4 update');
  });

  it('steps back by iteration, at last to the start', () => {
    const { cursor } = start();
    cursor.toEnd();
    const places = Array.from({ length: 4 }, () => {
      cursor.stepIterationBack();
      return place(cursor);
    });
    assert.deepEqual(places, ['1 update', '0 update', 'start', 'start']);
  });

  it('runs to the end and stops there', () => {
    const { cursor } = start();
    assert.equal(cursor.toEnd(), true);
    assert.equal(place(cursor), '2 update');
    assert.equal(cursor.stepPhase(), false);
    assert.equal(cursor.stepIteration(), false);
    assert.equal(place(cursor), '2 update');
  });

  it('moves to a place, or to the nearest there is', () => {
    const { cursor } = start();
    assert.equal(cursor.moveTo(7), true);
    assert.equal(place(cursor), '1 zeroGrad');
    cursor.moveTo(-5);
    assert.equal(place(cursor), 'start');
    cursor.moveTo(1e9);
    assert.equal(place(cursor), '2 update');
  });

  it('walks a recording whatever its stops are', () => {
    const moment = { predictions: null, loss: null, data: new Float64Array(1), grad: new Float64Array(1) };
    const recording = new Recording(
      { steps: null, learningRate: null, seed: null, ownSeed: false, shape: null, targets: [] },
      moment,
    );
    const stop = (step: number, ...phases: Stop['phases']): Stop => ({
      ...moment,
      step,
      phases,
      line: 1,
      deposit: null,
      printed: [],
      assigned: [],
    });
    // A script that does forward and loss at once, two backward passes, and prints after its update.
    recording.append(stop(0, 'forward', 'loss'));
    recording.append(stop(0, 'backward'));
    recording.append(stop(0, 'backward'));
    recording.append(stop(0, 'update'));
    recording.append(stop(0));
    recording.append(stop(1, 'forward', 'loss'));
    const cursor = new Cursor(recording);
    cursor.stepIteration();
    assert.equal(cursor.position, 4, 'what follows the update in its step belongs to the step');
    cursor.stepIteration();
    assert.equal(cursor.position, 5, 'an unfinished step ends where it broke off');
    assert.equal(cursor.stepIteration(), false);
    cursor.stepIterationBack();
    assert.equal(cursor.position, 4);
  });
});

describe('Recording', () => {
  it('finds a phase of a step, and the losses of all steps', () => {
    const { cursor } = start(2);
    cursor.toEnd();
    const { recording } = cursor;
    assert.equal(recording.steps, 2);
    assert.equal(recording.find(1, 'backward'), 8);
    assert.deepEqual(
      recording.losses().map((loss) => loss?.toFixed(4)),
      ['5.0007', '2.0055'],
    );
    assert.equal(recording.firstOf(1), 5);
    assert.equal(recording.lastOf(0), 4);
  });

  it('has no loss for a step that has not computed one', () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 3 });
    for (let k = 0; k < 6; k++) {
      trainer.advance();
    }
    assert.deepEqual(
      trainer.recording.losses().map((loss) => loss === null),
      [false, true],
    );
  });

  it('knows whose loss is shown where: that of the step before until a step has computed its own', () => {
    const { recording } = start().cursor;
    assert.deepEqual(
      [-1, 0, 1, 4, 5, 6].map((index) => recording.lossStep(index)),
      [-1, -1, 0, 0, 0, 1],
    );
  });

  it('refuses stops out of order, and any after its end', () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 1 });
    trainer.advance();
    const stop = trainer.recording.stops[0];
    assert.throws(() => trainer.recording.append({ ...stop, step: 2 }), RangeError);
    while (trainer.advance()) {
      // On to its end.
    }
    assert.throws(() => trainer.recording.append({ ...stop, step: 1 }), /ended/);
  });
});
