import type { TraceData } from '../../../src/core/tracing/trace.ts';
import type { Recording } from '../../../src/core/training/recording.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import type { RunGrowth, ScriptEnd, ScriptRequest } from '../../../src/protocol/python.ts';
import { encodeStart, encodeStops } from '../../../src/protocol/wire.ts';
import type { Clock } from '../../../src/session/clock.ts';
import type { RunnerState, ScriptRunner } from '../../../src/session/scriptRunner.ts';

/** A finished run of the Trainer. */
export function trained(steps = 3, learningRate = 0.05): Recording {
  const trainer = new Trainer({ seed: 5571, learningRate, steps });
  while (trainer.advance()) {
    // On to its end.
  }
  return trainer.recording;
}

/** A recording on its way from a worker, from its stop `from` to before its stop `to`. */
export function growth(recording: Recording, run = 0, from = 0, to = recording.stops.length): RunGrowth {
  const last = to === recording.stops.length;
  return {
    run,
    ...(from === 0 ? { start: encodeStart(recording) } : {}),
    stops: encodeStops(recording, from).slice(0, to - from),
    ...(last && recording.outcome ? { outcome: recording.outcome } : {}),
  };
}

/** Runs scripts as a test tells it to: the test grows and ends the run that was asked for last. */
export class ScriptedRunner implements ScriptRunner {
  state: RunnerState = 'ready';
  readonly requests: Omit<ScriptRequest, 'id'>[] = [];
  private readonly listeners = new Set<() => void>();
  private job:
    | {
        onGrown: (runs: readonly RunGrowth[], printed: string) => void;
        onTraced: (trace: TraceData) => void;
        resolve: (end: ScriptEnd | { kind: 'superseded' }) => void;
      }
    | undefined;

  onDidChangeState(listener: () => void) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  start(): void {}

  run(
    script: Omit<ScriptRequest, 'id'>,
    onGrown: (runs: readonly RunGrowth[], printed: string) => void,
    onTraced: (trace: TraceData) => void,
  ): Promise<ScriptEnd | { kind: 'superseded' }> {
    this.job?.resolve({ kind: 'superseded' });
    this.requests.push(script);
    const ended = new Promise<ScriptEnd | { kind: 'superseded' }>((resolve) => {
      this.job = { onGrown, onTraced, resolve };
    });
    if (this.state !== 'starting') {
      this.set('running');
    }
    return ended;
  }

  stop(): void {
    if (this.job) {
      this.end({ kind: 'stopped', reason: 'asked', line: 7 });
    }
  }

  rest(): void {
    this.job?.resolve({ kind: 'superseded' });
    this.job = undefined;
    this.set('idle');
  }

  grow(runs: readonly RunGrowth[], printed = ''): void {
    this.job?.onGrown(runs, printed);
  }

  traced(trace: TraceData): void {
    this.job?.onTraced(trace);
  }

  end(end: ScriptEnd): void {
    const { job } = this;
    this.job = undefined;
    job?.resolve(end);
    this.set('ready');
  }

  set(state: RunnerState): void {
    this.state = state;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** A clock that goes when the test says so. */
export class ManualClock implements Clock {
  private now = 0;
  private readonly due = new Set<{ readonly at: number; readonly action: () => void }>();

  after(delay: number, action: () => void): () => void {
    const timer = { at: this.now + delay, action };
    this.due.add(timer);
    return () => this.due.delete(timer);
  }

  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const timer of [...this.due].sort((a, b) => a.at - b.at)) {
      if (timer.at <= this.now && this.due.delete(timer)) {
        timer.action();
      }
    }
  }
}
