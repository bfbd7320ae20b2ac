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
 * A prediction is NaN also where there was none yet: it counts if it went backward. Points at the line after which the first
 * one was there.
 */
export function notFinite(recording: Recording): NotFinite | null {
  if (!allFinite(recording.initial.data)) {
    return null;
  }
  for (const [index, stop] of recording.stops.entries()) {
    const before = recording.before(index);
    const evil = whatIsNone(stop, before);
    if (evil) {
      const said = forwardOfNone(recording, index);
      const finding: Found<'not-finite'> = {
        code: 'not-finite',
        severity: 'error',
        line: said?.line ?? stop.line,
        step: stop.step,
        evidence: {
          ...evil,
          ...(said ? { what: 'prediction' } : {}),
          lossBefore: lossBefore(recording, stop.step),
        },
      };
      return { finding, index };
    }
  }
  return null;
}

/** The forward pass of the step that made a prediction that is none; null where it was not there that it began. */
function forwardOfNone({ stops }: Recording, index: number): Stop | null {
  const { step } = stops[index];
  const sent = stops.find((stop, k) => k >= index && stop.step === step && stop.sent)?.sent ?? [];
  const none = (stop: Stop) =>
    sent.some(({ from }) => from.some(({ sample }) => !Number.isFinite(stop.predictions?.[sample] ?? 0)));
  const forwards = stops.filter(
    (stop, k) => k <= index && stop.step === step && stop.phases.includes('forward'),
  );
  const last = forwards[forwards.length - 1];
  return last && none(last)
    ? (forwards.find((stop, k) => none(stop) && !saysMore(stop, forwards[k - 1])) ?? last)
    : null;
}

/** Whether a stop predicts a number for a sample that had none before. */
function saysMore(stop: Stop, before: Stop | undefined): boolean {
  const numbers = (of: Stop | undefined) => of?.predictions?.filter(Number.isFinite).length ?? 0;
  return numbers(stop) > numbers(before);
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
  for (let k = 0; k < numbers.length; k++) {
    if (!Number.isFinite(numbers[k])) {
      return false;
    }
  }
  return true;
}
