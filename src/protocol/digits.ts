/** A number with so many significant digits; all of them where it has no more, an exponent where its size asks for one. */
export function formatSignificant(x: number, digits: number): string {
  const exact = String(x);
  const size = Math.abs(x);
  const rounded =
    size !== 0 && (size < 1e-4 || size >= 10 ** Math.max(digits, 6))
      ? x.toExponential(digits - 1)
      : x.toPrecision(digits);
  return minus(exact.length <= rounded.length || !Number.isFinite(x) ? exact : rounded);
}

/** A number with as many digits as `characters` have room for, at least one and no more than `most`. */
export function formatToFit(x: number, characters: number, most = 17): string {
  for (let digits = most; digits > 1; digits--) {
    const text = formatSignificant(x, digits);
    if (text.length <= characters) {
      return text;
    }
  }
  return formatSignificant(x, 1);
}

/** Numbers that are added up, with as many decimals as give the largest so many significant digits. */
export function formatTerms(numbers: readonly number[], digits: number): string[] {
  const largest = Math.max(...numbers.map(Math.abs));
  if (!Number.isFinite(largest) || numbers.every((x) => x === 0)) {
    return numbers.map((x) => minus(String(x)));
  }
  const exponent = Math.floor(Math.log10(largest));
  if (exponent < -5 || exponent >= 6) {
    // One unit for all of them, so that they can still be added up by eye.
    return numbers.map((x) => {
      const mantissa = (x / 10 ** exponent).toFixed(digits - 1);
      return minus(`${mantissa.replace(/^-(?=0\.0*$)/, '')}e${exponent}`);
    });
  }
  const decimals = Math.max(0, digits - 1 - exponent);
  return numbers.map((x) => minus(x.toFixed(decimals).replace(/^-(?=0(\.0*)?$)/, '')));
}

function minus(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', '−').replace('Infinity', '∞');
}
