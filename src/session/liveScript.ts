import { Trace } from '../core/tracing/trace.ts';
import type { ScriptState } from '../protocol/messages.ts';
import { type Clock, realClock } from './clock.ts';
import { type Cause, Execution } from './execution.ts';
import type { ScriptRunner } from './scriptRunner.ts';
import { isSameText, type ScriptSource } from './scriptSource.ts';

/** Milliseconds after which a run that goes on is shown while it grows; a shorter one is shown when it is there, at once. */
const patience = 150;

/** The part of the pause in typing after which the run is begun, unseen, so that its curve is there when the pause ends. */
const headStart = 0.5;

export interface LiveSettings {
  /** Whether editing runs the script again. */
  readonly enabled: boolean;
  /** How long typing must pause before that, in milliseconds. */
  readonly delay: number;
}

export interface LiveScriptOptions {
  readonly settings: () => LiveSettings;
  /** Whether scripts may run at all; asked before every run. */
  readonly allowed: () => boolean;
  /** Something has changed; also called for each growth of the run that is shown. */
  readonly onChange: () => void;
  /** The script has printed; null when a new run begins. */
  readonly onPrint: (text: string | null) => void;
  /** An execution that the learner may see has come to its end. */
  readonly onEnd?: (execution: Execution) => void;
  readonly clock?: Clock;
  /** Draws the seed of a run whose script does not choose one: 32 bits. */
  readonly drawSeed?: () => number;
}

/**
 * The learner's script, kept running: it follows one text, runs it again after each pause in typing, and decides which of
 * its executions is shown.
 *
 * The newest text wins. A run that breaks off does not replace a good one.
 */
export class LiveScript {
  private readonly runner: ScriptRunner;
  private readonly options: LiveScriptOptions;
  private readonly clock: Clock;
  private readonly subscription: { dispose(): void };
  /** The newest text. */
  private newest: ScriptSource | null = null;
  private current: Execution | null = null;
  private last: Execution | null = null;
  private good: Execution | null = null;
  private visible: Execution | null = null;
  /** What is to run as soon as the run that is under way has ended, or takes its time. */
  private next: ScriptSource | null = null;
  /** Whether the newest text was to run at once. */
  private hasty = false;
  /** Whether runs are traced; what resolves when the first of them has ended. */
  private tracing: Promise<void> | null = null;
  private cancelTyping: (() => void) | null = null;
  private cancelHeadStart: (() => void) | null = null;
  private cancelPatience: (() => void) | null = null;

  constructor(runner: ScriptRunner, options: LiveScriptOptions) {
    this.runner = runner;
    this.options = options;
    this.clock = options.clock ?? realClock;
    this.subscription = runner.onDidChangeState(() => {
      this.waitForPatience();
      options.onChange();
    });
  }

  /** Whether an edit runs the script again. */
  get isLive(): boolean {
    return this.options.settings().enabled;
  }

  /** The text that is followed; null before there is one. */
  get source(): ScriptSource | null {
    return this.newest;
  }

  /** The execution whose runs are to be shown; null while none has anything to show. */
  get shown(): Execution | null {
    return this.visible;
  }

  /** The execution that ended last; null while none has. */
  get ended(): Execution | null {
    return this.last;
  }

  /**
   * Whether the newest text is not the one that made what is shown. A text that runs at once is given a moment, or what is
   * shown would flicker while a number is held down.
   */
  get stale(): boolean {
    const soon = this.hasty && this.current !== null && !this.current.long;
    return this.visible !== null && !soon && !isSameText(this.visible.source, this.newest);
  }

  /** Whether a run goes on for so long that a person may want to stop it. */
  get isBusy(): boolean {
    return this.current?.long ?? false;
  }

  get state(): ScriptState {
    if (!this.options.allowed()) {
      return 'restricted';
    }
    if (this.cancelTyping || (this.current && this.isLoading)) {
      return 'waiting';
    }
    if (this.current) {
      return 'running';
    }
    switch (this.last?.end?.kind) {
      case undefined:
        return 'waiting';
      case 'finished':
        return 'finished';
      case 'stopped':
        return this.last.end.reason === 'asked' ? 'stopped' : 'failed';
      default:
        return 'failed';
    }
  }

