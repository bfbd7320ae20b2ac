import { diagnose, diagnoseInParts } from '../core/diagnosis/diagnose.ts';
import type { Finding } from '../core/diagnosis/finding.ts';
import type { Trace } from '../core/tracing/trace.ts';
import type { Recording } from '../core/training/recording.ts';
import type { ScriptEnd } from '../protocol/python.ts';
import { LiveRuns } from '../python/liveRuns.ts';
import type { ScriptSource } from './scriptSource.ts';

/**
 * Why a script is run: its file was opened, its text was edited, or the learner said so; `traced`: once more as it is shown
 * already, only this time line by line.
 */
export type Cause = 'opened' | 'edited' | 'asked' | 'traced';

const nothing: readonly Finding[] = [];

/** So many stops are looked through at once, in a few milliseconds; more in parts, with time for others in between. */
const stopsAtOnce = 500;

/** For so many milliseconds a part goes on. */
const partTime = 4;

/** One execution of a script: its text, and what it did. */
export class Execution {
  readonly source: ScriptSource;
  readonly cause: Cause;
  /** What its random numbers begin with, unless the script seeds them itself. */
  readonly seed: number;
  /** Whether its trace is made. */
  readonly isTraced: boolean;
  readonly runs = new LiveRuns();
  /** The lines it executed; null where none was made, or while it is under way. */
  trace: Trace | null = null;
  /** The Python files beside the script as they were; what a mistake in one of them refers to. */
  siblings: Readonly<Record<string, string>> = {};
  /** Whether it was begun before the pause in typing has ended: nobody is to see it yet. */
  early: boolean;
  /** All that it has printed. */
  printed = '';
  /** Whether it has been under way so long that a person sees it take its time. */
  long = false;
  /** How it ended; null while it is under way. */
  end: ScriptEnd | null = null;
  private found: readonly Finding[] | null = null;

  constructor(source: ScriptSource, cause: Cause, seed: number, isTraced: boolean, early = false) {
    this.source = source;
    this.cause = cause;
    this.seed = seed;
    this.isTraced = isTraced;
    this.early = early;
  }

  get recordings(): readonly Recording[] {
    return this.runs.recordings;
  }

  /**
   * What is to be said about its runs. Empty until it has come to its end, and where it broke off: half a run tells nothing.
   * Of a long run it is known once it has been {@link diagnose | diagnosed}.
   */
  get findings(): readonly Finding[] {
    if (this.isGood && !this.found && this.isShort) {
      this.found = diagnose(this.recordings);
    }
    return this.found ?? nothing;
  }

  /** Whether all is known that there is to be said. */
  get isDiagnosed(): boolean {
    return this.found !== null || this.isShort || !this.isGood;
  }

  /** Looks for what is to be said about its runs, without keeping anybody waiting. To be called once it has ended. */
  async diagnose(): Promise<void> {
    const parts = diagnoseInParts(this.recordings);
    let part = parts.next();
    while (!part.done) {
      await new Promise((resolve) => setImmediate(resolve));
      const until = performance.now() + partTime;
      do {
        part = parts.next();
      } while (!part.done && performance.now() < until);
    }
    this.found = part.value;
  }

  private get isShort(): boolean {
    return this.recordings.reduce((sum, { stops }) => sum + stops.length, 0) <= stopsAtOnce;
  }

  /** Whether what it did is worth looking at: it ran to its end, or trained until it was stopped. */
  get isGood(): boolean {
    return this.runs.areGood(this.end);
  }
}
