import type { DebugProtocol } from '@vscode/debugprotocol';
import { evaluate } from '../../core/tracing/evaluate.ts';
import { nextBreak, previousBreak, type stepOver } from '../../core/tracing/stepping.ts';
import type { Frame, Recorded } from '../../core/tracing/trace.ts';
import type { Clock } from '../../session/clock.ts';
import { type Break, BreakpointTable } from './breakpointTable.ts';
import { Follower } from './follower.ts';
import type { DebugTarget } from './target.ts';
import { TracedRun } from './tracedRun.ts';
import type { Translate } from './words.ts';

/** Why the debugger stands where it stands, as the protocol's `stopped` event says it. */
export interface Standing {
  readonly reason: string;
  readonly description?: string;
  readonly text?: string;
  readonly hitBreakpointIds?: readonly number[];
}

/** What the debugger tells whoever speaks with the client. */
export interface DebuggerEvents {
  /** It stands somewhere else. `asked`: because the learner has told the debugger to go there. */
  stopped(standing: Standing, asked: boolean): void;
  /** The script has run again: its breakpoints may be on other lines, and be verified or not. */
  replaced(): void;
  /** What is to be said about the call stack has changed; `failed`: because the new text of the script fails. */
  remarked(failed: boolean): void;
  /** The lesson is no longer open. */
  closed(): void;
}

export interface DebuggerOptions {
  readonly t: Translate;
  /** The path by which a client knows a file, of its URI. */
  readonly pathOf: (uri: string) => string;
  /** Whether it may be told what is wrong with the script of a URI: the bug of the hunt is the learner's to find. */
  readonly tells: (uri: string) => boolean;
  readonly clock: Clock;
}

/**
 * A debugger that moves over a recording: no process, for the script has run already.
 *
 * Its place and the lesson's cursor are one: every move here moves the cursor, and where the cursor is moved to and rests, the
 * debugger stops.
 */
export class Debugger {
  readonly breakpoints: BreakpointTable;
  private readonly target: DebugTarget;
  private readonly options: DebuggerOptions;
  private readonly events: DebuggerEvents;
  private follower: Follower | null = null;
  private traced: TracedRun | null = null;
  private at = 0;
  private findBreak: (place: number) => Break | undefined = () => undefined;
  private said: string | null = null;
  private started = false;
  private ended = false;

  constructor(target: DebugTarget, options: DebuggerOptions, events: DebuggerEvents) {
    this.target = target;
    this.options = options;
    this.events = events;
    this.breakpoints = new BreakpointTable(options.t, options.tells);
  }

  /** The run that is debugged; null before it is there. */
  get run(): TracedRun | null {
    return this.traced;
  }

  get place(): number {
    return this.at;
  }

  /** The path of the script that is debugged. */
  get path(): string {
    return this.traced ? this.options.pathOf(this.traced.execution.source.uri) : '';
  }

  /** The call stack, the innermost call first. */
  get stack(): readonly Frame[] {
    return this.traced?.timeline.stackAt(this.at) ?? [];
  }

  /**
   * What the call stack has to say about itself: that it belongs to an older text, that less is known here, or that something
   * which is ticked does not stop in this script; else null.
   */
  get remark(): string | null {
    return this.said ?? this.remarkOnPlace() ?? (this.traced && this.breakpoints.remarkOn(this.traced));
  }

  /** What the debugger has stopped for; undefined where it has only stepped there. */
  get cause(): Break | undefined {
    return this.findBreak(this.at);
  }

