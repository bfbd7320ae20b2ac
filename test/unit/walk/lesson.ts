import { phases } from '../../../src/core/training/phase.ts';
import type { Recording } from '../../../src/core/training/recording.ts';
import type { DebuggedExecution, DebugTarget } from '../../../src/editor/debug/target.ts';
import { Player } from '../../../src/session/player.ts';
import { RunView } from '../../../src/session/runView.ts';
import { ManualClock } from '../session/scriptedRunner.ts';

/** The lesson with a script that has been run, without VS Code: the cursor, moved as the session moves it. */
export class Lesson implements DebugTarget {
  readonly isOpen = true;
  readonly execution: DebuggedExecution;
  readonly clock = new ManualClock();
  readonly looking = new RunView();
  readonly script = { run: 0, stale: false, state: 'finished', problem: null } as {
    run: number;
    readonly stale: false;
    readonly state: 'finished';
    readonly problem: null;
  };
  private readonly player = new Player((due) => this.tick(due), this.clock);
  private readonly listeners = new Set<() => void>();

  constructor(execution: DebuggedExecution) {
    this.execution = execution;
    this.looking.show(execution, this.recordings[0], 'opened');
  }

  get recordings(): readonly Recording[] {
    return this.execution.recordings;
  }

  get recording(): Recording {
    return this.recordings[this.script.run];
  }

  get position(): number {
    return this.looking.position;
  }

  get view() {
    return { position: this.looking.position, playing: this.player.running };
  }

  readonly onDidChange = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  async startTracing(): Promise<void> {}

  stopTracing(): void {}

  goTo(run: number, position: number): void {
    this.player.stop();
    this.show(run);
    this.looking.move((cursor) => cursor.moveTo(position));
    this.fire();
  }

  showRun(run: number): void {
    this.player.stop();
    this.show(run);
    this.fire();
  }

  move(move: 'stepPhase' | 'stepIteration' | 'stepBack' | 'stepIterationBack'): void {
    this.player.stop();
    this.looking.move((cursor) => cursor[move]());
    this.fire();
  }

  moveTo(position: number): void {
    this.player.stop();
    this.looking.move((cursor) => cursor.moveTo(position));
    this.fire();
  }

  toEnd(): void {
    this.player.stop();
    this.looking.toEnd();
    this.fire();
  }

  reset(): void {
    this.player.stop();
    this.looking.reset();
    this.fire();
  }

  /** Plays so many frames as fast as they are drawn, and pauses. */
  play(frames: number): void {
    this.player.followFrames();
    for (let k = 0; k < frames; k++) {
      this.player.drawn();
    }
    this.player.stop();
    this.fire();
  }

  /** Lets the cursor rest, so that the debugger goes where it is. */
  rest(): void {
    this.clock.pass(150);
  }

  private show(run: number): void {
    this.script.run = run;
    this.looking.show(this.execution, this.recording, 'rerun');
  }

  private tick(due: number | 'step'): void {
    this.looking.move((cursor) => {
      if (due === 'step') {
        cursor.stepIteration();
        return;
      }
      for (let k = 0; k < due * phases.length; k++) {
        cursor.stepPhase();
      }
    });
    this.fire();
  }

  private fire(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}
