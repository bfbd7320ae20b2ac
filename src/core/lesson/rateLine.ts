import { type NumberLiteral, numbersIn } from './numberLiteral.ts';

/** A number in a line, by the line's index from 0. */
export interface RatePlace extends NumberLiteral {
  readonly line: number;
}

/** A line that gives the learning rate a plain number, and does nothing else. */
const rateLine = /^\s*(?:lr|learning_rate)\s*=\s*[\d._eE+-]+\s*(?:#.*)?$/;

/** Where a script writes its learning rate down; null where it does so nowhere as a plain number, or in more than one place. */
export function ratePlace(text: readonly string[]): RatePlace | null {
  const found = text.flatMap((line, index) => (rateLine.test(line) ? [{ line: index, text: line }] : []));
  const [number] = found.length === 1 ? numbersIn(found[0].text) : [];
  return number ? { ...number, line: found[0].line } : null;
}
