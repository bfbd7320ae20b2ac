import type { ErrorFinding } from '../diagnosis/finding.ts';
import { notFinite } from '../diagnosis/notFinite.ts';
import { staleUses } from '../diagnosis/staleGradients.ts';
import { readTraining } from '../diagnosis/training.ts';
import { stepBack } from './stepping.ts';
import type { Timeline } from './timeline.ts';

/** A step whose loss is greater than that of the step before. */
export interface LossRise {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/** The lines that were executed. */
export function executedLines(timeline: Timeline): ReadonlySet<number> {
  const lines = new Set<number>(timeline.trace?.data.lines);
  for (let place = timeline.events; place < timeline.end; place++) {
    const line = timeline.lineAt(place);
    if (line !== null) {
      lines.add(line);
    }
  }
  return lines;
}

/**
 * The line on which a breakpoint can stop: its own, or the next that was executed where it stands on a blank line, a comment
 * or a closing bracket. Null where there is none: the line was not executed, or nothing follows.
 */
export function breakableLine(
  executed: ReadonlySet<number>,
  text: readonly string[],
  line: number,
): number | null {
  for (let at = line; at <= text.length; at++) {
    if (executed.has(at)) {
      return at;
    }
    if (!/^[\s\])},:]*(?:#.*)?$/.test(text[at - 1])) {
      return null;
    }
  }
  return null;
}

/** The places at which it is known that the loss has risen. */
export function lossRises(timeline: Timeline): ReadonlyMap<number, LossRise> {
  const rises = new Map<number, LossRise>();
  for (const [run, recording] of timeline.recordings.entries()) {
    const losses = recording.losses();
    for (let step = 1; step < losses.length; step++) {
      const from = losses[step - 1];
      const to = losses[step];
      const position = recording.find(step, 'loss');
      if (from !== null && to !== null && to > from && position >= 0) {
        rises.set(timeline.placeOf({ run, position }), { step, from, to });
      }
    }
  }
  return rises;
}

/** The places at which a backward pass is over that has added to gradients which an update had used, and another uses again. */
export function staleGradientsAt(timeline: Timeline): ReadonlyMap<number, ErrorFinding<'stale-gradients'>> {
  const places = new Map<number, ErrorFinding<'stale-gradients'>>();
  for (const [run, recording] of timeline.recordings.entries()) {
    const end = notFinite(recording)?.index ?? recording.stops.length;
    for (const { stop, found } of staleUses(readTraining(recording, end))) {
      const place = timeline.placeOf({ run, position: stop });
      if (!places.has(place)) {
        places.set(place, { run, ...found });
      }
    }
  }
  return places;
}

/**
 * Where a script that ended with an error raised it: before the line that did, the script's own where it was in a file beside
 * it (`line` null). Null where the trace does not reach that far.
 */
export function errorPlace(timeline: Timeline, line: number | null): number | null {
  const { trace, events } = timeline;
  if (!trace?.data.isWhole || events === 0) {
    return null;
  }
  const place = line === null ? -1 : trace.data.lines.lastIndexOf(line);
  // Where not all is followed any more, an earlier time on that line proves nothing.
  return place >= (trace.data.shallowFrom ?? 0) ? place : stepBack(timeline, timeline.end);
}

/** The line of a text where a line of an older one went: edits between their common beginning and end are stepped around. */
export function movedLine(older: readonly string[], newer: readonly string[], line: number): number {
  const shortest = Math.min(older.length, newer.length);
  let same = 0;
  while (same < shortest && older[same] === newer[same]) {
    same += 1;
  }
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && older.at(-1 - sameAtEnd) === newer.at(-1 - sameAtEnd)) {
    sameAtEnd += 1;
  }
  if (line <= same) {
    return line;
  }
  return line > older.length - sameAtEnd
    ? line + newer.length - older.length
    : Math.max(1, Math.min(line, newer.length - sameAtEnd));
}
