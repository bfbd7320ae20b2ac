import type { FindingCode } from '../core/diagnosis/finding.ts';

/** A run that has come to its end, as the history keeps it. */
export interface PastRun {
  readonly id: number;
  /** The script's file name, and which of its runs it was, from 0. */
  readonly file: string;
  readonly run: number;
  /** What the updates showed; null where it was not one rate alone. */
  readonly learningRate: number | null;
  readonly seed: number | null;
  readonly steps: number;
  /** The loss of the last step that has one. */
  readonly last: number | null;
  /** What is to be said about it first; null where there is nothing, or where it is not to be told. */
  readonly verdict: FindingCode | null;
  /** Its losses, of a long run not all (`fewerLosses`), NaN for a step without one; and the steps that they are of. */
  readonly losses: Float64Array;
  readonly at: Uint32Array;
}
