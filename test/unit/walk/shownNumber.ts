/**
 * Whether a text is a number, rounded to the digits that it has. It has two at least, unless it is one of a list or has four
 * decimals.
 */
export function shows(text: string, number: number): boolean {
  const plain = text.replaceAll('−', '-').replace('∞', 'Infinity');
  if (!Number.isFinite(number)) {
    return Object.is(Number(plain), number);
  }
  const digits = /^[-+]?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(plain);
  if (!digits) {
    return false;
  }
  const [, decimals = '', exponent = '0'] = digits;
  const unit = 10 ** (Number(exponent) - decimals.length);
  const isWhole = unit === 1 && Math.abs(number) < 100;
  const error = Math.abs(Number(plain) - number);
  return isWhole
    ? error === 0
    : error <= 0.5 * unit * (1 + 1e-6) && unit <= Math.max(0.01, Math.abs(number) / 10);
}
