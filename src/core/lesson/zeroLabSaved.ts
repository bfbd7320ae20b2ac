import type { HuntLoop, HuntTime } from './huntLoop.ts';
import { type LabChoice, labChoices, noTally, seedsBelow, type Tally, zeroLab } from './zeroLab.ts';

/** Which loop was expected to be lower after the first steps, and then after all of them; the second is asked after the first. */
export type Guesses = Readonly<Partial<Record<HuntTime, HuntLoop>>>;

/** How the zero-grad laboratory was left. */
export interface LabState {
  readonly choice: LabChoice;
  /** The random seed that was drawn last; null before the first. */
  readonly drawn: number | null;
  /** The step that is looked at. */
  readonly step: number;
  /** What was expected, for each choice that was asked about. */
  readonly predictions: Readonly<Partial<Record<LabChoice, Guesses>>>;
  readonly tally: Tally;
}

export const untouchedLab: LabState = {
  choice: '42',
  drawn: null,
  step: 19,
  predictions: {},
  tally: noTally,
};

export function writeLab(state: LabState): string {
  return JSON.stringify(state);
}

/** The state that was written; what is missing or makes no sense is as in {@link untouchedLab}. */
export function readLab(text: string): LabState {
  const saved = parse(text);
  const predictions = asRecord(saved.predictions);
  const tally = asRecord(saved.tally);
  const seeds = whole(tally.seeds, Number.MAX_SAFE_INTEGER) ?? 0;
  return {
    choice: labChoices.find((choice) => choice === saved.choice) ?? untouchedLab.choice,
    drawn: whole(saved.drawn, seedsBelow - 1),
    step: whole(saved.step, zeroLab.steps - 1) ?? untouchedLab.step,
    predictions: Object.fromEntries(
      labChoices.flatMap((choice) => {
        const early = asLoop(asRecord(predictions[choice]).early);
        const late = asLoop(asRecord(predictions[choice]).late);
        return early ? [[choice, late ? { early, late } : { early }]] : [];
      }),
    ),
    tally: { seeds, early: whole(tally.early, seeds) ?? 0, late: whole(tally.late, seeds) ?? 0 },
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

function asLoop(value: unknown): HuntLoop | null {
  return value === 'sound' || value === 'buggy' ? value : null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function whole(value: unknown, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : null;
}
