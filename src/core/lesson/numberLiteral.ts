/** A decimal number as it is written in a line of Python: from the column `start` to before `end`. */
export interface NumberLiteral {
  readonly start: number;
  readonly end: number;
  /** Its text, with the minus where that is the number's own and no subtraction. */
  readonly text: string;
}

/** A string or a comment, in which digits are no number; else a number; else a word, or whatever there is. */
const token =
  /("""|'''|"|')(?:\\.|(?!\1).)*(?:\1|$)|#.*|(?<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)(?![\p{L}\p{N}_.])|[\p{L}\p{N}_]+|\S/gu;

/** After what ends like this, a minus takes away; elsewhere it is the sign of the number. */
const operand = /[\p{L}\p{N}_)\]}'".]\s*$/u;
const keyword = /\b(?:and|assert|elif|else|if|in|is|lambda|not|or|return|while|yield)\s*$/;

/** What a number is written of: its sign, the digits before and after the point, and its exponent. */
const literal = /^(?<sign>-?)(?<whole>[\d_]*)(?<point>\.?)(?<places>[\d_]*)(?:(?<e>[eE])(?<exponent>.+))?$/;

/** The numbers in a line. Hexadecimal, octal, binary and imaginary ones are none, nor are digits in strings and comments. */
export function numbersIn(line: string): NumberLiteral[] {
  const found: NumberLiteral[] = [];
  for (const match of line.matchAll(token)) {
    const number = match.groups?.number;
    if (number !== undefined) {
      const left = line.slice(0, match.index - 1);
      const negative = line[match.index - 1] === '-' && (!operand.test(left) || keyword.test(left));
      const start = negative ? match.index - 1 : match.index;
      const end = match.index + number.length;
      found.push({ start, end, text: line.slice(start, end) });
    }
  }
  return found;
}

/** The number that a column touches; else the next one in the line, else the last. Undefined in a line without. */
export function numberAt(line: string, column: number): NumberLiteral | undefined {
  const numbers = numbersIn(line);
  return (
    numbers.find(({ start, end }) => start <= column && column <= end) ??
    numbers.find(({ start }) => start > column) ??
    numbers.at(-1)
  );
}

/**
 * The number one step further up (`direction` 1) or down (−1), in the form in which it was written.
 *
 * A step is 1 in the place of the last digit, or 10 for an integer from 100 on that ends in 0. A float whose step would take it to
 * zero is refined by a digit: 0.01 is followed by 0.009, and 0.009 on the way back by 0.01. Calculated with decimal digits,
 * so exact. Throws RangeError for what is no decimal number.
 */
export function stepped(text: string, direction: 1 | -1): string {
  const {
    sign = '',
    whole = '',
    point = '',
    places = '',
    e = '',
    exponent,
  } = literal.exec(text)?.groups ?? {};
  if (!/\d/.test(whole + places)) {
    throw new RangeError(`${text} is no decimal number.`);
  }
  const digits = BigInt((whole + places).replaceAll('_', ''));
  const value = sign ? -digits : digits;
  const isFloat = point !== '' || e !== '';
  const step = !isFloat && digits >= 100n && digits % 10n === 0n ? 10n : 1n;
  const ahead = value + BigInt(direction) * step;
  const form = { whole, point, places, e, exponent };
  if (isFloat && ahead === 0n) {
    return write(value * 10n + BigInt(direction), form, 1);
  }
  const size = ahead < 0n ? -ahead : ahead;
  // One digit has become two: the step before was a refined one.
  const coarser = size === 10n && digits === 9n && isFloat && (point === '' || digitsOf(places) > 1);
  return coarser ? write(ahead / 10n, form, -1) : write(ahead, form, 0);
}

interface Form {
  readonly whole: string;
  readonly point: string;
  readonly places: string;
  readonly e: string;
  readonly exponent: string | undefined;
}

/** A number, given in units of its last digit, which stands `finer` places further right than it did. */
function write(value: bigint, { whole, point, places, e, exponent }: Form, finer: number): string {
  const sign = value < 0n ? '-' : '';
  const inExponent = e !== '' && point === '';
  const decimals = digitsOf(places) + (inExponent ? 0 : finer);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const integer = digits.slice(0, digits.length - decimals);
  const left = whole === '' && integer === '0' ? '' : grouped(integer, groupBefore(whole), 'right');
  const right = grouped(digits.slice(digits.length - decimals), groupAfter(places), 'left');
  const power = exponent === undefined ? '' : shifted(exponent, inExponent ? -finer : 0);
  return `${sign}${left}${point || (right ? '.' : '')}${right}${e}${power}`;
}

/** An exponent, such as `-03`, `by` higher. */
function shifted(exponent: string, by: number): string {
  const plain = exponent.replaceAll('_', '');
  const value = Number(plain) + by;
  const width = plain.replace(/^[+-]/, '').length;
  const padded = String(Math.abs(value)).padStart(/^[+-]?0\d/.test(plain) ? width : 1, '0');
  return `${value < 0 ? '-' : plain.startsWith('+') ? '+' : ''}${padded}`;
}

/** Digits with underscores after every `size` of them, counted from that side; none where the size is 0. */
function grouped(digits: string, size: number, from: 'left' | 'right'): string {
  if (size === 0) {
    return digits;
  }
  const cut = from === 'right' ? digits.length % size : 0;
  const parts = [digits.slice(0, cut)];
  for (let k = cut; k < digits.length; k += size) {
    parts.push(digits.slice(k, k + size));
  }
  return parts.filter((part) => part !== '').join('_');
}

function groupBefore(whole: string): number {
  return whole.includes('_') ? whole.length - whole.lastIndexOf('_') - 1 : 0;
}

function groupAfter(places: string): number {
  return Math.max(0, places.indexOf('_'));
}

function digitsOf(text: string): number {
  return text.replaceAll('_', '').length;
}
