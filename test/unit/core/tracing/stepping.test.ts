import assert from 'node:assert/strict';
import {
  firstStep,
  nextBreak,
  previousBreak,
  stepBack,
  stepInto,
  stepOut,
  stepOver,
} from '../../../../src/core/tracing/stepping.ts';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import { script, tracedTrainer } from './tracedTrainer.ts';

const { recording, trace } = tracedTrainer();
const timeline = new Timeline(trace, [recording]);
const start = firstStep(timeline, script);
/** Before the line of the loss, in the first step. */
const atLoss = stepOver(timeline, start);
const line = (place: number) => timeline.lineAt(place);

describe('Stepping over a timeline', () => {
  it('begins with the first line of the loop', () => {
    assert.equal(line(start), 9);
    assert.deepEqual(timeline.cursorAt(start), { run: 0, position: -1 });
  });

  it('goes from line to line, past the functions that are called', () => {
    assert.equal(line(atLoss), 10);
    assert.equal(line(stepOver(timeline, atLoss)), 11);
  });

  it('goes into a function, through it, and out again', () => {
    const inside = stepInto(timeline, atLoss);
    assert.equal(line(inside), 6);
    assert.equal(line(stepOut(timeline, inside)), 11);
    // The function is called once more on the same line; that is not where this call returns to.
    assert.equal(line(stepOver(timeline, inside)), 11);
  });

  it('stops at a breakpoint in what it steps over, and steps out of', () => {
    const inFunction = (place: number) => line(place) === 6;
    assert.equal(stepOver(timeline, atLoss, inFunction), atLoss + 1);
    assert.equal(stepOut(timeline, atLoss + 1, inFunction), atLoss + 2);
  });

  it('goes back the way it came, line for line, through the whole script', () => {
    const places = [0];
    while ((places.at(-1) ?? 0) < timeline.end) {
      places.push(stepOver(timeline, places.at(-1) ?? 0));
    }
    assert.ok(places.length > 500);
    for (let k = places.length - 1; k > 0; k--) {
      assert.equal(stepBack(timeline, places[k]), places[k - 1]);
    }
    assert.equal(stepBack(timeline, 0), 0);
  });

  it('goes back out of a function to the line that called it', () => {
    assert.equal(stepBack(timeline, atLoss + 1), atLoss);
  });

  it('ends at the end', () => {
    assert.equal(stepOver(timeline, timeline.end), timeline.end);
    assert.equal(stepOut(timeline, start), timeline.end);
    assert.equal(stepInto(timeline, timeline.end), timeline.end);
  });

  it('runs forwards and backwards to what breaks', () => {
    const backward = (place: number) => line(place) === 14;
    const first = nextBreak(timeline, start, backward) ?? -1;
    const second = nextBreak(timeline, first, backward) ?? -1;
    assert.equal(timeline.cursorAt(first).position, 2);
    assert.equal(timeline.cursorAt(second).position, 7);
    assert.equal(previousBreak(second, backward), first);
    assert.equal(previousBreak(first, backward), null);
    assert.equal(nextBreak(timeline, second + 400, backward), null);
  });

  it('steps from stop to stop where the script was no longer followed', () => {
    const part = tracedTrainer({ steps: 2, traced: 1 });
    const short = new Timeline(part.trace, [part.recording]);
    const last = stepOver(short, short.events - 1);
    assert.equal(short.lineAt(last), 9);
    assert.equal(short.lineAt(stepOver(short, last)), 10);
    assert.equal(stepBack(short, last), short.events - 1);
  });

  it('begins with the first line where nothing was trained', () => {
    assert.equal(firstStep(new Timeline(trace, []), script), 0);
  });
});
