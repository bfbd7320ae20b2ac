/** Vectors of one number per parameter. A model may grow: what a vector does not reach to is not there yet. */
export type Vector = Float64Array;

/** The differences `after - before`; NaN where there was nothing before. */
export function difference(after: Vector, before: Vector): Vector {
  const result = new Float64Array(after.length);
  for (let k = 0; k < after.length; k++) {
    result[k] = after[k] - (before[k] ?? Number.NaN);
  }
  return result;
}

/** The Euclidean norm of some elements. */
export function normOf(vector: Vector, indices: Iterable<number>): number {
  let sum = 0;
  for (const k of indices) {
    sum += vector[k] ** 2;
  }
  return Math.sqrt(sum);
}

/** The indices at which `holds`. */
export function where(length: number, holds: (k: number) => boolean): number[] {
  const found: number[] = [];
  for (let k = 0; k < length; k++) {
    if (holds(k)) {
      found.push(k);
    }
  }
  return found;
}

/**
 * The number c for which `of = c * by`, element by element; null where there is none, or where fewer than two elements say so.
 *
 * `size`: how large the numbers were that `of` is the difference of, which says how far rounding may have changed it.
 */
export function commonMultiple(of: Vector, by: Vector, size: Vector = of): number | null {
  let largest = -1;
  let count = 0;
  for (let k = 0; k < by.length; k++) {
    if (by[k] !== 0) {
      count += 1;
      // The largest element has lost the fewest digits to rounding.
      largest = largest < 0 || Math.abs(by[k]) > Math.abs(by[largest]) ? k : largest;
    }
  }
  if (count < 2) {
    return null;
  }
  const c = of[largest] / by[largest];
  if (!Number.isFinite(c)) {
    return null;
  }
  for (let k = 0; k < by.length; k++) {
    const expected = c * by[k];
    // Written so that NaN, too, is none.
    if (!(Math.abs(of[k] - expected) <= 1e-9 * Math.abs(expected) + 1e-15 * Math.abs(size[k]))) {
      return null;
    }
  }
  return c;
}

/** Whether two vectors hold the same numbers, but for rounding. */
export function near(a: Vector, b: Vector): boolean {
  if (a === b) {
    return true;
  }
  if (a.length !== b.length) {
    return false;
  }
  for (let k = 0; k < a.length; k++) {
    if (!(Math.abs(a[k] - b[k]) <= 1e-12 * (1 + Math.abs(a[k])))) {
      return false;
    }
  }
  return true;
}
