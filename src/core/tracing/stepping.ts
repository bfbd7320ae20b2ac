import { loopOfRun } from '../lesson/loopOfRun.ts';
import type { Timeline } from './timeline.ts';

/** Whether a debugger is to stop at a place, wherever it was going. */
export type Breaks = (place: number) => boolean;

const never: Breaks = () => false;

/** The next line that is executed, be it in a function. */
export function stepInto({ end }: Timeline, place: number): number {
  return Math.min(place + 1, end);
}

/** The next line of this call, or of one that it was called from; what it calls is passed, unless something breaks there. */
export function stepOver(timeline: Timeline, place: number, breaks: Breaks = never): number {
  return forward(timeline, place, callsUnderWay(timeline, place), breaks);
}

/** The next line of one of the calls that this one was called from; at the end of the recording where there is none. */
export function stepOut(timeline: Timeline, place: number, breaks: Breaks = never): number {
  const [, ...outer] = callsUnderWay(timeline, place);
  return forward(timeline, place, outer, breaks);
}

/** The line of this call, or of one that it was called from, that was executed before: the reverse of {@link stepOver}. */
export function stepBack(timeline: Timeline, place: number, breaks: Breaks = never): number {
  const calls = new Set(callsUnderWay(timeline, place));
  for (let at = place - 1; at > 0; at--) {
    if (calls.has(timeline.callAt(at)) || breaks(at)) {
      return at;
    }
  }
  return 0;
}

/** The next place that breaks; null where none does. */
export function nextBreak({ end }: Timeline, place: number, breaks: Breaks): number | null {
  for (let at = place + 1; at <= end; at++) {
    if (breaks(at)) {
      return at;
    }
  }
  return null;
}

/** The place before that breaks; null where none does. */
export function previousBreak(place: number, breaks: Breaks): number | null {
  for (let at = place - 1; at >= 0; at--) {
    if (breaks(at)) {
      return at;
    }
  }
  return null;
}

/**
 * The first line of the first training step: what the loop of the first run that updates anything begins with, or of the first
 * run where none does. The script's first line without one.
 */
export function firstStep(timeline: Timeline, text: string): number {
  const { recordings } = timeline;
  // A script may try its values out before it trains.
  const training = recordings.findIndex(({ stops }) => stops.some(({ phases }) => phases.includes('update')));
  const run = Math.max(0, training);
  const recording = recordings[run];
  if (!recording?.stops.length) {
    return 0;
  }
  const place = timeline.beginningOf({ run, position: 0 });
  const depth = timeline.depthAt(place);
  const loop = loopOfRun(text, recording);
  for (let at = place - 1; at >= 0; at--) {
    if (timeline.depthAt(at) <= depth && timeline.lineAt(at) === loop) {
      return at + 1;
    }
  }
  return place;
}

function forward(timeline: Timeline, place: number, calls: readonly number[], breaks: Breaks): number {
  const wanted = new Set(calls);
  for (let at = place + 1; at < timeline.end; at++) {
    if (wanted.has(timeline.callAt(at)) || breaks(at)) {
      return at;
    }
  }
  return timeline.end;
}

/** The calls that are under way at a place, the innermost first. */
function callsUnderWay(timeline: Timeline, place: number): number[] {
  const calls: number[] = [];
  for (let call = timeline.callAt(place); call >= 0; call = timeline.trace?.data.calls[call]?.parent ?? -1) {
    calls.push(call);
  }
  return calls;
}