  /** Traces the script, and takes it up. Says in a sentence why it cannot, or null. */
  async launch(): Promise<string | null> {
    const { target, options } = this;
    try {
      await target.startTracing();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const { execution, script } = target;
    const isOfOlderText = script.state === 'failed' && script.stale && !execution?.trace;
    if (!execution?.end || isOfOlderText) {
      return script.problem?.title ?? options.t('There is nothing to step through: the script has not run.');
    }
    if (!this.ended) {
      this.enter(new TracedRun(execution));
      this.said = this.remarkNow();
      this.follower = new Follower(target, options.clock, {
        moved: () => this.follow(),
        changed: () => this.lookAround(),
      });
    }
    return null;
  }

  /** Stops where the lesson's cursor stands, if that is inside the run; at its start or end as after {@link restart}. */
  begin(): void {
    this.started = true;
    const { traced, target } = this;
    const { position } = target.view;
    const { run } = target.script;
    const stops = traced?.execution.recordings[run]?.stops.length ?? 0;
    if (traced && position >= 0 && position < stops - 1) {
      this.goTo(traced.timeline.placeOf({ run, position }), 'entry');
    } else {
      this.restart();
    }
  }

  /** From the start on to the first breakpoint, or to the first line of the first step where there is none. */
  restart(): void {
    if (this.traced) {
      const { timeline, firstStep } = this.traced;
      this.goTo(nextBreak(timeline, -1, this.breaks) ?? firstStep, 'entry');
    }
  }

  /** Sets out from where it stands. */
  step(to: typeof stepOver): void {
    if (this.traced) {
      this.goTo(to(this.traced.timeline, this.at, this.breaks), 'step');
    }
  }

  /** On to the next place that breaks, or to the end of the recording. */
  continue(): void {
    if (this.traced) {
      const { timeline } = this.traced;
      this.goTo(nextBreak(timeline, this.at, this.breaks) ?? timeline.end, 'step');
    }
  }

  /** Back to the place before that breaks, or to the beginning of the recording. */
  reverse(): void {
    this.goTo(previousBreak(this.at, this.breaks) ?? 0, 'step');
  }

  /** The breakpoints of a file as they are in the run. */
  verified(path: string) {
    return this.traced ? this.breakpoints.verify(path, this.traced, this.path) : [];
  }

  /** Sets what else breaks, in place of what did; of each whether it stops in the run. */
  setFilters(filters: readonly string[]): DebugProtocol.Breakpoint[] {
    this.breakpoints.setFilters(filters);
    this.breakpointsChanged();
    return this.traced ? this.breakpoints.verifyFilters(filters, this.traced) : [];
  }

  /** Which places break is to be asked anew. */
  breakpointsChanged(): void {
    if (this.traced) {
      this.findBreak = this.breakpoints.finder(this.traced, this.path);
    }
  }

  /** The value of an expression in a call's frame; throws as `evaluate` of core does. */
  evaluate(expression: string, call: number): Recorded | null {
    return this.traced && evaluate(expression, this.traced.at(this.at).scopeOf(call));
  }

  /** Ends the session; the cursor stays where the debugger stands. */
  end(): void {
    if (!this.ended) {
      this.ended = true;
      this.follower?.dispose();
      this.follower = null;
      this.target.stopTracing();
    }
  }

  private readonly breaks = (place: number) => this.findBreak(place) !== undefined;

  /** Stands at a place, and moves the lesson's cursor along. */
  private goTo(place: number, reason: string): void {
    const { traced } = this;
    if (traced && !this.ended) {
      this.at = place;
      const { run, position } = traced.timeline.cursorAt(place);
      this.follower?.own(() => this.target.goTo(run, position));
      this.events.stopped(this.standing(reason), true);
    }
  }

  /** The lesson's cursor has been moved, and rests. */
  private follow(): void {
    const { traced, target } = this;
    if (traced && this.started) {
      this.at = traced.timeline.placeOf({ run: target.script.run, position: target.view.position });
      this.events.stopped({ reason: 'goto' }, false);
    }
  }

  /** The lesson has changed: another run may be shown, or what is shown may be old. */
  private lookAround(): void {
    const { target, traced } = this;
    if (!target.isOpen) {
      this.end();
      this.events.closed();
      return;
    }
    const { execution } = target;
    if (traced && execution?.end && !traced.isOf(execution)) {
      this.replace(traced, new TracedRun(execution));
    }
    const remark = this.remarkNow();
    if (remark !== this.said) {
      this.said = remark;
      this.events.remarked(remark !== null && target.script.state === 'failed');
    }
  }

  /** The script has run again: the same step and place in the new run. */
  private replace(older: TracedRun, newer: TracedRun): void {
    const { target, options, at } = this;
    const cursor = { run: target.script.run, position: target.view.position };
    const { uri } = newer.execution.source;
    const isSameFile = older.execution.source.uri === uri;
    if (isSameFile) {
      this.breakpoints.moveWithText(options.pathOf(uri), older.text, newer.text);
    }
    this.enter(newer);
    this.at = isSameFile ? newer.placeLike(older, at, cursor) : newer.timeline.placeOf(cursor);
    this.said = this.remarkNow();
    this.follower?.agree();
    this.events.replaced();
    if (this.started) {
      this.events.stopped(
        { reason: 'restart', description: options.t('Ran again with the new text') },
        false,
      );
    }
  }

  private enter(run: TracedRun): void {
    this.traced = run;
    this.at = 0;
    this.breakpointsChanged();
  }

  private standing(reason: string): Standing {
    const { t } = this.options;
    const { cause } = this;
    if (cause?.reason === 'breakpoint') {
      return { reason: 'breakpoint', hitBreakpointIds: cause.ids };
    }
    if (cause) {
      return { reason: 'exception', description: cause.text, text: cause.text };
    }
    if (this.at === this.traced?.timeline.end) {
      return { reason, description: t('End of the recording') };
    }
    return this.at === 0 ? { reason, description: t('Beginning of the recording') } : { reason };
  }

  private remarkNow(): string | null {
    const { script } = this.target;
    const { t } = this.options;
    if (!script.stale) {
      return null;
    }
    return script.state === 'failed' && script.problem
      ? t('The changed script fails, so this is the run before: {0}', script.problem.title)
      : t('The script has been changed; this is the run before.');
  }

  /** That a place is where the script is no longer followed as closely as before. */
  private remarkOnPlace(): string | null {
    const { t } = this.options;
    const { trace, events } = this.traced?.timeline ?? { trace: null, events: 0 };
    if (trace && !trace.data.isWhole && this.at >= events) {
      return t('Steps through training alone: the run is long.');
    }
    return this.at >= (trace?.data.shallowFrom ?? Number.POSITIVE_INFINITY)
      ? t('Steps over your values’ methods: the run is long.')
      : null;
  }
}
