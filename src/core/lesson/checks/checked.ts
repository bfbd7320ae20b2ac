import type { Behaviour, NoteEvidence } from '../../diagnosis/finding.ts';

/** A place that shows something: which of an execution's runs, from 0; the step; the line from 1. */
export interface Place {
  readonly run: number;
  readonly step: number;
  readonly line: number | null;
}

/** The numbers that show a deliverable. */
export interface Numbers {
  readonly trainingLoop: { readonly steps: number; readonly first: number; readonly last: number };
  readonly lossFunction: {
    /** The recorded loss of the step, and the squared errors of its predictions, summed here. */
    readonly loss: number;
    readonly sum: number;
    readonly steps: number;
  };
  readonly zeroGradients: { readonly passes: number; readonly steps: number };
  readonly twentySteps: { readonly steps: number; readonly first: number; readonly last: number };
  readonly missingZeroGrad: { readonly passes: number; readonly steps: number };
  readonly learningRate: { readonly rates: readonly RateSeen[] };
  readonly convergence: { readonly loss: number; readonly learningRate: number | null };
  readonly predictions: { readonly predictions: readonly number[]; readonly targets: readonly number[] };
}

/** A learning rate that a sound run went by, and how that run went. */
export interface RateSeen extends Place {
  readonly rate: number;
  readonly behaviour: Behaviour;
  /** How its loss went, and what else its behaviour was seen from. */
  readonly numbers: NoteEvidence[Behaviour];
}

/** What keeps a deliverable from being done; each is a phrase of the lesson, with values filled in. */
export const missingKeys = [
  /** Nothing has been trained. */
  'nothingTrained',
  /** [line] An error was found there. */
  'findingFirst',
  'findingSomewhere',
  /** [steps, steps asked for] */
  'tooFewSteps',
  'noForward',
  'noLoss',
  'noBackward',
  'noUpdate',
  /** A phase stands at another place than its own. */
  'phaseOrder',
  /** Which predictions the loss was made from is not known. */
  'lossUnknown',
  /** [loss, sum of squared errors, step] */
  'lossIsMean',
  'lossIsHalf',
  'lossIsAbsolute',
  'lossIsAnother',
  /** Other data than the lesson's four samples. */
  'otherSamples',
  /** [step, line, norm of what was left] */
  'gradientsKept',
  /** [steps that did, steps] */
  'lossesPrinted',
  'lossesOutOfOrder',
  /** [loss at the end] */
  'lossAbove',
  'noPredictions',
  'predictionsNotPrinted',
  /** [sample, prediction, target] */
  'predictionWrongSide',
  'predictionFar',
  /** [rates tried, rates asked for] */
  'ratesTried',
  /** [rates named rightly, rates asked for] */
  'ratesNamed',
  /** The bug is caught in its own script. */
  'huntOpen',
  /** What has run is the finished loop of the lesson, unchanged. */
  'referenceUnchanged',
] as const;

export type MissingKey = (typeof missingKeys)[number];

export interface Missing {
  readonly done: false;
  readonly missing: MissingKey;
  readonly values: readonly (number | null)[];
}

export interface Done<N = Numbers[keyof Numbers]> {
  readonly done: true;
  readonly evidence: Place & N;
}

/** Whether a deliverable is done, and what shows it; else what is missing. */
export type Checked<N = Numbers[keyof Numbers]> = Done<N> | Missing;

export function missing(key: MissingKey, ...values: readonly (number | null)[]): Missing {
  return { done: false, missing: key, values };
}
