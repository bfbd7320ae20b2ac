import assert from 'node:assert/strict';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import { Recording, type Stop } from '../../../../src/core/training/recording.ts';
import { TraceWriter, tracedTrainer } from './tracedTrainer.ts';

const { recording, trace } = tracedTrainer();
const timeline = new Timeline(trace, [recording]);

const state = { predictions: null, loss: null, data: new Float64Array(), grad: new Float64Array() };
const info = { steps: null, learningRate: null, seed: null, ownSeed: false, shape: null, targets: [] };

/** A run with a forward stop on each of these lines, begun during these events. */
function runOf(...at: readonly (readonly [line: number, event: number])[]): Recording {
  const run = new Recording(info, state);
  for (const [k, [line, event]] of at.entries()) {
    const stop: Stop = {
      ...state,
      step: k,
      phases: ['forward'],
      line,
      event,
      deposit: null,
      printed: [],
      assigned: [],
    };
    run.append(stop);
  }
  return run;
}

describe('Timeline', () => {
  it('stands before the next line when a stop is over', () => {
    const lines = recording.stops
      .slice(0, 5)
      .map((_, position) => timeline.lineAt(timeline.placeOf({ run: 0, position })));
    // Forward, loss, zero grad, backward, update; after the loops over the parameters their first line once more.
    assert.deepEqual(lines, [10, 11, 11, 15, 15]);
  });

  it('finds the stop again at its place, for every stop', () => {
    for (const position of recording.stops.keys()) {
      assert.deepEqual(timeline.cursorAt(timeline.placeOf({ run: 0, position })), { run: 0, position });
    }
  });

  it('has every place belong to the last stop that is over, and never goes back', () => {
    let last = -1;
    for (let place = 0; place <= timeline.end; place++) {
      const { position } = timeline.cursorAt(place);
      assert.ok(position >= last && position <= last + 1, `place ${place}`);
      assert.ok(timeline.placeOf({ run: 0, position }) <= place || position < 0);
      last = position;
    }
    assert.equal(last, recording.stops.length - 1);
  });

  it('holds a stop to be under way until its last parameter is written', () => {
    const zeroed = timeline.placeOf({ run: 0, position: 2 });
    assert.equal(timeline.cursorAt(zeroed - 1).position, 1);
    assert.equal(timeline.lineAt(zeroed - 1), 12);
  });

  it('stands at the run’s beginning where nothing is over', () => {
    assert.deepEqual(timeline.cursorAt(0), { run: 0, position: -1 });
    assert.equal(timeline.lineAt(timeline.placeOf({ run: 0, position: -1 })), 9);
  });

  it('shows the learner’s functions in the call stack', () => {
    const inside = timeline.placeOf({ run: 0, position: 0 }) + 1;
    assert.deepEqual(timeline.stackAt(inside), [
      { call: 1, name: 'squared', line: 6 },
      { call: 0, name: '<module>', line: 10 },
    ]);
    assert.equal(timeline.depthAt(inside), 2);
  });

  it('goes on with the stops where the script was no longer followed', () => {
    const part = tracedTrainer({ steps: 3, traced: 1 });
    const short = new Timeline(part.trace, [part.recording]);
    assert.equal(short.end, short.events + 10);
    for (const position of part.recording.stops.keys()) {
      assert.deepEqual(short.cursorAt(short.placeOf({ run: 0, position })), { run: 0, position });
    }
    const place = short.placeOf({ run: 0, position: 5 });
    assert.deepEqual(short.stackAt(place), [{ call: 0, name: '<module>', line: 10 }]);
    assert.equal(short.knowsNamesAt(place), false);
  });

  it('works from the stops alone where there is no trace', () => {
    const bare = new Timeline(
      null,
      [recording].map((run) => run),
    );
    assert.equal(bare.end, recording.stops.length);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((place) => bare.lineAt(place)),
      [9, 10, 12, 14, 16],
    );
    assert.deepEqual(bare.cursorAt(5), { run: 0, position: 4 });
  });

  it('leaves a function before a stop that happened in it is over', () => {
    const writer = new TraceWriter();
    writer.line(1);
    writer.call('train', {});
    writer.line(3);
    writer.back();
    writer.line(2);
    const inFunction = new Timeline(writer.end(), [runOf([3, 1])]);
    assert.equal(inFunction.placeOf({ run: 0, position: 0 }), 2);
  });

  it('lets a line of the script call its own classes: its stop is over after the line', () => {
    const writer = new TraceWriter();
    writer.line(1);
    writer.call('__call__', {});
    writer.line(7);
    writer.line(8);
    writer.back();
    writer.line(2);
    // It began while line 7 was executed, but it happened on line 1.
    const own = new Timeline(writer.end(), [runOf([1, 1])]);
    assert.equal(own.placeOf({ run: 0, position: 0 }), 3);
    assert.equal(own.cursorAt(2).position, -1);
  });

  it('passes over what the script’s own values do in the rest of a statement', () => {
    const writer = new TraceWriter();
    writer.line(1);
    writer.call('<genexpr>', {});
    writer.line(1);
    writer.back();
    writer.call('__mul__', {});
    writer.line(7);
    writer.back();
    writer.line(2);
    const own = new Timeline(writer.end(), [runOf([1, 1])]);
    assert.equal(own.placeOf({ run: 0, position: 0 }), 3);
    assert.equal(own.cursorAt(2).position, -1);
    // Before it, the statement is about to be executed, and not only what is in it.
    assert.equal(own.placeOf({ run: 0, position: -1 }), 0);
  });

  it('ends a stop in a function at its next call, where one statement calls it more than once', () => {
    const writer = new TraceWriter();
    writer.line(1);
    for (let call = 0; call < 2; call++) {
      writer.call('predict', {});
      writer.line(3);
      writer.back();
      writer.call('__add__', {});
      writer.line(7);
      writer.back();
    }
    writer.line(2);
    const twice = new Timeline(writer.end(), [runOf([3, 1], [3, 3])]);
    const places = [0, 1].map((position) => twice.placeOf({ run: 0, position }));
    assert.deepEqual(places, [3, 5]);
  });

  it('takes the later of two stops of one line: `a(); b()` is one place', () => {
    const writer = new TraceWriter();
    writer.line(1);
    writer.line(2);
    const both = new Timeline(writer.end(), [runOf([1, 0], [1, 0])]);
    assert.deepEqual(both.cursorAt(1), { run: 0, position: 1 });
  });

  it('keeps the runs of a script apart that go through the same lines', () => {
    const writer = new TraceWriter();
    for (const line of [1, 2, 1, 2, 3]) {
      writer.line(line);
    }
    const two = new Timeline(writer.end(), [runOf([2, 1]), runOf([2, 3])]);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((place) => two.cursorAt(place)),
      [
        { run: 0, position: -1 },
        { run: 0, position: -1 },
        { run: 0, position: 0 },
        { run: 0, position: 0 },
        { run: 1, position: 0 },
      ],
    );
  });
});
