import type { Edit } from '../../lesson/lineMoves.ts';
import type { Script, Statement } from './statements.ts';

/** The ways to repair a loop; what each is called, people read in `protocol/repairTitles.ts`. */
export type RepairKind =
  | 'reset'
  | 'call'
  | 'assignZero'
  | 'resetEarlier'
  | 'resetLater'
  | 'downhill'
  | 'nudge'
  | 'gradient'
  | 'forwardInLoop'
  | 'modelOnce'
  | 'backwardOnce';

/** A change of the script's text that takes a finding away. */
export interface Repair {
  readonly kind: RepairKind;
  /** The code that comes of it, where its title shows that; else empty. */
  readonly code: string;
  readonly edits: readonly Edit[];
}

/** Puts lines, which bring their own indentation, before a line from 0. */
export function insertedBefore(line: number, lines: readonly string[]): Edit {
  const at = { line, character: 0 };
  return { range: { start: at, end: at }, text: lines.map((each) => `${each}\n`).join('') };
}

/** Puts lines behind a line from 0, be it the last of the file. */
export function insertedAfter(script: Script, line: number, lines: readonly string[]): Edit {
  const at = { line, character: script.lines[line].length };
  return { range: { start: at, end: at }, text: lines.map((each) => `\n${each}`).join('') };
}

/** Takes lines away, from 0, the last one included. */
export function removed(script: Script, first: number, last: number): Edit {
  const isLast = last === script.lines.length - 1;
  const before = { line: first - 1, character: script.lines[first - 1]?.length ?? 0 };
  return isLast && first > 0
    ? { range: { start: before, end: { line: last, character: script.lines[last].length } }, text: '' }
    : { range: { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } }, text: '' };
}

/** Replaces code in a statement's first line; undefined where it is not there exactly once. */
export function replaced(script: Script, { first }: Statement, from: string, to: string): Edit | undefined {
  const line = script.lines[first];
  const at = line.indexOf(from);
  if (at < 0 || line.indexOf(from, at + 1) >= 0) {
    return undefined;
  }
  return {
    range: { start: { line: first, character: at }, end: { line: first, character: at + from.length } },
    text: to,
  };
}

/** Lines with another indentation: `from` becomes `to`. Empty ones stay so. */
export function indented(lines: readonly string[], from: string, to: string): string[] {
  return lines.map((line) => (line.startsWith(from) && line.trim() ? to + line.slice(from.length) : line));
}

/** The text after edits that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) {
    starts.push(index + 1);
  }
  const offset = ({ line, character }: Edit['range']['start']) =>
    (starts[line] ?? text.length) + (starts[line] === undefined ? 0 : character);
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (result, { range, text: added }) =>
        result.slice(0, offset(range.start)) + added + result.slice(offset(range.end)),
      text,
    );
}
