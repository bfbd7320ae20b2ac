import type { TraceData } from '../core/tracing/trace.ts';
import type { RunGrowth, ScriptEnd, ScriptRequest } from '../protocol/python.ts';

export type RunnerState = 'idle' | 'starting' | 'ready' | 'running' | 'failed' | 'disposed';

/** What runs a learner's script: Python, as the session sees it. */
export interface ScriptRunner {
  readonly state: RunnerState;
  /** Called with every change of state; returns what ends it. */
  onDidChangeState(listener: () => void): { dispose(): void };
  /** Loads Python in the background. */
  start(): void;
  /**
   * Runs a script; a run that is under way is stopped first and resolves as `superseded`. Never rejects. `onTraced` takes the
   * trace, before the end, where the script asks for one.
   */
  run(
    script: Omit<ScriptRequest, 'id'>,
    onGrown: (runs: readonly RunGrowth[], printed: string) => void,
    onTraced: (trace: TraceData) => void,
  ): Promise<ScriptEnd | { readonly kind: 'superseded' }>;
  stop(): void;
  /** Lets go of Python until it is needed again. */
  rest(): void;
}
