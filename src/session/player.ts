const frame = 1000 / 30;

/** Calls `onTick` with the number of ticks that have come due, at most thirty times a second, until it is stopped. */
export class Player {
  private timer: NodeJS.Timeout | undefined;
  private readonly onTick: (ticks: number) => void;

  constructor(onTick: (ticks: number) => void) {
    this.onTick = onTick;
  }

  get running(): boolean {
    return this.timer !== undefined;
  }

  /** Starts, or goes on at another pace: `rate` ticks per second. */
  start(rate: number): void {
    this.stop();
    const interval = Math.max(1000 / rate, frame);
    let last = performance.now();
    let due = 0;
    this.timer = setInterval(() => {
      const now = performance.now();
      // A window that slept goes on where it was; it does not make up for the time.
      due += Math.min(now - last, 2 * interval) * (rate / 1000);
      last = now;
      const ticks = Math.floor(due);
      due -= ticks;
      if (ticks > 0) {
        this.onTick(ticks);
      }
    }, interval);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
