/** A number as it was printed, and how far what it stands for may be from it: rounded or cut off at its last digit. */
export interface PrintedNumber {
  readonly value: number;
  readonly within: number;
}

const literal = /(?<![\w.])[-+−]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![\w.])/g;

/**
 * The numbers in a text that have been printed with some digits: two of them significant, or two behind the point. `7` counts
 * steps.
 */
export function printedNumbers(text: string): PrintedNumber[] {
  return Array.from(text.matchAll(literal), ([number]) => number.replace('−', '-')).flatMap((number) => {
    const [mantissa, exponent = '0'] = number.split(/[eE]/);
    const decimals = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
    const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').length;
    const isPrecise = exponent !== '0' || decimals >= 2 || (decimals >= 1 && digits >= 2);
    return isPrecise ? [{ value: Number(number), within: 10 ** (Number(exponent) - decimals) }] : [];
  });
}

/** Whether a printed number stands for a value: cut off or rounded where it ends. */
export function standsFor({ value, within }: PrintedNumber, actual: number): boolean {
  return Math.abs(value - actual) <= within + 1e-12 * Math.abs(actual);
}

/** How many values, from the first on, are found among printed numbers in their order. */
export function foundInOrder(printed: readonly PrintedNumber[], values: readonly number[]): number {
  let k = 0;
  for (const number of printed) {
    if (k < values.length && standsFor(number, values[k])) {
      k += 1;
    }
  }
  return k;
}

/** Of how many values one finds a number that stands for it, in whatever order. */
export function foundAnywhere(printed: readonly PrintedNumber[], values: readonly number[]): number {
  return values.filter((value) => printed.some((number) => standsFor(number, value))).length;
}
