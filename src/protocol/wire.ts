import type { Phase } from '../core/training/phase.ts';
import {
  type Assigned,
  type Moment,
  type Printed,
  Recording,
  type RunInfo,
  type Sent,
  type Stop,
} from '../core/training/recording.ts';

/**
 * A stop on its way between worker, host and webview: only what changed since the stop before.
 *
 * Numbers travel in typed arrays, since a message is JSON and would turn NaN and Infinity into null.
 */
export interface WireStop {
  readonly step: number;
  readonly phases: readonly Phase[];
  readonly line: number | null;
  readonly lines?: Stop['lines'];
  readonly event?: number;
  readonly printed: readonly Printed[];
  readonly assigned: readonly Assigned[];
  readonly predictions?: Float64Array;
  /** One number; null where there is none any more. */
  readonly loss?: Float64Array | null;
  readonly data?: Float64Array;
  readonly grad?: Float64Array;
  readonly deposit?: Float64Array;
  readonly sent?: readonly Sent[];
}

/** The start of a recording on its way. */
export interface WireStart {
  readonly info: RunInfo;
  readonly data: Float64Array;
  readonly grad: Float64Array;
}

export function encodeStart({ info, initial }: Recording): WireStart {
  return { info, data: initial.data, grad: initial.grad };
}

/** The stops of a recording from the index `from` on, to before `to`. */
export function encodeStops(recording: Recording, from: number, to?: number): WireStop[] {
  return recording.stops.slice(from, to).map((stop, k) => encodeStop(stop, recording.before(from + k)));
}

/** A stop as what it changed since the moment that was sent before it. */
export function encodeStop(stop: Stop, before: Moment): WireStop {
  const {
    step,
    phases,
    line,
    lines,
    event,
    printed,
    assigned,
    predictions,
    loss,
    data,
    grad,
    deposit,
    sent,
  } = stop;
  return {
    step,
    phases,
    line,
    ...(event === undefined ? {} : { event }),
    printed,
    assigned,
    ...(predictions && predictions !== before.predictions ? { predictions } : {}),
    ...(Object.is(loss, before.loss) ? {} : { loss: loss === null ? null : Float64Array.of(loss) }),
    ...(data === before.data ? {} : { data }),
    ...(grad === before.grad ? {} : { grad }),
    ...(deposit ? { deposit } : {}),
    ...(sent ? { sent } : {}),
    ...(lines ? { lines } : {}),
  };
}

export function decodeStart({ info, data, grad }: WireStart): Recording {
  return new Recording(info, { predictions: null, loss: null, data, grad });
}

/** Appends stops that follow what the recording holds already. */
export function decodeStops(recording: Recording, stops: readonly WireStop[]): void {
  for (const wire of stops) {
    const {
      step,
      phases,
      line,
      lines,
      event,
      printed,
      assigned,
      predictions,
      loss,
      data,
      grad,
      deposit,
      sent,
    } = wire;
    const before: Moment = recording.before(recording.stops.length);
    const stop: Stop = {
      step,
      phases,
      line,
      ...(event === undefined ? {} : { event }),
      printed,
      assigned,
      predictions: predictions ?? before.predictions,
      loss: loss === undefined ? before.loss : (loss?.[0] ?? null),
      data: data ?? before.data,
      grad: grad ?? before.grad,
      deposit: deposit ?? null,
      ...(sent ? { sent } : {}),
      ...(lines ? { lines } : {}),
    };
    recording.append(stop);
  }
}
