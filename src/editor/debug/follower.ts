import type { Clock } from '../../session/clock.ts';
import type { DebugTarget } from './target.ts';

/** How long the lesson's cursor must rest before the debugger goes there, in milliseconds. */
const rest = 150;

/** What the debugger does about the lesson. */
export interface Following {
  /** The lesson's cursor has been moved, and rests. */
  moved(): void;
  /** Anything else may have changed: what is shown, whether it is stale, whether the lesson is open. */
  changed(): void;
}

/** Watches the lesson's cursor for the debugger: what others have moved it to, once it rests, and never while the run plays. */
export class Follower {
  private readonly target: DebugTarget;
  private readonly clock: Clock;
  private readonly following: Following;
  private readonly subscription: { dispose(): void };
  /** Where the debugger knows the cursor to be. */
  private known: string;
  private seen: string;
  private isMoving = false;
  private cancel: (() => void) | null = null;

  constructor(target: DebugTarget, clock: Clock, following: Following) {
    this.target = target;
    this.clock = clock;
    this.following = following;
    this.known = this.now;
    this.seen = this.known;
    this.subscription = target.onDidChange(() => this.look());
  }

  /** Does something that moves the cursor itself. */
  own(move: () => void): void {
    this.isMoving = true;
    try {
      move();
    } finally {
      this.isMoving = false;
      this.agree();
    }
  }

  /** The debugger is where the cursor is. */
  agree(): void {
    this.stopWaiting();
    this.known = this.now;
    this.seen = this.known;
  }

  dispose(): void {
    this.stopWaiting();
    this.subscription.dispose();
  }

  private get now(): string {
    const { script, view } = this.target;
    return `${script.run} ${view.position}`;
  }

  private look(): void {
    if (this.isMoving) {
      return;
    }
    this.following.changed();
    const { now } = this;
    if (this.target.view.playing || now === this.known) {
      this.stopWaiting();
      this.seen = now;
    } else if (now !== this.seen || !this.cancel) {
      this.stopWaiting();
      this.seen = now;
      this.cancel = this.clock.after(rest, () => {
        this.cancel = null;
        this.agree();
        this.following.moved();
      });
    }
  }

  private stopWaiting(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
