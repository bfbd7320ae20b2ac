import type { Recording } from '../training/recording.ts';
import { countUpTo, LineVisits } from './lineVisits.ts';
import { statementOf } from './loopLine.ts';

/** To the next time that a line runs, and from its last time to its first; to the next time only; or to the time before. */
export type LineMove = 'run' | 'next' | 'previous';

/** Where the cursor goes for a line: to a stop by its index. `none`: the line left nothing; `noMore`: not in that direction. */
export type LineTarget = number | 'none' | 'noMore';

/**
 * The stop that a cursor at `position` goes to for the line at the caret (from 1).
 *
 * A line inside a statement of several counts as its first line, the head of a block as the first line in it that has run,
 * and the head of the training loop, `loop`, as the beginning of each step.
 */
export function runToLine(
  recording: Recording,
  position: number,
  line: number,
  move: LineMove,
  text: readonly string[],
  loop: number | null,
): LineTarget {
  if (line === loop && recording.stops.length > 0) {
    return stepTarget(recording, position, move);
  }
  const visits = LineVisits.of(recording);
  const ran = ranLine(visits, line, text);
  if (ran === null) {
    return 'none';
  }
  const stops = visits.runsOf(ran);
  if (move === 'previous') {
    return stops[countUpTo(stops, position - 1) - 1] ?? 'noMore';
  }
  return stops[countUpTo(stops, position)] ?? (move === 'run' ? stops[0] : 'noMore');
}

/** The first stop of the next step, or of the one before. */
function stepTarget(recording: Recording, position: number, move: LineMove): LineTarget {
  const step = recording.stops[position]?.step ?? -1;
  if (move === 'previous') {
    const first = recording.firstOf(step);
    const target = first < position ? first : recording.firstOf(recording.stops[first - 1]?.step ?? -1);
    return position > 0 && target < position ? target : 'noMore';
  }
  const next = recording.firstOf(step + 1);
  if (next < recording.stops.length) {
    return next;
  }
  return move === 'run' ? 0 : 'noMore';
}

/** The line of which something is known that a line stands for; null where there is none. */
export function ranLine(visits: LineVisits, line: number, text: readonly string[]): number | null {
  const head = statementOf(line, text.join('\n'));
  if (visits.has(head)) {
    return head;
  }
  const opensBlock = /^\s*(?:for|while|if|elif|else|with|try|except|finally)\b/.test(text[head - 1] ?? '');
  return opensBlock ? firstInBlock(visits, head, text) : null;
}

function firstInBlock(visits: LineVisits, head: number, text: readonly string[]): number | null {
  const indent = text[head - 1].search(/\S/);
  for (let k = head; k < text.length; k++) {
    if (/\S/.test(text[k]) && text[k].search(/\S/) <= indent) {
      return null;
    }
    if (visits.has(k + 1)) {
      return k + 1;
    }
  }
  return null;
}
