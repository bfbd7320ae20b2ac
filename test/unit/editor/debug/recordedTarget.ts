import type { DebuggedExecution, DebugTarget } from '../../../../src/editor/debug/target.ts';
import type { Problem, ScriptState } from '../../../../src/protocol/messages.ts';
import { script, tracedTrainer } from '../../core/tracing/tracedTrainer.ts';

/** The lesson, as far as a debugger knows it, with a script that has been run: the test moves its cursor and changes its text. */
export class RecordedTarget implements DebugTarget {
  isOpen = true;
  isTracing = false;
  execution: DebuggedExecution | null;
  view = { position: -1, playing: false };
  script: { run: number; stale: boolean; state: ScriptState; problem: Problem | null } = {
    run: 0,
    stale: false,
    state: 'finished',
    problem: null,
  };
  private readonly listeners = new Set<() => void>();

  constructor(execution: DebuggedExecution | null = executed()) {
    this.execution = execution;
  }

  onDidChange = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  async startTracing(): Promise<void> {
    this.isTracing = true;
  }

  stopTracing(): void {
    this.isTracing = false;
  }

  goTo(run: number, position: number): void {
    this.script = { ...this.script, run };
    this.move(position);
  }

  /** Moves the cursor, as the scrubber does, or playing. */
  move(position: number, playing = false): void {
    this.view = { position, playing };
    this.fire();
  }

  /** The text has been changed; what is shown is of the older one. */
  edit(state: ScriptState = 'waiting', problem: Problem | null = null): void {
    this.script = { ...this.script, stale: true, state, problem };
    this.fire();
  }

  /** The changed text has run; the cursor is at the same step and phase. */
  rerun(execution: DebuggedExecution): void {
    this.execution = execution;
    this.script = { ...this.script, stale: false, state: 'finished', problem: null };
    this.fire();
  }

  close(): void {
    this.isOpen = false;
    this.execution = null;
    this.fire();
  }

  private fire(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}

export const uri = 'file:///lesson/day5.py';

/** An execution of the script of the traced Trainer. */
export function executed(
  options: Parameters<typeof tracedTrainer>[0] = {},
  text = script,
): DebuggedExecution & { readonly end: { readonly kind: 'finished' } } {
  const { recording, trace } = tracedTrainer(options);
  return {
    source: { uri, file: 'day5.py', text },
    recordings: [recording],
    trace,
    end: { kind: 'finished' },
  };
}
