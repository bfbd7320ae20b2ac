import type { Phase } from '../training/phase.ts';
import type { Recording } from '../training/recording.ts';

/** How the cursor's line is marked: as its phase; `other` where no phase has changed anything, or the text is another by now. */
export type Mark = Phase | 'other';

/** A line, from 1, and how it is marked. */
export interface LineMark {
  readonly line: number;
  readonly mark: Mark;
}

/**
 * The line that the cursor marks; null where it marks none.
 *
 * `now`: where a line of the text that ran stands in the text as it is, null where it is gone; `stale`: whether they differ.
 */
export function markAt(
  recording: Recording,
  position: number,
  now: (line: number) => number | null,
  stale: boolean,
): LineMark | null {
  const stop = recording.stops[position];
  const line = stop?.line ? now(stop.line) : null;
  return line === null ? null : { line, mark: stale ? 'other' : (stop.phases[0] ?? 'other') };
}
