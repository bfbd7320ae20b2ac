import type { Recording, Stop } from '../training/recording.ts';
import type { Call, Frame, Trace } from './trace.ts';

/** A stop of one of a script's runs; position −1 is the run's beginning. */
export interface RunPosition {
  readonly run: number;
  readonly position: number;
}

/** A stop, and the place from which on it is over. */
interface Completion extends RunPosition {
  readonly place: number;
}

/**
 * The places where a debugger can stand in a script that has run, and which of its stops are over there.
 *
 * A place is an event of the trace: its line is about to be executed. What the trace does not reach follows as places of
 * their own, one for each stop, whose line is about to happen. The last place, {@link end}, is the end of the recording.
 */
export class Timeline {
  readonly trace: Trace | null;
  readonly recordings: readonly Recording[];
  /** Number of events: the places below are events. */
  readonly events: number;
  /** The stops that no event is known of, in their order. */
  private readonly untraced: readonly RunPosition[];
  private readonly depths: readonly number[];
  /** The events during which stops began, in order. */
  private readonly beginnings: readonly { readonly event: number }[];
  /** Of each run, for each stop the place from which on it is over. */
  private readonly placesOf: readonly (readonly number[])[];
  /** All stops in the order in which they are over. */
  private readonly completions: readonly Completion[];

  constructor(trace: Trace | null, recordings: readonly Recording[]) {
    this.trace = trace;
    this.recordings = recordings;
    this.events = trace?.length ?? 0;
    this.depths = depthsOf(trace);
    this.untraced = recordings.flatMap(({ stops }, run) =>
      stops.flatMap((stop, position) => (this.isTraced(stop) ? [] : [{ run, position }])),
    );
    this.beginnings = recordings
      .flatMap(({ stops }, run) =>
        stops.flatMap((stop, position) =>
          this.isTraced(stop) ? [{ event: this.frameEvent(run, position) }] : [],
        ),
      )
      .sort((a, b) => a.event - b.event);
    this.placesOf = recordings.map((recording, run) => this.completionsOf(recording, run));
    this.completions = this.placesOf
      .flatMap((places, run) => places.map((place, position) => ({ run, position, place })))
      .sort((a, b) => a.place - b.place || this.eventOf(a) - this.eventOf(b));
  }

  /** The place after everything. */
  get end(): number {
    return this.events + this.untraced.length;
  }

  /** Where the debugger stands when a run is looked at at one of its stops; at −1 before the run's first stop. */
  placeOf({ run, position }: RunPosition): number {
    const places = this.placesOf[run] ?? [];
    if (position >= 0 && places.length > 0) {
      return places[Math.min(position, places.length - 1)];
    }
    return places.length > 0 ? this.beginningOf({ run, position: 0 }) : 0;
  }

  /** The stop that is over last at a place, of whichever run; the beginning of the first run before all of them. */
  cursorAt(place: number): RunPosition {
    const { run, position } = this.completions[this.completedAt(place) - 1] ?? { run: 0, position: -1 };
    return { run, position };
  }

  /** The last stop of one run that is over at a place; −1 before its first. */
  completedIn(run: number, place: number): number {
    return countUpTo(this.placesOf[run] ?? [], place) - 1;
  }

  /** Where a stop begins: its statement is about to be executed there. */
  beginningOf({ run, position }: RunPosition): number {
    const { event } = this.recordings[run].stops[position];
    return event !== undefined && event < this.events
      ? this.statementEvent(this.frameEvent(run, position))
      : this.untracedPlace(run, position);
  }

  /** The line that is about to be executed; at the end the last one that was; null where there is none. */
  lineAt(place: number): number | null {
    if (place < this.events) {
      return this.trace?.data.lines[place] ?? null;
    }
    const at = this.untraced[Math.min(place, this.end - 1) - this.events];
    if (at) {
      return this.recordings[at.run].stops[at.position].line;
    }
    return this.events > 0 ? (this.trace?.data.lines[this.events - 1] ?? null) : null;
  }

  /** The call that a place belongs to: an index into the trace's calls. What is not traced belongs to the script itself. */
  callAt(place: number): number {
    if (this.untraced.length > 0 && place >= this.events) {
      return 0;
    }
    return this.trace?.data.callOf[Math.min(place, this.events - 1)] ?? 0;
  }

  /** The call stack, the innermost call first; a single frame where nothing is traced. */
  stackAt(place: number): Frame[] {
    const isTraced = place < this.events || this.untraced.length === 0;
    if (this.trace && this.events > 0 && isTraced) {
      return this.trace.stackAt(place);
    }
    const line = this.lineAt(place);
    return line === null ? [] : [{ call: 0, name: '<module>', line }];
  }

  /** Whether what a call's names stand for is known at a place. */
  knowsNamesAt(place: number): boolean {
    return this.events > 0 && (place <= this.events || this.untraced.length === 0);
  }

