/**
 * Passes values on, at most one for each call of `later` back: the first at once, and of those that come meanwhile the newest.
 */
export class Newest<T> {
  private readonly pass: (value: T) => void;
  private readonly later: (action: () => void) => void;
  private waiting: { readonly value: T } | null = null;
  private resting = true;

  constructor(pass: (value: T) => void, later: (action: () => void) => void) {
    this.pass = pass;
    this.later = later;
  }

  put(value: T): void {
    if (this.resting) {
      this.resting = false;
      this.pass(value);
      this.later(() => this.rested());
    } else {
      this.waiting = { value };
    }
  }

  /** Passes on at once what waits, before something that is to come after it. */
  flush(): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) {
      this.pass(waiting.value);
    }
  }

  private rested(): void {
    const { waiting } = this;
    this.resting = true;
    this.waiting = null;
    if (waiting) {
      this.put(waiting.value);
    }
  }
}
