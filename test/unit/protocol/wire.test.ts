import assert from 'node:assert/strict';
import { Recording, type Stop } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { decodeStart, decodeStops, encodeStart, encodeStops } from '../../../src/protocol/wire.ts';

/** What a message goes through between host and webview: JSON, with typed arrays carried beside it. */
function travel<T>(message: T): T {
  const arrays: Float64Array[] = [];
  const text = JSON.stringify(message, (_key, value) =>
    value instanceof Float64Array ? { carried: arrays.push(value.slice()) - 1 } : value,
  );
  return JSON.parse(text, (_key, value) =>
    value !== null && typeof value === 'object' && 'carried' in value ? arrays[value.carried] : value,
  );
}

function run(steps: number, zeroGrad = true): Recording {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps, zeroGrad });
  while (trainer.advance()) {
    // On to its end.
  }
  return trainer.recording;
}

describe('The wire', () => {
  it('brings a recording over whole, whatever portions it is sent in', () => {
    const recording = run(4);
    const copy = decodeStart(travel(encodeStart(recording)));
    decodeStops(copy, travel(encodeStops(recording, 0).slice(0, 7)));
    decodeStops(copy, travel(encodeStops(recording, 7)));
    assert.deepEqual(copy.stops, recording.stops);
    assert.deepEqual(copy.info, recording.info);
    assert.deepEqual(copy.initial, recording.initial);
  });

  it('brings over what went backward, and the lines of several phases', () => {
    const { info, initial, stops } = run(1);
    const recording = new Recording(info, initial);
    const from = [{ sample: 2, step: 0 }];
    const sent = [{ root: 7, data: 5, from, whole: true, parameters: false, again: true }];
    recording.append({ ...stops[0], sent, lines: { update: 3, zeroGrad: 4 } });
    const copy = decodeStart(travel(encodeStart(recording)));
    decodeStops(copy, travel(encodeStops(recording, 0)));
    assert.deepEqual(copy.stops, recording.stops);
    assert.deepEqual(copy.stops[0].sent, sent);
  });

  it('sends only what a stop changed', () => {
    const recording = run(1);
    const sent = encodeStops(recording, 0).map(({ step, phases, line, printed, assigned, ...changed }) =>
      Object.keys(changed),
    );
    assert.deepEqual(sent, [['predictions'], ['loss'], ['grad'], ['grad', 'deposit'], ['data']]);
  });

  it('brings the event of a stop over, and none where there is none', () => {
    const recording = run(1);
    const traced = new Recording(recording.info, recording.initial);
    for (const [k, stop] of recording.stops.entries()) {
      traced.append(k === 1 ? { ...stop, event: 7 } : stop);
    }
    const copy = decodeStart(travel(encodeStart(traced)));
    decodeStops(copy, travel(encodeStops(traced, 0)));
    assert.deepEqual(
      copy.stops.map((stop) => ('event' in stop ? stop.event : 'none')),
      ['none', 7, 'none', 'none', 'none'],
    );
  });

  it('keeps NaN and Infinity apart from each other and from nothing', () => {
    const moment = { predictions: null, loss: null, data: new Float64Array(1), grad: new Float64Array(1) };
    const recording = new Recording(
      { steps: null, learningRate: null, seed: null, ownSeed: false, shape: null, targets: [] },
      moment,
    );
    const losses = [null, Number.NaN, Number.POSITIVE_INFINITY, -0, 0, null, 1];
    for (const loss of losses) {
      const stop: Stop = {
        ...moment,
        loss,
        step: recording.steps,
        phases: ['loss'],
        line: 3,
        deposit: null,
        printed: [],
        assigned: [],
      };
      recording.append(stop);
    }
    const copy = decodeStart(travel(encodeStart(recording)));
    decodeStops(copy, travel(encodeStops(recording, 0)));
    assert.deepEqual(
      copy.stops.map((stop) => stop.loss),
      losses,
    );
  });
});
