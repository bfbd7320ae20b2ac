import { Tape } from './tape.ts';
import type { Value } from './value.ts';

/** One derivative, computed twice: by `backward()`, and by nudging the input and looking at what happens. */
export interface GradientComparison {
  /** What `backward()` says. */
  readonly backward: number;
  /** What the central difference says. */
  readonly numeric: number;
  /** How far the two are apart, relative to the larger one, or absolutely where both are below 1. */
  readonly error: number;
}

/**
 * The slope of `f` at `x`, measured: (f(x + h) − f(x − h)) / 2h. It knows no calculus, so it can referee every derivative.
 *
 * The default h is the cube root of the machine precision, in proportion to x: there, what the formula neglects (of order
 * h²) and what rounding takes away (of order 1/h) are about equal, and some ten digits are right.
 */
export function centralDifference(
  f: (x: number) => number,
  x: number,
  h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x)),
): number {
  const above = x + h;
  const below = x - h;
  return (f(above) - f(below)) / (above - below);
}

/**
 * Compares, for each input of `expression` at the point `at`, the gradient from `backward()` with the central difference.
 *
 * `expression` gets one value per number of `at`, on a tape of its own, and must compute the same from the same numbers
 * each time.
 */
export function gradientCheck(
  expression: (inputs: readonly Value[]) => Value,
  at: readonly number[],
): GradientComparison[] {
  const tape = new Tape();
  const inputs = at.map((x) => tape.parameter(x));
  expression(inputs).backward();
  const gradients = inputs.map((input) => input.grad);

  return inputs.map((input, k) => {
    const nudged = (x: number) => {
      tape.rewind();
      input.data = x;
      return expression(inputs).data;
    };
    const numeric = centralDifference(nudged, at[k]);
    input.data = at[k];
    const backward = gradients[k];
    const error = Math.abs(backward - numeric) / Math.max(1, Math.abs(backward), Math.abs(numeric));
    return { backward, numeric, error };
  });
}
