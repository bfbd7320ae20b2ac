/**
 * What a name stood for at the moment it was read. A copy, bounded in size: of a long list the first items, of a deep object
 * the outermost levels.
 *
 * `value`: something with `data`, `grad` and `backward`. `id` tells it from others; `parameter` says which parameter it is.
 * `object`: anything with attributes; `run` says of which run it is the model. `text`: anything else, as Python writes it.
 */
export type Recorded =
  | { readonly kind: 'number'; readonly number: number; readonly text: string }
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | {
      readonly kind: 'value';
      readonly type: string;
      readonly id: number;
      readonly data: number;
      readonly grad: number;
      readonly parameter: ParameterPlace | null;
    }
  | {
      readonly kind: 'list';
      readonly type: string;
      readonly items: readonly Recorded[];
      readonly length: number;
    }
  | {
      readonly kind: 'dict';
      readonly type: string;
      /** Each key as Python writes it. */
      readonly entries: readonly (readonly [key: string, value: Recorded])[];
      readonly length: number;
    }
  | {
      readonly kind: 'object';
      readonly type: string;
      readonly text: string;
      readonly attributes: readonly (readonly [name: string, value: Recorded])[];
      readonly run: number | null;
    };

/** Which parameter a value is: of which run, and which in the order of `parameters()`. */
export interface ParameterPlace {
  readonly run: number;
  readonly index: number;
}

/** A call of one of the learner's functions; the first is the script itself. */
export interface Call {
  /** The function's name; `<module>` for the script itself. */
  readonly name: string;
  /** The call from which it was called, by its index; -1 for the script itself. */
  readonly parent: number;
  /** The event during which it was called; -1 for the script itself. */
  readonly event: number;
}

/** Something that happened while a line was executed: it holds at every later event. */
interface During {
  readonly event: number;
}

/** A name was given a value, in one of the calls; arguments are given by the event that calls. */
export interface Given extends During {
  readonly call: number;
  readonly name: string;
  readonly value: Recorded;
}

/** A parameter was written to. */
export interface ParameterWrite extends During, ParameterPlace {
  readonly data: number;
  readonly grad: number;
}

/** A value that is no parameter has changed, as by a backward pass. */
export interface ValueChange extends During {
  readonly id: number;
  readonly data: number;
  readonly grad: number;
}

/** What a trace is made of; see {@link Trace}. It crosses from the worker as it is. */
export interface TraceData {
  /** Of each event the line that is about to be executed, from 1. */
  readonly lines: Uint32Array;
  /** Of each event the call that it belongs to, an index into `calls`. */
  readonly callOf: Uint32Array;
  readonly calls: readonly Call[];
  /** These three in the order of their events. */
  readonly given: readonly Given[];
  readonly writes: readonly ParameterWrite[];
  readonly changes: readonly ValueChange[];
  /** Whether the script was followed to its end; else it ran on without being followed line by line. */
  readonly isWhole: boolean;
  /**
   * The event from which on the methods of the script's own values were not followed, because it had done so much: a call of one
   * is part of the line that calls it. Null where there is none.
   */
  readonly shallowFrom: number | null;
}

/** A frame of the call stack. */
export interface Frame {
  readonly call: number;
  readonly name: string;
  readonly line: number;
}

/**
 * The lines that a script executed, one event each, in the order in which they were executed.
 *
 * To stand at an event is to stand *before* its line is executed, as in a debugger: what happens during the event holds from
 * the next one on. The place after the last event, at {@link length}, is the script's end.
 */
export class Trace {
  readonly data: TraceData;

  constructor(data: TraceData) {
    this.data = data;
  }

  /** Number of events. */
  get length(): number {
    return this.data.lines.length;
  }

  /** The call stack at an event, the innermost call first; at the end that of the last event. Empty without events. */
  stackAt(event: number): Frame[] {
    const { lines, callOf, calls } = this.data;
    const frames: Frame[] = [];
    let at = Math.min(event, this.length - 1);
    while (at >= 0) {
      const call = callOf[at];
      frames.push({ call, name: calls[call].name, line: lines[at] });
      at = calls[call].event;
    }
    return frames;
  }

  /** How many calls are under way at an event: 1 for the script itself. */
  depthAt(event: number): number {
    const { callOf, calls } = this.data;
    let depth = 0;
    for (let at = Math.min(event, this.length - 1); at >= 0; at = calls[callOf[at]].event) {
      depth += 1;
    }
    return depth;
  }

  /** What the names of a call stand for at an event, in the order in which they were first given. */
  namesAt(event: number, call: number): Map<string, Recorded> {
    const names = new Map<string, Recorded>();
    for (const given of this.data.given) {
      if (given.event >= event) {
        break;
      }
      if (given.call === call) {
        names.set(given.name, given.value);
      }
    }
    return names;
  }
}
