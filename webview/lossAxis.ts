/** The lowest loss that a logarithmic axis shows: what lies below, 0 included, is drawn there. */
export const floor = 1e-6;

/** The whole powers of ten around a range, at least two of them, none below the floor. */
export function decades(min: number | null, max: number | null): [number, number] {
  const least = Math.round(Math.log10(floor));
  const high = Math.max(Math.ceil(Math.log10(Math.max(max ?? 1, floor))), least + 2);
  const low = Math.floor(Math.log10(Math.max(min ?? floor, floor)));
  return [10 ** Math.max(least, Math.min(low, high - 2)), 10 ** high];
}

/**
 * From 0 to a little above the highest loss, or from a little below the lowest where a loss is negative, as a wrong one can
 * be. Before the first it goes to where the loss of an untrained network tends to be.
 */
export function linearRange(min: number | null, max: number | null): [number, number] {
  const low = Math.min(0, min ?? 0);
  const high = Math.max(0, max ?? 0);
  const margin = 0.06 * (high - low);
  if (margin === 0 || !Number.isFinite(margin)) {
    return [0, 5.3];
  }
  return [low < 0 ? low - margin : 0, high > 0 ? high + margin : 0];
}

/** The distances between marks that suit a linear axis of this height, be it of any size: 1, 2, 2.5 and 5 times powers of ten. */
export function distances(height: number): number[] {
  const power = Math.floor(Math.log10(height));
  return [-3, -2, -1, 0].flatMap((k) => [1, 2, 2.5, 5].map((factor) => factor * 10 ** (power + k)));
}

/** The marks of a logarithmic axis between powers of ten: the nine of each of a few decades, or so many powers as there is room for. */
export function powers(low: number, high: number): number[] {
  const [from, to] = [low, high].map((x) => Math.round(Math.log10(x)));
  const factors = to - from <= 3 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1];
  const stride = Math.ceil((to - from) / 8);
  const marks: number[] = [];
  for (let exponent = from; exponent <= to; exponent += stride) {
    // Read from its decimals: multiplying would leave noise.
    marks.push(...factors.map((factor) => Number(`${factor}e${exponent}`)));
  }
  return marks.filter((mark) => mark <= high);
}

/** Whether a number is a power of ten: the marks of a logarithmic axis that are written at. */
export function isPower(value: number): boolean {
  return value.toExponential(3).startsWith('1.000e');
}

/** A number on the loss axis. */
export function tick(value: number | null): string {
  if (value === null) {
    return '';
  }
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e5)
    ? value.toExponential(0)
    : String(Number(value.toPrecision(4)));
}

/** The number at the foot of a logarithmic axis where all that is lower is drawn as well. */
export function footTick(value: number): string {
  return `≤${tick(value)}`;
}
