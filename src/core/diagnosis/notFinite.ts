import type { Recording, Stop } from '../training/recording.ts';
import type { ErrorEvidence, Found } from './finding.ts';

/** Where a number that is none came up, and the stop, as an index, from which on nothing else means anything. */
export interface NotFinite {
  readonly finding: Found<'not-finite'>;
  readonly index: number;
}

/**
 * `not-finite`: NaN or Infinity appeared in the loss, a gradient or a parameter.
 *
 * Seen from the numbers themselves, stop by stop; where parameters are no plain numbers from the beginning, nothing is said.
 * Points at the line after which the first one was there.
 */
export function notFinite(recording: Recording): NotFinite | null {
  if (!allFinite(recording.initial.data)) {
    return null;
  }
  for (const [index, stop] of recording.stops.entries()) {
    const before = recording.before(index);
    const evil = whatIsNone(stop, before);
    if (evil) {
      const finding: Found<'not-finite'> = {
        code: 'not-finite',
        severity: 'error',
        line: stop.line,
        step: stop.step,
        evidence: { ...evil, lossBefore: lossBefore(recording, stop.step) },
      };
      return { finding, index };
    }
  }
  return null;
}

function whatIsNone(
  { loss, data, grad }: Stop,
  before: { readonly data: Float64Array; readonly grad: Float64Array },
): Pick<ErrorEvidence['not-finite'], 'what' | 'value'> | null {
  if (loss !== null && !Number.isFinite(loss)) {
    return { what: 'loss', value: loss };
  }
  if (grad !== before.grad && !allFinite(grad)) {
    return { what: 'gradient', value: grad.find((x) => !Number.isFinite(x)) ?? Number.NaN };
  }
  if (data !== before.data && !allFinite(data)) {
    return { what: 'parameter', value: data.find((x) => !Number.isFinite(x)) ?? Number.NaN };
  }
  return null;
}

function lossBefore(recording: Recording, step: number): number | null {
  return (
    recording
      .losses()
      .slice(0, step)
      .findLast((loss) => loss !== null && Number.isFinite(loss)) ?? null
  );
}

function allFinite(numbers: Float64Array): boolean {
  return numbers.every(Number.isFinite);
}
