import type { Recording } from '../training/recording.ts';
import type { Finding } from './finding.ts';

/** The stop at which a finding is seen: the first of its step on its line, else the last of its step. */
export function placeOfFinding({ step, line }: Finding, recording: Recording): number {
  const last = recording.lastOf(step);
  for (let index = recording.firstOf(step); index <= last; index++) {
    const stop = recording.stops[index];
    if (stop.line === line || Object.values(stop.lines ?? {}).includes(line)) {
      return index;
    }
  }
  return last;
}