  /** How many calls are under way: 1 for the script itself. */
  depthAt(place: number): number {
    return this.depths[this.callAt(place)] ?? 1;
  }

  private completedAt(place: number): number {
    let low = 0;
    let high = this.completions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.completions[middle].place <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private isTraced({ event }: Stop): boolean {
    return event !== undefined && event < this.events;
  }

  private eventOf({ run, position }: RunPosition): number {
    return this.recordings[run].stops[position].event ?? this.untracedPlace(run, position);
  }

  private untracedPlace(run: number, position: number): number {
    return this.events + this.untraced.findIndex((at) => at.run === run && at.position === position);
  }

  /** For each stop of a run the place from which on it is over; never before that of the stop before. */
  private completionsOf(recording: Recording, run: number): number[] {
    const first = this.untraced.findIndex((at) => at.run === run);
    const firstUntraced = recording.stops.findIndex((stop) => !this.isTraced(stop));
    let last = 0;
    return recording.stops.map((stop, position) => {
      const place = this.isTraced(stop)
        ? this.after(this.lastActivity(recording, run, position), this.frameEvent(run, position))
        : this.events + first + (position - firstUntraced) + 1;
      last = Math.max(last, place);
      return last;
    });
  }

  /**
   * The first event after another in the call that `frame`, an event too, belongs to, in one that this was called from, or in
   * the same function where it is called once more. What a script's own values do in between is passed over.
   */
  private after(event: number, frame: number): number {
    const { callOf, calls } = (this.trace as Trace).data;
    const { name, parent } = calls[callOf[frame]];
    const underWay = new Set<number>();
    for (let call = callOf[frame]; call >= 0; call = calls[call].parent) {
      underWay.add(call);
    }
    const isThere = (call: number) =>
      underWay.has(call) || (calls[call].parent === parent && calls[call].name === name);
    let next = event + 1;
    while (next < this.events && !isThere(callOf[next])) {
      next += 1;
    }
    return next;
  }

  /** The last event of a stop: its line once more before the next stop begins, or a write to a parameter. */
  private lastActivity(recording: Recording, run: number, position: number): number {
    const { data } = this.trace as Trace;
    const stop = recording.stops[position];
    const first = this.frameEvent(run, position);
    const before = this.nextBeginning(recording, position);
    // Another run may go through the same lines.
    const other = this.beginnings[firstAt(this.beginnings, first + 1)]?.event ?? this.events;
    let last = first;
    for (let event = first + 1; event < Math.min(before, other); event++) {
      if (data.lines[event] === stop.line) {
        last = event;
      }
    }
    for (let k = firstAt(data.writes, first); data.writes[k]?.event < before; k++) {
      if (data.writes[k].run === run) {
        last = Math.max(last, data.writes[k].event);
      }
    }
    return last;
  }

  /**
   * The event before which a stop is over: that of the next stop. Where steps have been left out in between, the line on which
   * the step has begun, for there the next one begins.
   */
  private nextBeginning(recording: Recording, position: number): number {
    const stop = recording.stops[position];
    const next = recording.stops[position + 1];
    const nextEvent = Math.min(next?.event ?? this.events, this.events);
    const left = next ? next.step > stop.step + 1 : stop.step < recording.steps - 1;
    if (!left || !this.trace) {
      return nextEvent;
    }
    const { line } = recording.stops[recording.firstOf(stop.step)];
    const again = this.trace.data.lines.indexOf(line ?? 0, (stop.event ?? 0) + 1);
    return again < 0 ? nextEvent : Math.min(again, nextEvent);
  }

  /** The event that executes a stop's line: the one it began in, or the one that called that. */
  private frameEvent(run: number, position: number): number {
    const { event = 0, line } = this.recordings[run].stops[position];
    const { lines, callOf, calls } = (this.trace as Trace).data;
    for (let at = event; at >= 0; at = calls[callOf[at]].event) {
      if (lines[at] === line) {
        return at;
      }
    }
    return event;
  }

  /** The event that executes the statement in which a generator expression or a lambda is under way; else the event itself. */
  private statementEvent(event: number): number {
    const { callOf, calls } = (this.trace as Trace).data;
    let at = event;
    while (isExpression(calls[callOf[at]])) {
      at = calls[callOf[at]].event;
    }
    return at;
  }
}

/** Whether a call is part of a statement, as that of a generator expression is, and no function with lines of its own. */
function isExpression({ name, parent }: Call): boolean {
  return parent >= 0 && name.startsWith('<');
}

/** How deep each call of a trace is: 1 for the script itself. */
function depthsOf(trace: Trace | null): number[] {
  const depths: number[] = [];
  for (const { parent } of trace?.data.calls ?? []) {
    depths.push(parent < 0 ? 1 : depths[parent] + 1);
  }
  return depths;
}

/** How many of the sorted numbers are not greater than a limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Index of the first that happened at an event or later. */
export function firstAt(sorted: readonly { readonly event: number }[], event: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle].event < event) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
