/** What one parameter's gradient was when an update used it, and what is left of it when the next one is added. */
export interface Left {
  readonly used: number;
  readonly left: number;
  /** The parameter's data by then. */
  readonly data: number;
  /** Which share of the data it was the last time; null where there was none. */
  readonly shareBefore: number | null;
}

/** A share of a gradient that is but a rounding error. */
const rounding = 1e-9;

/** With fewer parameters, nothing can be said of whether numbers only look alike. */
const few = 8;

/** Two vectors of so many numbers that have nothing to do with each other lie at right angles, nearly. */
const alike = 0.5;

/**
 * Which used gradients are still there, in part or as a whole, when the next ones are added; as indices.
 *
 * Gone is what is 0, and what has been replaced by something that has nothing to do with it: a share of the parameters (decay), or
 * noise. What is scaled, rounded or clipped is still there, and one number for all is nobody's gradient.
 */
export function leftOver(all: readonly Left[]): number[] {
  const there = [...all.keys()].filter((k) => Math.abs(all[k].left) > rounding * Math.abs(all[k].used));
  const isChanged = (k: number) => !near(all[k].left, all[k].used);
  const changed = there.filter(isChanged).map((k) => all[k]);
  return isDecay(changed) || !isLike(changed) ? there.filter((k) => !isChanged(k)) : there;
}

/** Whether what is left is a share of the parameters themselves, the same for many of them. */
function isDecay(changed: readonly Left[]): boolean {
  const shares = changed.map(({ left, data }) => left / data);
  if (changed.length === 1) {
    // Of one alone it is seen when it happens again; until then nothing is concluded.
    const [{ shareBefore }] = changed;
    return shareBefore === null || near(shares[0], shareBefore);
  }
  const sorted = Float64Array.from(shares).sort();
  const distinct = sorted.filter((share, k) => k === 0 || !near(share, sorted[k - 1]));
  return changed.length > 0 && 2 * distinct.length <= changed.length;
}

/** Whether what is left looks like what was used, or is one number for all. */
function isLike(changed: readonly Left[]): boolean {
  const isOne = changed.every(({ left }) => near(Math.abs(left), Math.abs(changed[0].left)));
  if (isOne || changed.length < few) {
    return true;
  }
  const sum = (of: (each: Left) => number) => changed.reduce((total, each) => total + of(each), 0);
  const sizes = Math.sqrt(sum(({ left }) => left ** 2) * sum(({ used }) => used ** 2));
  return sum(({ left, used }) => left * used) > alike * sizes;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= rounding * Math.abs(b);
}
