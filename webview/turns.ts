const waiting: (() => void)[] = [];

/** Resolves after the next frame, one turn in a task: what many do at once holds up the window no longer than each of them. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    if (waiting.push(done) === 1) {
      requestAnimationFrame(() => setTimeout(next));
    }
  });
}

function next(): void {
  waiting.shift()?.();
  if (waiting.length > 0) {
    setTimeout(next);
  }
}
