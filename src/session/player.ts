import { type Clock, realClock } from './clock.ts';

const frame = 1000 / 30;

/** How long a frame is waited for, in milliseconds; then the run goes on without: the lesson may be hidden. */
const patience = 100;

/** How much of a delay is made up for, in milliseconds. */
const mostMadeUp = 250;

/** Calls `onTick` with what has come due, until it is stopped: a number of phases, at most thirty times a second, or a step. */
export class Player {
  private cancel: (() => void) | null = null;
  private awaitsFrame = false;
  private readonly onTick: (due: number | 'step') => void;
  private readonly clock: Clock;

  constructor(onTick: (due: number | 'step') => void, clock = realClock) {
    this.onTick = onTick;
    this.clock = clock;
  }

  get running(): boolean {
    return this.cancel !== null;
  }

  /** Starts, or goes on at another pace: `rate` phases per second. */
  start(rate: number): void {
    this.stop();
    const interval = Math.max(1000 / rate, frame);
    let last = performance.now();
    let due = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      // What a busy moment has held up is made up for; a window that slept goes on where it was.
      due += Math.min(now - last, Math.max(2 * interval, mostMadeUp)) * (rate / 1000);
      last = now;
      const ticks = Math.floor(due);
      due -= ticks;
      if (ticks > 0) {
        this.onTick(ticks);
      }
    }, interval);
    this.cancel = () => clearInterval(timer);
  }

  /** Starts, or goes on, with a step for each frame that is {@link drawn}. Where none is, ten steps a second. */
  followFrames(): void {
    this.stop();
    this.awaitsFrame = true;
    this.cancel = this.clock.after(patience, () => this.drawn());
  }

  /** What came of the step before is on the screen. */
  drawn(): void {
    if (this.awaitsFrame) {
      // Before the step, which may stop it.
      this.followFrames();
      this.onTick('step');
    }
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.awaitsFrame = false;
  }
}
