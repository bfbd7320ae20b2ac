/** A loss as the lesson prints it, with four decimals; from a million on with an exponent. */
export function formatLoss(loss: number): string {
  return Math.abs(loss) >= 1e6 ? loss.toExponential(2) : loss.toFixed(4);
}

/** A number with an explicit sign, a true minus and three decimals; from ten thousand on with an exponent. */
export function formatSigned(x: number): string {
  if (Number.isNaN(x)) {
    return 'NaN';
  }
  const absolute = Math.abs(x);
  const size =
    absolute === Number.POSITIVE_INFINITY
      ? '∞'
      : absolute >= 1e4
        ? absolute.toExponential(1)
        : absolute.toFixed(3);
  return `${x < 0 && Number(size) !== 0 ? '−' : '+'}${size}`;
}

/** A norm or another size that is at least 0, with three significant digits. */
export function formatSize(x: number): string {
  if (x === Number.POSITIVE_INFINITY) {
    return '∞';
  }
  if (x === 0 || Number.isNaN(x)) {
    return String(x);
  }
  return x >= 1000 || x < 0.001 ? x.toExponential(1) : x.toPrecision(3);
}

/** A learning rate as a person writes it: no more than four digits, a true minus. */
export function formatRate(rate: number): string {
  return String(Number(rate.toPrecision(4))).replace(/^-/, '−');
}
