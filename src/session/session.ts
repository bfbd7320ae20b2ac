import * as vscode from 'vscode';
import { referenceRun } from '../core/lesson/reference.ts';
import { Cursor } from '../core/training/cursor.ts';
import { phases } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';
import { Trainer } from '../core/training/trainer.ts';
import type { Speed, View } from '../protocol/messages.ts';
import { Player } from './player.ts';
import { parseSavedView, type SavedView } from './savedView.ts';

const savedViewKey = 'day5.view';

/** How often the place is remembered while the run plays, in milliseconds. */
const saveInterval = 1000;

/** The ways to move through a run. Moving forwards at the end of an unfinished run makes it go on. */
export type Move = 'stepPhase' | 'stepIteration' | 'stepBack' | 'runToEnd';

/**
 * The one owner of what is looked at: the current recording and the cursor in it, playing or not.
 *
 * Everything that shows the run listens to {@link onDidChange} and reads; everything that changes it calls a method here.
 */
export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something about the run, or the place in it, has changed. */
  readonly onDidChange = this.changed.event;
  private readonly memory: vscode.Memento;
  private readonly player: Player;
  private cursor: Cursor | null = null;
  private speed: Speed = 1;
  private savedAt = 0;

  /** `memory`: where the place in the run survives a reload of the window. */
  constructor(memory: vscode.Memento) {
    this.memory = memory;
    this.player = new Player((ticks) => this.tick(ticks));
  }

  /** The run that is looked at; null while none is open. */
  get recording(): Recording | null {
    return this.cursor?.recording ?? null;
  }

  get view(): View {
    return { position: this.cursor?.position ?? -1, playing: this.player.running, speed: this.speed };
  }

  /** Opens the reference run where it was left, unless a run is open. */
  open(): void {
    if (this.cursor) {
      return;
    }
    const cursor = this.begin();
    const saved = parseSavedView(this.memory.get(savedViewKey));
    if (saved) {
      this.speed = saved.speed;
      cursor.moveTo(saved.stops - 1);
      cursor.moveTo(saved.position);
    }
    this.changed.fire();
  }

  /** Closes the run. Opened again, it is where it was left. */
  close(): void {
    this.player.stop();
    this.save();
    this.cursor = null;
    this.changed.fire();
  }

  /** Moves through the run as the learner asks; that ends playing. */
  move(move: Move): void {
    this.touch((cursor) => {
      switch (move) {
        case 'stepPhase':
          return cursor.stepPhase();
        case 'stepIteration':
          return cursor.stepIteration();
        case 'stepBack':
          return cursor.stepBack();
        case 'runToEnd':
          return cursor.toEnd();
      }
    });
  }

  /** Moves to a stop by its index, or to the nearest there is; -1 is the place before the first. */
  moveTo(position: number): void {
    this.touch((cursor) => cursor.moveTo(position));
  }

  /** Begins the run anew. */
  reset(): void {
    this.player.stop();
    this.begin();
    this.settle();
  }

  /** Plays on from the cursor; from the end, plays once more from the start. */
  play(): void {
    if (!this.cursor || this.player.running) {
      return;
    }
    if (this.cursor.atEnd) {
      this.cursor.moveTo(-1);
    }
    this.startPlayer();
    this.settle();
  }

  pause(): void {
    this.player.stop();
    this.settle();
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
    this.changed.dispose();
  }

  private begin(): Cursor {
    const trainer = new Trainer(referenceRun);
    this.cursor = new Cursor(trainer.recording, trainer);
    return this.cursor;
  }

  private touch(move: (cursor: Cursor) => boolean): void {
    if (!this.cursor) {
      return;
    }
    this.player.stop();
    move(this.cursor);
    this.settle();
  }

  private startPlayer(): void {
    this.player.start(this.speed * phases.length);
  }

  private tick(ticks: number): void {
    for (let k = 0; k < ticks; k++) {
      this.cursor?.stepPhase();
    }
    if (this.cursor?.atEnd) {
      this.player.stop();
      this.settle();
      return;
    }
    this.changed.fire();
    if (Date.now() - this.savedAt > saveInterval) {
      this.save();
    }
  }

  /** Tells everyone, and remembers the place. */
  private settle(): void {
    this.changed.fire();
    this.save();
  }

  private save(): void {
    if (!this.cursor) {
      return;
    }
    this.savedAt = Date.now();
    const saved: SavedView = {
      version: 1,
      stops: this.cursor.recording.stops.length,
      position: this.cursor.position,
      speed: this.speed,
    };
    // A place that cannot be saved is no reason to bother the learner: the run itself is whole.
    this.memory.update(savedViewKey, saved).then(undefined, console.error);
  }
}
