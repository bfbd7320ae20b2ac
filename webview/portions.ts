/** A portion ends after so many milliseconds. */
const longest = 4;

/**
 * Does `work` again and again until it answers false, in portions between which the page does what else it has to, and then `done`.
 * Returns a function that gives it up.
 */
export function inPortions(work: () => boolean, done: () => void): () => void {
  let waiting = 0;
  const next = () => {
    waiting = requestIdleCallback(portion, { timeout: 100 });
  };
  const portion = () => {
    const end = performance.now() + longest;
    while (performance.now() < end) {
      if (!work()) {
        done();
        return;
      }
    }
    next();
  };
  next();
  return () => cancelIdleCallback(waiting);
}
