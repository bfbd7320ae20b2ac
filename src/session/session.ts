import * as vscode from 'vscode';
import type { Receipt } from '../core/lesson/receipt.ts';
import { phases } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';
import type { ScriptView, Speed, View } from '../protocol/messages.ts';
import type { Cause, Execution } from './execution.ts';
import { LiveScript, type LiveSettings } from './liveScript.ts';
import { Player } from './player.ts';
import { receiptIn } from './receiptUri.ts';
import { type Arrival, RunView } from './runView.ts';
import { problemOf, type ScriptProblem } from './scriptProblem.ts';
import type { ScriptRunner } from './scriptRunner.ts';
import type { ScriptSource } from './scriptSource.ts';
import { StandIn } from './standIn.ts';
import { ViewMemory } from './viewMemory.ts';

/** The ways to move through a run. */
export type Move = 'stepPhase' | 'stepIteration' | 'stepBack' | 'runToEnd';

const arrivals: Readonly<Record<Cause, Arrival>> = {
  opened: 'opened',
  edited: 'rerun',
  asked: 'rerun',
  traced: 'again',
};

/** Whether the window trusts what it has open; in Restricted Mode no script runs. */
export interface Trust {
  isTrusted(): boolean;
  readonly onDidGrant: vscode.Event<void>;
}

export interface SessionOptions {
  /** Where the place in the run survives a reload of the window. */
  readonly memory: vscode.Memento;
  readonly settings: () => LiveSettings;
  readonly trust: Trust;
}

/**
 * The one owner of what is looked at: the learner's script, its runs, and the cursor in one of them, playing or not.
 *
 * Everything that shows the run listens to {@link onDidChange} and reads; everything that changes it calls a method here.
 */
