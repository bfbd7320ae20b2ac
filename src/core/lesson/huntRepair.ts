import type { Recording } from '../training/recording.ts';
import type { Attempt } from './attempt.ts';
import { huntLoop } from './huntLoop.ts';

/**
 * How a repair of the hunt's script went. `unchanged`: it still never resets a gradient; `once`, `sometimes`, `some`: it does,
 * but in one step alone, not in all, or not for all parameters; `kept`: something writes to them and leaves a part; `cleared`:
 * between backward pass and update; `fault`: the loop has another fault now; `noTraining`, `tooShort`, `otherSeed`: it is another
 * training; `notLearning`: the loss stays.
 */
export const repairKinds = [
  'sound',
  'unchanged',
  'kept',
  'once',
  'sometimes',
  'some',
  'cleared',
  'fault',
  'noTraining',
  'tooShort',
  'otherSeed',
  'notLearning',
] as const;

export type RepairKind = (typeof repairKinds)[number];

export interface Repair {
  readonly kind: RepairKind;
  /** The line it is about: of the reset where there is one, else of what was found; null where there is none. */
  readonly line: number | null;
  /** How many of how many: steps that reset, parameters that are not reset; or the loss at the beginning and at the end. */
  readonly numbers: readonly [number, number];
}

/** A shorter training shows little. */
const fewestSteps = 20;

/** The share of the loss that may be left of it. */
const leftOver = 0.2;

/** Judges a run of the script by its recording and what was found in that. */
export function judgeRepair({ recordings, findings }: Attempt): Repair {
  const errors = findings.filter((each) => each.severity === 'error');
  const [error] = errors;
  const stale = errors.find((each) => each.code === 'stale-gradients');
  const [recording] = recordings;
  if (!recording?.stops.some(({ phases }) => phases.includes('update'))) {
    return { kind: 'noTraining', line: null, numbers: [0, 0] };
  }
  const { steps } = recording;
  const reset = firstReset(recording);
  if (stale) {
    const resets = stepsWithReset(recording);
    const { parameters, total } = stale.evidence;
    const numbers = [resets, steps] as const;
    if (resets > 1 && parameters.length < total) {
      return { kind: 'some', line: reset.line, numbers: [parameters.length, total] };
    }
    if (stale.evidence.keptLine !== null) {
      return { kind: 'kept', line: stale.evidence.keptLine, numbers };
    }
    if (resets === 0) {
      return { kind: 'unchanged', line: stale.line, numbers };
    }
    return { kind: resets === 1 ? 'once' : 'sometimes', line: reset.line, numbers };
  }
  if (error) {
    const kind = error.code === 'gradients-cleared-before-update' ? 'cleared' : 'fault';
    return { kind, line: error.line, numbers: [0, 0] };
  }
  if (recording.info.seed !== huntLoop.seed || !recording.info.ownSeed) {
    return { kind: 'otherSeed', line: null, numbers: [recording.info.seed ?? 0, huntLoop.seed] };
  }
  if (steps < fewestSteps) {
    return { kind: 'tooShort', line: null, numbers: [steps, fewestSteps] };
  }
  const losses = recording.losses();
  const numbers = [losses[0] ?? Number.NaN, losses.at(-1) ?? Number.NaN] as const;
  const learns = numbers[1] < leftOver * numbers[0];
  return { kind: learns ? 'sound' : 'notLearning', line: reset.line, numbers };
}

/** Where gradients were reset first. */
export function firstReset({ stops }: Recording): { readonly step: number; readonly line: number | null } {
  const stop = stops.find(({ phases }) => phases.includes('zeroGrad'));
  return { step: stop?.step ?? 0, line: stop?.lines?.zeroGrad ?? stop?.line ?? null };
}

function stepsWithReset({ stops }: Recording): number {
  return new Set(stops.flatMap(({ step, phases }) => (phases.includes('zeroGrad') ? [step] : []))).size;
}
