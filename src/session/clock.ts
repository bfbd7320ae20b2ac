/** Calls back after a delay. */
export interface Clock {
  /** Calls `action` after so many milliseconds, unless what it returns is called before. */
  after(delay: number, action: () => void): () => void;
}

export const realClock: Clock = {
  after(delay, action) {
    const timer = setTimeout(action, delay);
    return () => clearTimeout(timer);
  },
};
