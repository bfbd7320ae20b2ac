import type { Recording } from '../training/recording.ts';
import { countUpTo, LineVisits } from './lineVisits.ts';

/**
 * The line that has given a name what it stands for on the line `at`, as known at the stop at `position`; null where
 * that was not recorded. A name of another function is another name.
 */
export function givingLine(
  recording: Recording,
  position: number,
  name: string,
  at: number,
  text: readonly string[],
): number | null {
  const visits = LineVisits.of(recording);
  const scopes = [...new Set([scopeOf(at, text), 0])];
  for (const scope of scopes) {
    let found: number | null = null;
    let latest = -1;
    for (const line of visits.linesOf(name)) {
      const stops = visits.of(line);
      const last = stops[countUpTo(stops, position) - 1] ?? -1;
      if (scopeOf(line, text) === scope && (last > latest || (last === latest && line === at))) {
        found = line;
        latest = last;
      }
    }
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** The line of the `def` that a line is in, from 1; 0 where it is in none. */
function scopeOf(line: number, text: readonly string[]): number {
  let indent = (text[line - 1] ?? '').search(/\S/);
  for (let k = line - 2; k >= 0 && indent > 0; k--) {
    const own = text[k].search(/\S/);
    if (own >= 0 && own < indent && !/^\s*#/.test(text[k])) {
      if (/^\s*(?:async\s+)?def\b/.test(text[k])) {
        return k + 1;
      }
      indent = own;
    }
  }
  return 0;
}
