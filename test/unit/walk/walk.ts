import type { MersenneTwister } from '../../../src/core/random/mersenneTwister.ts';
import { stepBack, stepInto, stepOut, stepOver } from '../../../src/core/tracing/stepping.ts';
import type { Timeline } from '../../../src/core/tracing/timeline.ts';
import type { Recording } from '../../../src/core/training/recording.ts';
import type { Debugger } from '../../../src/editor/debug/debugger.ts';
import { drawCondition } from './expectedCondition.ts';
import type { Lesson } from './lesson.ts';

/** Draws from lists and ranges. */
export class Draw {
  private readonly twister: MersenneTwister;

  constructor(twister: MersenneTwister) {
    this.twister = twister;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.twister.random() * (high - low + 1));
  }

  oneOf<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)];
  }
}

/** A move that has been made: what it was, and where it must have led: the cursor, or the debugger, which takes the cursor along. */
export interface Moved {
  readonly name: string;
  readonly position?: number;
  readonly place?: number;
}

/** Moves the cursor of a lesson, or its debugger, in any way that there is. */
export function moveSomehow(lesson: Lesson, debug: Debugger, draw: Draw): Moved {
  const { recording, position } = lesson;
  const { timeline } = debug.run!;
  const last = recording.stops.length - 1;
  const { place } = debug;
  const { breaks } = broken.get(debug) ?? { breaks: () => false };
  // What has no lines, as the Trainer's run, has no frames either: it is all one call.
  const callsAt = (at: number) =>
    timeline.lineAt(at) === null ? [0] : timeline.stackAt(at).map(({ call }) => call);
  const calls = callsAt(place);
  const innermost = (at: number) => callsAt(at)[0];
  const forward = (stops: (at: number) => boolean) => firstUp(place + 1, timeline.end, stops) ?? timeline.end;
  const back = (stops: (at: number) => boolean) => firstDown(place - 1, stops) ?? 0;
  switch (draw.between(0, 16)) {
    case 0:
      lesson.move('stepPhase');
      return { name: 'stepPhase', position: Math.min(position + 1, last) };
    case 1:
      lesson.move('stepBack');
      return { name: 'stepBack', position: Math.max(position - 1, -1) };
    case 2:
      lesson.move('stepIteration');
      return { name: 'stepIteration', position: afterIterations(recording, position, 1) };
    case 3: {
      lesson.move('stepIterationBack');
      const step = position < 0 ? 0 : recording.stops[position].step;
      const before = recording.stops.filter((stop) => stop.step < step).length - 1;
      return { name: 'stepIterationBack', position: before };
    }
    case 4:
    case 5: {
      const target = draw.between(-3, last + 3);
      lesson.moveTo(target);
      return { name: `moveTo ${target}`, position: Math.max(-1, Math.min(target, last)) };
    }
    case 6:
      lesson.toEnd();
      return { name: 'toEnd', position: last };
    case 7:
      lesson.reset();
      return { name: 'reset', position: -1 };
    case 8: {
      const frames = draw.between(1, 4);
      lesson.play(frames);
      return { name: `play ${frames} frames`, position: afterIterations(recording, position, frames) };
    }
    case 9: {
      const run = draw.between(0, lesson.recordings.length - 1);
      const target = draw.between(-1, lesson.recordings[run].stops.length - 1);
      lesson.goTo(run, target);
      return { name: `goTo ${run} ${target}`, position: target };
    }
    case 10: {
      const run = draw.between(0, lesson.recordings.length - 1);
      lesson.showRun(run);
      return { name: `showRun ${run}` };
    }
    case 11:
      debug.step(stepOver);
      return { name: 'next', place: forward((at) => calls.includes(innermost(at)) || breaks(at)) };
    case 12:
      debug.step(stepInto);
      return { name: 'stepIn', place: Math.min(place + 1, timeline.end) };
    case 13:
      debug.step(stepOut);
      return {
        name: 'stepOut',
        place: forward((at) => calls.slice(1).includes(innermost(at)) || breaks(at)),
      };
    case 14:
      debug.step(stepBack);
      return { name: 'stepBack', place: back((at) => calls.includes(innermost(at)) || breaks(at)) };
    case 15: {
      const set = setBreakpoints(debug, draw);
      debug.continue();
      return { name: `continue to ${set.said}`, place: forward(set.breaks) };
    }
    default: {
      const set = setBreakpoints(debug, draw);
      debug.reverse();
      return { name: `reverseContinue to ${set.said}`, place: back(set.breaks) };
    }
  }
}

/** Whether a debugger must stop at a place, wherever it goes: what {@link setBreakpoints} has set. */
const broken = new WeakMap<Debugger, { readonly breaks: (place: number) => boolean }>();

/** Breakpoints that have been set: how to read them, and where they must stop. */
interface SetBreakpoints {
  readonly said: string;
  readonly breaks: (place: number) => boolean;
}

/**
 * Sets other breakpoints: on lines that were executed, half of them where a condition holds, and now and then where the loss
 * rises.
 */
function setBreakpoints(debug: Debugger, draw: Draw): SetBreakpoints {
  const { executed, timeline } = debug.run!;
  const all = [...executed];
  const lines = all.length > 0 ? [draw.oneOf(all), draw.oneOf(all)] : [];
  const set = lines.map((line) => ({
    line,
    condition: draw.between(0, 1) === 0 ? drawCondition(timeline, draw) : null,
  }));
  const risen = draw.between(0, 3) === 0 ? rises(timeline) : null;
  debug.breakpoints.set(
    debug.path,
    set.map(({ line, condition }) => ({ line, ...(condition ? { condition: condition.text } : {}) })),
  );
  debug.breakpoints.setFilters(risen ? ['lossRises'] : []);
  debug.breakpointsChanged();
  const holdsAt = (place: number) =>
    set.some(({ line, condition }) => line === timeline.lineAt(place) && (condition?.holds(place) ?? true));
  const breaks = (place: number) => (risen?.has(place) ?? false) || (place < timeline.end && holdsAt(place));
  broken.set(debug, { breaks });
  const said = set.map(({ line, condition }) => (condition ? `${line} if ${condition.text}` : `${line}`));
  return { said: said.join(' and '), breaks };
}

/** The places where the last loss of a step is known, and greater than that of the step before. */
function rises(timeline: Timeline): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [run, recording] of timeline.recordings.entries()) {
    const losses = recording.losses();
    const last = new Map<number, number>();
    for (const [position, { step, phases }] of recording.stops.entries()) {
      if (phases.includes('loss')) {
        last.set(step, position);
      }
    }
    for (const [step, position] of last) {
      const [before, loss] = [losses[step - 1] ?? null, losses[step]];
      if (before !== null && loss !== null && loss > before) {
        found.add(timeline.placeOf({ run, position }));
      }
    }
  }
  return found;
}

function firstUp(from: number, to: number, holds: (at: number) => boolean): number | null {
  for (let at = from; at <= to; at++) {
    if (holds(at)) {
      return at;
    }
  }
  return null;
}

function firstDown(from: number, holds: (at: number) => boolean): number | null {
  for (let at = from; at >= 0; at--) {
    if (holds(at)) {
      return at;
    }
  }
  return null;
}

/** Where so many whole steps lead: each to the last stop of a step. */
function afterIterations({ stops }: Recording, position: number, times: number): number {
  const isLast = (at: number) => stops[at].step !== stops[at + 1]?.step;
  let at = position;
  for (let k = 0; k < times; k++) {
    do {
      at = Math.min(at + 1, stops.length - 1);
    } while (!isLast(at));
  }
  return at;
}
