/** A loss as the lesson prints it, with four decimals; from a million on with an exponent. */
export function formatLoss(loss: number): string {
  return Math.abs(loss) >= 1e6 ? loss.toExponential(2) : loss.toFixed(4);
}

/** A number with an explicit sign, a true minus and three decimals. */
export function formatSigned(x: number): string {
  const size = Math.abs(x).toFixed(3);
  return `${x < 0 && Number(size) > 0 ? '−' : '+'}${size}`;
}

/** A norm or another size that is at least 0, with three significant digits. */
export function formatSize(x: number): string {
  if (x === 0 || !Number.isFinite(x)) {
    return String(x);
  }
  return x >= 1000 || x < 0.001 ? x.toExponential(1) : x.toPrecision(3);
}
