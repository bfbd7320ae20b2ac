/** Vectors of one number per parameter. A model may grow: what a vector does not reach to is not there yet. */
export type Vector = Float64Array;

/** The differences `after - before`; NaN where there was nothing before. */
export function difference(after: Vector, before: Vector): Vector {
  return after.map((x, k) => x - (before[k] ?? Number.NaN));
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
  return Array.from({ length }, (_, k) => k).filter(holds);
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
  const common = by.every(
    (x, k) => Math.abs(of[k] - c * x) <= 1e-9 * Math.abs(c * x) + 1e-15 * Math.abs(size[k]),
  );
  return Number.isFinite(c) && common ? c : null;
}

/** Whether two vectors hold the same numbers, but for rounding. */
export function near(a: Vector, b: Vector): boolean {
  return (
    a === b || (a.length === b.length && a.every((x, k) => Math.abs(x - b[k]) <= 1e-12 * (1 + Math.abs(x))))
  );
}