export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something about the script, the run, or the place in it, has changed. */
  readonly onDidChange = this.changed.event;
  private readonly printed = new vscode.EventEmitter<string | null>();
  /** The script has printed; null: a new run begins, what was printed before is history. */
  readonly onDidPrint = this.printed.event;
  private readonly ended = new vscode.EventEmitter<Execution>();
  /** A script has come to its end, good or bad. */
  readonly onDidEnd = this.ended.event;
  private readonly runner: ScriptRunner;
  private readonly trust: Trust;
  private readonly memory: ViewMemory;
  private readonly player: Player;
  private readonly live: LiveScript;
  private readonly standIn: StandIn;
  private readonly looking = new RunView();
  private readonly grant: vscode.Disposable;
  private opened = false;
  private speed: Speed = 1;
  /** Which of the script's runs is looked at; null for the last. */
  private choice: number | null = null;
  private trouble: { readonly execution: Execution; readonly problem: ScriptProblem | null } | null = null;

  constructor(runner: ScriptRunner, options: SessionOptions) {
    this.runner = runner;
    this.trust = options.trust;
    this.memory = new ViewMemory(options.memory);
    this.player = new Player((due) => this.tick(due));
    this.live = new LiveScript(runner, {
      settings: options.settings,
      allowed: () => options.trust.isTrusted(),
      onChange: () => this.follow(),
      onPrint: (text) => this.printed.fire(text),
      onEnd: (execution) => void this.conclude(execution),
    });
    this.standIn = new StandIn(this.live, () => this.trust.isTrusted());
    this.grant = options.trust.onDidGrant(() => this.granted());
  }

  /** Whether the lesson is open. */
  get isOpen(): boolean {
    return this.opened;
  }

  /** The run that is looked at; null while there is none. */
  get recording(): Recording | null {
    return this.looking.recording;
  }

  /** The losses of the run before, where it was another; else null. */
  get ghost(): Float64Array | null {
    return this.looking.ghost;
  }

  get view(): View {
    const { position, revealed } = this.looking;
    return { position, revealed, playing: this.player.running, speed: this.speed };
  }

  get script(): ScriptView {
    const runs = this.recordings;
    const trusted = this.trust.isTrusted();
    return {
      file: this.standIn.isNeeded ? null : (this.live.source?.file ?? null),
      role: this.live.source?.role ?? 'own',
      state: this.standIn.isAlone && trusted ? 'finished' : this.live.state,
      live: this.live.isLive,
      stale: trusted && (this.live.stale || this.standIn.isStale),
      run: this.recording ? Math.max(0, runs.indexOf(this.recording)) : 0,
      runs: runs.length,
      receipt: this.live.source ? (receiptIn(this.live.source.uri)?.deliverable ?? null) : null,
      problem: this.problem,
    };
  }

  /** The execution of the script whose runs are shown; null while there is none, and where the lesson's own run stands in. */
  get execution(): Execution | null {
    return this.standIn.isNeeded ? null : this.live.shown;
  }

  /** What keeps the script from its end; null where nothing does. */
  get problem(): ScriptProblem | null {
    const execution = this.trust.isTrusted() ? this.live.ended : null;
    if (execution && this.trouble?.execution !== execution) {
      this.trouble = { execution, problem: problemOf(execution) };
    }
    return execution && this.trouble ? this.trouble.problem : null;
  }

  /** The URI of the file whose lines the run's stops name; null for the lesson's own run. */
  get shownScript(): string | null {
    return this.standIn.isNeeded ? null : (this.live.shown?.source.uri ?? null);
  }

  /** The script that is followed; after a reload, before one is, the URI of the one that was. */
  get followed(): string | null {
    return this.live.source?.uri ?? this.memory.saved?.script ?? null;
  }

  /** Whether a run goes on for so long that one may want to stop it. */
  get isBusy(): boolean {
    return this.live.isBusy;
  }

  /** Opens the lesson where it was left, and loads Python in the background. The script is yet to be {@link begin | begun}. */
  open(): void {
    if (this.opened) {
      return;
    }
    this.opened = true;
    const saved = this.memory.saved;
    if (saved) {
      this.speed = saved.speed;
      this.choice = saved.run;
      this.looking.restore(saved.place, saved.revealed);
    }
    if (this.trust.isTrusted()) {
      this.runner.start();
    }
    this.follow();
  }

  /**
   * Follows the script that the lesson opens with, unless one is followed already; null where there is none.
   *
   * `isReference`: its run is known to be the lesson's own, which is there at once.
   */
  begin(source: ScriptSource | null, isReference = false): void {
    if (!this.opened || this.live.source) {
      return;
    }
    this.standIn.begin(source, isReference);
    if (source) {
      void this.live.run(source, 'opened');
    } else {
      this.follow();
    }
  }

  /** Follows a script that is to be watched: its run is to be discovered from the beginning. `isReference`: as for {@link begin}. */
  watch(source: ScriptSource, isReference = false): void {
    if (this.opened) {
      this.player.stop();
      this.turnTo(source);
      this.looking.restore('start', 'start');
      this.standIn.begin(source, isReference);
      void this.live.run(source, 'opened');
    }
  }

  /** A lesson file has been edited: it is followed, and runs after a pause in typing, or at once. */
  edited(source: ScriptSource, atOnce = false): void {
    if (this.opened) {
      this.turnTo(source);
      this.live.edited(source, atOnce);
    }
  }

  /** Runs a lesson file, as the learner asks. Resolves when it has ended. */
  async runNow(source: ScriptSource): Promise<void> {
    if (this.opened) {
      this.turnTo(source);
      await this.live.run(source, 'asked');
    }
  }

  /**
   * Repeats what a receipt keeps: runs its script with its seed, and goes to the place in it. Resolves when that is shown.
   */
  async replay(source: ScriptSource, { seed, run, step, line }: Receipt): Promise<void> {
    if (!this.opened) {
      return;
    }
    this.turnTo(source);
    await this.live.run(source, 'asked', seed);
    const recording = this.live.shown?.source === source ? this.recordings[run] : undefined;
    if (recording) {
      this.goTo(run, stopOf(recording, step, line));
    }
  }

  /** Stops the script. */
  stopScript(): void {
    this.live.stop();
  }

  /** Shows another of the script's runs, by its number from 0. */
  showRun(run: number): void {
    if (this.live.shown && this.recordings[run]) {
      this.choice = run;
      this.followScript(this.live.shown, 'rerun');
      this.settle();
    }
  }

  /** Shows a stop of one of the script's runs: both change at once, and playing ends. */
  goTo(run: number, position: number): void {
    this.player.stop();
    if (this.live.shown && this.recordings[run]) {
      this.choice = run;
      this.followScript(this.live.shown, 'rerun');
    }
    this.looking.move((cursor) => cursor.moveTo(position));
    this.settle();
  }

  /**
   * From here on every run of the script is traced, until {@link stopTracing}. The one that is shown is repeated, with its
   * place; resolves when it has ended. Does nothing in Restricted Mode, and where there is no script.
   */
  async startTracing(): Promise<void> {
    if (this.opened && this.live.source && this.trust.isTrusted()) {
      this.standIn.makeWay();
      await this.live.startTracing();
    }
  }

  /** From here on runs are not traced. What is shown stays, without its trace. */
  stopTracing(): void {
    this.live.stopTracing();
    this.changed.fire();
  }

  /** Closes the lesson. Opened again, it is where it was left. */
  close(): void {
    if (!this.opened) {
      return;
    }
    this.player.stop();
    this.save();
    this.live.clear();
    this.runner.rest();
    this.looking.clear();
    this.standIn.clear();
    this.opened = false;
    this.changed.fire();
  }

  /** Moves through the run as the learner asks; that ends playing. */
  move(move: Move): void {
    this.player.stop();
    if (move === 'runToEnd') {
      this.looking.toEnd();
    } else {
      this.looking.move((cursor) => cursor[move]());
    }
    this.settle();
  }

  /** Moves to a stop by its index, or to the nearest there is; -1 is the place before the first. */
  moveTo(position: number): void {
    this.player.stop();
    this.looking.move((cursor) => cursor.moveTo(position));
    this.settle();
  }

  /** Back to the start of the run, as if nothing of it had been seen. */
  reset(): void {
    this.player.stop();
    this.looking.reset();
    this.settle();
  }

  /** Plays on from the cursor; from the end, plays once more from the start. */
  play(): void {
    if (!this.recording || this.player.running) {
      return;
    }
    if (this.looking.atEnd) {
      this.looking.move((cursor) => cursor.moveTo(-1));
    }
    this.startPlayer();
    this.settle();
  }

  pause(): void {
    this.player.stop();
    this.settle();
  }

  /** The lesson has drawn what it was sent: a run that plays as fast as it is drawn goes on. */
  drawn(): void {
    this.player.drawn();
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    if (this.player.running) {
      this.startPlayer();
    }
    this.settle();
  }

  dispose(): void {
    this.player.stop();
    this.save();
    this.live.dispose();
    this.grant.dispose();
    this.changed.dispose();
    this.printed.dispose();
    this.ended.dispose();
  }

  /** The runs that can be chosen from. */
  private get recordings(): readonly Recording[] {
    return this.standIn.isNeeded ? [] : (this.live.shown?.recordings ?? []);
  }

  /** Follows a file from here on. Which of its runs is looked at belongs to the file. */
  private turnTo({ uri }: ScriptSource): void {
    this.standIn.makeWay();
    if (this.live.source && this.live.source.uri !== uri) {
      this.choice = null;
    }
  }

  /** Shows what there is to show now, and tells everyone. */
  private follow(): void {
    if (!this.opened) {
      return;
    }
    if (this.standIn.isNeeded) {
      const { recording } = this.standIn;
      this.looking.show(recording, recording, 'opened');
    } else if (this.live.shown) {
      this.followScript(this.live.shown, arrivals[this.live.shown.cause]);
    } else {
      this.looking.show(this, null, 'opened');
    }
    this.changed.fire();
    if (this.recording && !this.standIn.isNeeded && !this.player.running) {
      this.memory.keep(this.saved);
    }
  }

  /** Tells of an execution that has come to its end, as soon as it is known what is to be said about it. */
  private async conclude(execution: Execution): Promise<void> {
    if (!execution.isDiagnosed) {
      await execution.diagnose();
      this.changed.fire();
    }
    this.ended.fire(execution);
  }

  private followScript(execution: Execution, arrival: Arrival): void {
    const runs = execution.recordings;
    const recording = (this.choice === null ? undefined : runs[this.choice]) ?? runs.at(-1) ?? null;
    if (recording !== this.recording && arrival === 'rerun') {
      this.player.stop();
    }
    this.looking.show(execution, recording, arrival, execution.source.uri);
  }

  /** The learner trusts the workspace from now on: what has been waiting runs. */
  private granted(): void {
    if (!this.opened) {
      return;
    }
    this.runner.start();
    if (this.live.source) {
      void this.live.run(this.live.source, 'opened');
    }
    this.follow();
  }

  private startPlayer(): void {
    if (this.speed === 'fastest') {
      this.player.followFrames();
    } else {
      this.player.start(this.speed * phases.length);
    }
  }

  private tick(due: number | 'step'): void {
    this.looking.move((cursor) => {
      if (due === 'step') {
        cursor.stepIteration();
        return;
      }
      for (let k = 0; k < due; k++) {
        cursor.stepPhase();
      }
    });
    const growing = this.live.isBusy && this.live.shown?.end === null;
    if (this.looking.atEnd && !growing) {
      this.player.stop();
      this.settle();
      return;
    }
    this.changed.fire();
    if (this.memory.isDue) {
      this.save();
    }
  }

  /** Tells everyone, and remembers the place. */
  private settle(): void {
    this.changed.fire();
    this.save();
  }

  private save(): void {
    if (!this.opened) {
      return;
    }
    this.memory.save(this.saved);
  }

  /** What is remembered of the view. */
  private get saved() {
    const { followed: script, choice: run, speed } = this;
    return { script, run, ...this.looking.places, speed };
  }
}

/** Index of the stop in a step that is of a line; of the step's last where none is. */
function stopOf(recording: Recording, step: number, line: number | null): number {
  const last = recording.lastOf(step);
  for (let index = last; recording.stops[index]?.step === step; index--) {
    const stop = recording.stops[index];
    if (stop.line === line || Object.values(stop.lines ?? {}).includes(line)) {
      return index;
    }
  }
  return last;
}
