/** A loss as the lesson prints it, with four decimals; with an exponent from a million on, and where they would all be 0. */
export function formatLoss(loss: number): string {
  const absolute = Math.abs(loss);
  if (absolute >= 1e6) {
    return loss.toExponential(2);
  }
  return loss !== 0 && absolute < 0.00005 ? loss.toExponential(1).replace('e-', 'e−') : loss.toFixed(4);
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

/** A number as a line shows it: whole numbers as they are, others with four decimals, or an exponent where those would not do. */
export function formatNumber(x: number): string {
  if (Number.isNaN(x)) {
    return 'NaN';
  }
  const absolute = Math.abs(x);
  const isSmall = absolute !== 0 && absolute < 0.0001;
  const size =
    absolute === Number.POSITIVE_INFINITY
      ? '∞'
      : Number.isInteger(absolute) && absolute < 1e9
        ? String(absolute)
        : isSmall || absolute >= 1e6
          ? absolute.toExponential(2)
          : absolute.toFixed(4);
  return `${x < 0 ? '−' : ''}${size.replace('e-', 'e−')}`;
}

/** Numbers that are read as one, each rounded alike: two decimals, fewer where they are large. */
export function formatAlike(numbers: Iterable<number>): string[] {
  const all = [...numbers];
  const finite = all.filter(Number.isFinite).map(Math.abs);
  const largest = Math.max(0, ...finite);
  const whole = finite.every(Number.isInteger) && largest < 1e6;
  const decimals = whole ? 0 : largest >= 1000 ? 0 : largest >= 100 ? 1 : 2;
  const exponential = !whole && (largest >= 1e5 || largest < 0.01);
  return all.map((x) => {
    if (!Number.isFinite(x)) {
      return formatNumber(x);
    }
    const size = exponential && x !== 0 ? Math.abs(x).toExponential(1) : Math.abs(x).toFixed(decimals);
    return `${x < 0 && Number(size) !== 0 ? '−' : ''}${size.replace('e-', 'e−')}`;
  });
}

/** A change: its direction, and how far. Empty where there is none. */
export function formatChange(change: number): string {
  if (change === 0 || Number.isNaN(change)) {
    return '';
  }
  return `${change < 0 ? '▼' : '▲'} ${formatFixed(Math.abs(change))}`;
}

/** A number in a column of such: four decimals, a true minus, an exponent where those would not do. */
export function formatFixed(x: number): string {
  return x === 0 || !Number.isInteger(x) || Math.abs(x) >= 1e9 ? formatNumber(x) : `${formatNumber(x)}.0000`;
}
