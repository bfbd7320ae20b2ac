import { lineResults } from '../core/lesson/lineResults.ts';
import { LineVisits } from '../core/lesson/lineVisits.ts';
import type { Recording } from '../core/training/recording.ts';
import { lineInWords } from './lineWords.ts';
import { placeInWords } from './place.ts';
import type { LessonStrings } from './strings.ts';

/** What stands after a line of the script. */
export interface Annotation {
  /** The source line, from 1. */
  readonly line: number;
  readonly text: string;
  /** Columns between the end of the line and the text. */
  readonly gap: number;
  /** `place`: where the cursor is; `current`: of the cursor's step; `earlier`: from before, and what still holds. */
  readonly kind: 'place' | 'current' | 'earlier';
}

/** A script's text as the annotations need it. */
export interface ScriptText {
  readonly lines: readonly string[];
  /** The line, from 1, on which the training loop begins; null where there is none. */
  readonly loop: number | null;
  readonly tabSize: number;
}

/** Lines up to this long are given one column; it is what a narrow editor beside the lesson shows. */
const widest = 40;
const gap = 3;
/** Of a line that reaches beyond that column, and of one outside the loop. */
const gapOfLong = 2;

/**
 * What stands after each line while the cursor is at `position`: what the line produced, in a few characters, and beside
 * the head of the loop the place. The annotations of the loop begin at one column.
 *
 * A line that says its value itself, such as `lr = 0.05`, is left alone.
 */
export function annotations(
  recording: Recording,
  position: number,
  script: ScriptText,
  strings: LessonStrings,
): Annotation[] {
  const { lines, loop } = script;
  const end = loopEnd(script);
  const isInLoop = (line: number) => loop !== null && line >= loop && line <= end;
  const widths = new Map<number, number>();
  const widthAt = (line: number) => {
    const width = widths.get(line) ?? widthOf(lines[line - 1] ?? '', script.tabSize);
    widths.set(line, width);
    return width;
  };
  // All lines that may ever have something to show: so the column stays while one steps.
  const column = [...LineVisits.of(recording).lines, ...(loop ? [loop] : [])]
    .filter((line) => isInLoop(line) && widthAt(line) <= widest)
    .reduce((furthest, line) => Math.max(furthest, widthAt(line) + gap), 0);
  const gapAt = (line: number) =>
    isInLoop(line) && widthAt(line) + gap <= column ? column - widthAt(line) : gapOfLong;

  const head = loop ?? recording.stops[0]?.line ?? null;
  const found: Annotation[] = [];
  let value = '';
  for (const { line, isCurrent, results } of lineResults(recording, position)) {
    const source = lines[line - 1];
    if (source === undefined) {
      continue;
    }
    const shown = saysItself(source) ? results.filter(({ kind }) => kind !== 'given') : results;
    const text = lineInWords(shown, strings);
    if (line === head) {
      value = text;
    } else if (text) {
      found.push({ line, text, gap: gapAt(line), kind: isCurrent ? 'current' : 'earlier' });
    }
  }
  if (head !== null && head <= lines.length) {
    const place = placeInWords(recording, position, strings);
    found.push({ line: head, text: value ? `${value}   ${place}` : place, gap: gapAt(head), kind: 'place' });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The last line of the loop's block; 0 without a loop. */
function loopEnd({ lines, loop }: ScriptText): number {
  if (loop === null) {
    return 0;
  }
  const indent = indentOf(lines[loop - 1] ?? '');
  const after = lines.findIndex(
    (line, k) => k >= loop && indentOf(line) <= indent && /\S/.test(line) && !/^\s*#/.test(line),
  );
  return after < 0 ? lines.length : after;
}

function indentOf(line: string): number {
  return Math.max(0, line.search(/\S/));
}

/** How many columns a line takes. */
function widthOf(line: string, tabSize: number): number {
  let width = 0;
  for (const character of line) {
    width += character === '\t' ? tabSize - (width % tabSize) : 1;
  }
  return width;
}

/** Whether a line gives a name nothing but what it says: a number, a string, a list of them. */
function saysItself(line: string): boolean {
  const code = line.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""').replace(/#.*/, '');
  const value = /^\s*[\w.,\s]+(?::[^=]*)?=(?!=)(.*)$/.exec(code)?.[1];
  return (
    value !== undefined && !/[A-Za-z_]/.test(value.replace(/\b(?:True|False|None|\d[\d.]*e[+-]?\d+)\b/g, ''))
  );
}
