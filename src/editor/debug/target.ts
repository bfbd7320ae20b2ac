import type { Trace } from '../../core/tracing/trace.ts';
import type { Recording } from '../../core/training/recording.ts';
import type { ScriptView } from '../../protocol/messages.ts';
import type { ScriptEnd } from '../../protocol/python.ts';

/** An execution of a script that can be gone through. */
export interface DebuggedExecution {
  readonly source: { readonly uri: string; readonly file: string; readonly text: string };
  readonly recordings: readonly Recording[];
  /** Null where it was not followed line by line. */
  readonly trace: Trace | null;
  /** How it ended; null while it is under way. */
  readonly end: ScriptEnd | null;
}

/** What is debugged: the session, as far as the debugger knows it. */
export interface DebugTarget {
  /** Whether the lesson is open. */
  readonly isOpen: boolean;
  /** What is shown; null while there is nothing. */
  readonly execution: DebuggedExecution | null;
  readonly view: { readonly position: number; readonly playing: boolean };
  readonly script: Pick<ScriptView, 'run' | 'stale' | 'state' | 'problem'>;
  /** Something of this has changed. */
  readonly onDidChange: (listener: () => void) => { dispose(): void };
  /** Runs the followed script again, traced, and traces every run from now on. Resolves when it has ended. */
  startTracing(): Promise<void>;
  stopTracing(): void;
  /** Moves the cursor to a stop of one of the runs. */
  goTo(run: number, position: number): void;
}