  /**
   * The text has changed: runs it after a pause in typing, unless it is again the one that is shown.
   *
   * `atOnce`: without a pause, and also where editing does not run it. A short run that is under way is let to its end, so that
   * something is shown however quickly edits come; of what they ask for meanwhile only the newest runs.
   */
  edited(source: ScriptSource, atOnce = false): void {
    if (isSameText(source, this.newest)) {
      return;
    }
    this.newest = source;
    this.stopWaiting();
    this.hasty = atOnce;
    const { enabled, delay } = this.options.settings();
    if (this.current && isSameText(source, this.current.source)) {
      // What is under way is what is wanted.
    } else if (
      this.visible?.isGood &&
      this.isWanted(this.visible) &&
      isSameText(source, this.visible.source)
    ) {
      this.abandon();
      this.last = this.visible;
    } else if (atOnce && this.options.allowed()) {
      this.next = source;
      if (!this.current || this.current.long || this.isLoading) {
        this.runNext();
      }
    } else if (enabled && this.options.allowed()) {
      const pause = Math.max(0, delay);
      this.cancelHeadStart = this.clock.after(pause * headStart, () => {
        void this.begin(new Execution(source, 'edited', this.drawSeed(), this.tracing !== null, true));
      });
      this.cancelTyping = this.clock.after(pause, () => this.endPause(source));
    }
    this.options.onChange();
  }

  /** Runs a text now, with a seed of its own unless one is given. Resolves when its run has ended. */
  run(source: ScriptSource, cause: Cause, seed = this.drawSeed()): Promise<void> {
    return this.execute(source, cause, seed);
  }

  private async execute(source: ScriptSource, cause: Cause, seed: number): Promise<void> {
    this.newest = source;
    this.stopWaiting();
    if (!this.options.allowed()) {
      this.options.onChange();
      return;
    }
    await this.begin(new Execution(source, cause, seed, this.tracing !== null));
  }

  /** Runs an execution in place of the one under way. One that is early goes on unseen until the pause has ended. */
  private async begin(execution: Execution): Promise<void> {
    const { source, seed } = execution;
    this.endPatience();
    this.current = execution;
    if (!execution.early) {
      this.options.onPrint(null);
      this.options.onChange();
    }
    // A folder that cannot be read is no reason not to run: what is missing from it, Python will say.
    execution.siblings = await source.siblings().catch(() => ({}));
    if (this.current !== execution) {
      return;
    }
    const { file, text } = source;
    const ended = this.runner.run(
      { file, text, siblings: execution.siblings, seed, trace: execution.isTraced },
      (runs, printed) => {
        if (this.current === execution) {
          this.grow(execution, () => execution.runs.grow(runs), printed);
        }
      },
      (trace) => {
        execution.trace = new Trace(trace);
      },
    );
    this.waitForPatience();
    const end = await ended;
    if (this.current === execution && end.kind !== 'superseded') {
      execution.end = end;
      if (!execution.early) {
        this.finish(execution);
      }
    }
  }

  /** The pause in typing has ended: what has been begun in it is shown, or will be when it has come to its end. */
  private endPause(source: ScriptSource): void {
    const execution = this.current;
    if (!execution?.early) {
      void this.run(source, 'edited');
      return;
    }
    this.cancelTyping = null;
    execution.early = false;
    this.options.onPrint(null);
    if (execution.printed) {
      this.options.onPrint(execution.printed);
    }
    if (execution.end) {
      this.finish(execution);
    } else {
      this.waitForPatience();
      this.options.onChange();
    }
  }

