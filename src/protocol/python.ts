import type { TraceData } from '../core/tracing/trace.ts';
import type { Outcome } from '../core/training/recording.ts';
import type { WireStart, WireStop } from './wire.ts';

/** A script to run. */
export interface ScriptRequest {
  /** Counts the runs; everything that comes back carries it. */
  readonly id: number;
  /** The script's file name without its folder, as tracebacks show it: `day5.py`. */
  readonly file: string;
  readonly text: string;
  /** The Python files beside it that it may import: file name to text. */
  readonly siblings: Readonly<Record<string, string>>;
  /** What Python's `random` begins with, unless the script seeds it itself. */
  readonly seed: number;
  /** Whether its trace is made: every line that it executes. That takes its time. */
  readonly trace: boolean;
}

/** What the host says to the worker. Stopping is said through shared memory: a running script does not read messages. */
export type ToPython = { readonly type: 'run'; readonly request: ScriptRequest };

/**
 * How one of a script's runs has grown. A run is what one model went through: a script that trains four models has four
 * runs, counted from 0 in the order in which they began.
 */
export interface RunGrowth {
  readonly run: number;
  /** With the first growth of a run. */
  readonly start?: WireStart;
  /** The losses of the steps from `first` on. */
  readonly losses?: { readonly first: number; readonly values: readonly (number | null)[] };
  readonly stops: readonly WireStop[];
  /** With the last growth of a run. */
  readonly outcome?: Outcome;
}

/** A mistake in a script, as Python tells it. */
export interface ScriptError {
  /** The exception's class, such as `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** The learner's file it happened in, and where there, all from 1; the last line of the traceback that is the learner's own. */
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  /** The traceback as Python prints it, without frames that are not the learner's. */
  readonly traceback: string;
}

/** Why a script was ended before its own end. */
export type StopReason = 'asked' | 'time' | 'output' | 'memory';

/** How a script ended. */
export type ScriptEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'error'; readonly error: ScriptError }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly line: number | null }
  /** The worker died, or could not be started. */
  | { readonly kind: 'crashed'; readonly message: string };

/** What the worker says to the host. */
export type FromPython =
  /** Python is there, or has been tidied up after a script: the next one may come. */
  | { readonly type: 'ready' }
  /** Python could not be started. */
  | { readonly type: 'failed'; readonly message: string }
  | {
      readonly type: 'grown';
      readonly id: number;
      readonly runs: readonly RunGrowth[];
      readonly printed: string;
    }
  /** Before `ended`, where the trace was asked for. */
  | { readonly type: 'traced'; readonly id: number; readonly trace: TraceData }
  | { readonly type: 'ended'; readonly id: number; readonly end: ScriptEnd };
