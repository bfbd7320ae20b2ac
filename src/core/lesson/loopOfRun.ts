import type { Recording } from '../training/recording.ts';
import { loopLine } from './loopLine.ts';

/**
 * The line, from 1, on which the loop begins that a recording went through; null where the text has none.
 *
 * It is the innermost loop around all stops of one training step; where their lines do not tell, a guess from the text.
 */
export function loopOfRun(text: string, recording: Recording): number | null {
  const { stops } = recording;
  // What a script does before its loop, such as a first look at the predictions, falls into the first step.
  const first = recording.lastOf(0) + 1;
  const { step } = stops[first] ?? stops[0] ?? { step: 0 };
  const lines = stops
    .slice(recording.firstOf(step), recording.lastOf(step) + 1)
    .flatMap(({ line }) => (line === null ? [] : [line]));
  return (lines.length > 0 ? loopAround(text.split('\n'), lines) : null) ?? loopLine(text);
}

/** The innermost `for` or `while` whose block holds all these lines; null where there is none. */
function loopAround(text: readonly string[], lines: readonly number[]): number | null {
  const first = Math.min(...lines) - 1;
  const last = Math.max(...lines) - 1;
  let indent = Math.min(...text.slice(first, last + 1).map(indentOf));
  for (let k = first - 1; k >= 0 && indent > 0; k--) {
    if (indentOf(text[k]) < indent) {
      if (/^\s*(?:for|while)\b/.test(text[k])) {
        return k + 1;
      }
      if (/^\s*(?:(?:async\s+)?def|class)\b/.test(text[k])) {
        return null;
      }
      indent = indentOf(text[k]);
    }
  }
  return null;
}

/** How far a line is indented; Infinity where it says nothing. */
export function indentOf(line: string): number {
  return /^\s*(?:#.*)?$/.test(line) ? Number.POSITIVE_INFINITY : line.search(/\S/);
}