  /**
   * From here on runs are traced. Runs the newest text once more, with the seed of the execution that is shown, so that the
   * numbers stay what they are; resolves when that has ended. Does nothing where scripts may not run.
   */
  startTracing(): Promise<void> {
    const { newest, visible, current } = this;
    if (this.tracing || !newest || !this.options.allowed()) {
      return this.tracing ?? Promise.resolve();
    }
    const underWay = current && isSameText(newest, current.source) ? current : null;
    const isShown = visible !== null && isSameText(newest, visible.source);
    const cause = isShown ? 'traced' : (underWay?.cause ?? 'edited');
    const seed = (visible ?? underWay)?.seed ?? this.drawSeed();
    // What runs now is to be traced already.
    this.tracing = Promise.resolve();
    this.tracing = this.execute(newest, cause, seed);
    return this.tracing;
  }

  /** From here on runs are not traced; traces that were made are let go of, and a run that failed gives way to a good one. */
  stopTracing(): void {
    this.tracing = null;
    if (this.good && !this.visible?.isGood) {
      this.visible = this.good;
    }
    for (const execution of [this.last, this.good, this.visible]) {
      if (execution) {
        execution.trace = null;
      }
    }
  }

  /** Stops the run that is under way, or the one that typing has announced. */
  stop(): void {
    this.stopWaiting();
    if (this.current) {
      this.runner.stop();
    }
    this.options.onChange();
  }

  /** Forgets the script and everything it did. */
  clear(): void {
    this.stopWaiting();
    this.abandon();
    this.newest = null;
    this.tracing = null;
    this.last = null;
    this.good = null;
    this.visible = null;
  }

  dispose(): void {
    this.clear();
    this.subscription.dispose();
  }

  private grow(execution: Execution, add: () => void, printed: string): void {
    add();
    execution.printed += printed;
    if (printed && !execution.early) {
      this.options.onPrint(printed);
    }
    if (execution.long && execution.cause !== 'traced') {
      this.show(execution);
      this.options.onChange();
    }
  }

  private finish(execution: Execution): void {
    const { end } = execution;
    this.current = null;
    this.endPatience();
    if (end?.kind === 'error') {
      this.options.onPrint(end.error.traceback);
    }
    if (execution.isGood) {
      this.good = execution;
      this.visible = execution;
    } else if (this.good && this.isWanted(this.good)) {
      this.visible = this.good;
    } else {
      this.show(execution);
    }
    this.last = execution;
    this.options.onChange();
    this.options.onEnd?.(execution);
    this.runNext();
  }

  /** Whether Python is yet to come. */
  private get isLoading(): boolean {
    return this.runner.state === 'starting' || this.runner.state === 'idle';
  }

  private runNext(): void {
    if (this.next) {
      void this.run(this.next, 'edited');
    }
  }

  /** Shows an execution that has something to show. */
  private show(execution: Execution): void {
    if (execution.recordings.length > 0 || execution.trace) {
      this.visible = execution;
    }
  }

  /** Whether an execution has all that is wanted now. */
  private isWanted(execution: Execution): boolean {
    return this.tracing === null || execution.trace !== null;
  }

  private drawSeed(): number {
    return this.options.drawSeed?.() ?? crypto.getRandomValues(new Uint32Array(1))[0];
  }

  private abandon(): void {
    if (this.current) {
      this.current = null;
      this.runner.stop();
    }
    this.endPatience();
  }

  /** Python may have to load before the run begins; only from then on does it take its time. */
  private waitForPatience(): void {
    const execution = this.current;
    if (!execution || execution.early || this.cancelPatience || this.runner.state !== 'running') {
      return;
    }
    this.cancelPatience = this.clock.after(patience, () => {
      execution.long = true;
      if (execution.cause !== 'traced') {
        this.show(execution);
      }
      this.options.onChange();
      this.runNext();
    });
  }

  private endPatience(): void {
    this.cancelPatience?.();
    this.cancelPatience = null;
  }

  private stopWaiting(): void {
    this.cancelTyping?.();
    this.cancelTyping = null;
    this.cancelHeadStart?.();
    this.cancelHeadStart = null;
    this.next = null;
    if (this.current?.early) {
      this.abandon();
    }
  }
}
