import { Recording } from '../../../src/core/training/recording.ts';
import { decodeStart, decodeStops, encodeStart, encodeStops } from '../../../src/protocol/wire.ts';
import { lossesOf } from '../../../src/session/runView.ts';

/** What a message goes through between host and webview: JSON, with typed arrays carried beside it. */
export function travel<T>(message: T): T {
  const arrays: Float64Array[] = [];
  const text = JSON.stringify(message, (_key, value) =>
    value instanceof Float64Array ? { carried: arrays.push(value.slice()) - 1 } : value,
  );
  return JSON.parse(text, (_key, value) =>
    value !== null && typeof value === 'object' && 'carried' in value ? arrays[value.carried] : value,
  );
}

/**
 * The recording as the webview has it that was there while it grew, and was sent portions of these sizes, over and over: a
 * snapshot, then deltas.
 */
export function webviewCopy(recording: Recording, portions: readonly number[]): Recording {
  const growing = new Recording(recording.info, recording.initial);
  const copy = decodeStart(travel(encodeStart(growing)));
  let steps = 0;
  for (let sent = 0, turn = 0; sent < recording.stops.length; turn++) {
    for (const stop of recording.stops.slice(sent, sent + portions[turn % portions.length])) {
      growing.noteLosses(0, recording.losses().slice(0, stop.step));
      growing.append(stop);
    }
    // The loss of the last step may have been sent before it was computed.
    const first = Math.max(0, steps - 1);
    const delta = travel({
      losses: { first, values: lossesOf(growing, first) },
      stops: encodeStops(growing, sent),
    });
    noteLosses(copy, first, delta.losses.values);
    decodeStops(copy, delta.stops);
    sent = growing.stops.length;
    steps = growing.steps;
  }
  const rest = travel({ values: lossesOf(recording, 0), outcome: recording.outcome });
  noteLosses(copy, 0, rest.values);
  if (rest.outcome) {
    copy.finish(rest.outcome);
  }
  return copy;
}

function noteLosses(recording: Recording, first: number, values: Float64Array): void {
  recording.noteLosses(
    first,
    Array.from(values, (loss) => (Number.isNaN(loss) ? null : loss)),
  );
}
