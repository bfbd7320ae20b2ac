/** What is wrong with a training loop, and the numbers that say so. Steps count from 0, lines from 1. */
export interface ErrorEvidence {
  readonly 'stale-gradients': {
    /** The line and the step of the update that had already used the gradient. */
    readonly appliedLine: number | null;
    readonly appliedStep: number;
    /** The line that wrote to it after that and left some of it; null where none did. */
    readonly keptLine: number | null;
    /** The Euclidean norm of what is stored, and of what it should be: the gradient of the loss alone. */
    readonly stored: number;
    readonly truth: number;
    /** That of what lies between the two. */
    readonly off: number;
  } & Some;
  readonly 'gradients-cleared-before-update': {
    readonly backwardLine: number | null;
    readonly updateLine: number | null;
    /** The norm of the gradient that was thrown away. */
    readonly lost: number;
    /** The samples, from 0, whose gradients are thrown away every time; empty where everything is, and nothing moves. */
    readonly samples: readonly number[];
    /**
     * How many backward passes the update comes too late for, with the same samples again and again; 0 where it is the reset
     * that comes too early.
     */
    readonly late: number;
  };
  readonly 'missing-backward': {
    /** Where the last backward pass was before it; null where there was none at all. */
    readonly backwardLine: number | null;
    readonly backwardStep: number | null;
    /** Whether the update moved parameters, by gradients that had been used before. */
    readonly moved: boolean;
  };
  readonly 'repeated-backward': {
    readonly firstLine: number | null;
    /** Whether it was the very same loss; else another one, made from the same predictions. */
    readonly sameLoss: boolean;
    /** The norm of all gradients after the first time, and after the second. */
    readonly before: number;
    readonly after: number;
    /** Whether the step went backward once for each parameter: it stands inside a loop over them. */
    readonly perParameter: boolean;
  };
  readonly 'stale-graph': {
    /** The line and the step of the oldest forward pass that the loss depends on. */
    readonly forwardLine: number | null;
    readonly forwardStep: number;
    /** How many predictions the loss depends on, and how many of them were made before the last update. */
    readonly predictions: number;
    readonly old: number;
    /** Whether each backward pass was followed by an update of one parameter: it stands inside the loop over them. */
    readonly perParameter: boolean;
  };
  readonly 'uphill-update': {
    /** By which multiple of the gradient the parameters moved; null where it is not the same for all. */
    readonly rate: number | null;
    /** How many parameters moved along their gradient, of how many that moved. */
    readonly along: number;
    readonly moved: number;
  };
  readonly 'overwritten-parameters': {
    /**
     * What the parameters became: a multiple of their gradients, what they were at the very beginning with such a multiple added,
     * zero, or again what they were at the beginning.
     */
    readonly became: 'multiple' | 'added' | 'zero' | 'restored';
    /** By how much the gradients were multiplied; 0 where they had no part in it. */
    readonly multiple: number;
    /** The norm of all parameters before and after. */
    readonly before: number;
    readonly after: number;
  };
  readonly 'frozen-parameters': {
    /** Whether no gradient ever reaches them; else they have gradients, and no update moves them. */
    readonly withoutGradient: boolean;
    /** How many updates there were, and how many backward passes. */
    readonly updates: number;
    readonly backwards: number;
  } & Some;
  readonly 'rebuilt-model': {
    /** How many models were made, each trained for a single step. */
    readonly models: number;
  };
  readonly 'detached-loss': {
    readonly data: number;
    /** Whether it was 0 in every step, whatever the parameters were: predictions compared with themselves. */
    readonly alwaysZero: boolean;
    /** Whether the model was asked about nothing in that step, although it had been before. */
    readonly unasked: boolean;
  };
  readonly 'skipped-samples': {
    /** The samples, from 0, whose error never reached an update. */
    readonly samples: readonly number[];
    readonly total: number;
    readonly updates: number;
    /** Whether the model was never even asked about them before the first update. */
    readonly neverFed: boolean;
    /** The sample, from 0, whose prediction went backward itself instead of a loss; null where it was a loss. */
    readonly prediction: number | null;
  };
  readonly 'not-finite': {
    readonly what: 'prediction' | 'loss' | 'gradient' | 'parameter';
    readonly value: number;
    /** The last loss that was a number. */
    readonly lossBefore: number | null;
  };
}

/** What is to be said about a run without being wrong. */
export interface NoteEvidence {
  readonly crawling: Losses;
  readonly converging: Losses & {
    /** How many steps ended with a higher loss than they began with, and the largest such rise. */
    readonly rises: number;
    readonly largestRise: number;
  };
  readonly oscillating: Losses & {
    /** How many steps ended with a higher loss than they began with, and the largest such rise. */
    readonly rises: number;
    readonly largestRise: number;
  };
  readonly 'plateau-saturated': Losses & {
    /** How many samples are on the wrong side of 0, of how many. */
    readonly wrong: number;
    readonly samples: number;
    /** The norm of the last gradient that was made. */
    readonly gradient: number;
  };
  readonly diverging: Losses;
  /** Below 0, as no sum of squares ever is. */
  readonly 'negative-loss': Losses;
}

/** How the loss went: first and last, and over how many steps; the learning rate that the updates show. */
export interface Losses {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
  readonly learningRate: number | null;
}

/** Which parameters it is about, in the order of `model.parameters()`, and of how many. */
interface Some {
  readonly parameters: readonly number[];
  readonly total: number;
  /** Their names, as few as there can be: layers and neurons that are among them as a whole, then single ones; none where they have none. */
  readonly names: readonly string[];
}

export type ErrorCode = keyof ErrorEvidence;
export type NoteCode = keyof NoteEvidence;
/** How a learning rate does: what a run can be called that says something about it. */
export type Behaviour = Exclude<NoteCode, 'negative-loss'>;
export type FindingCode = ErrorCode | NoteCode;

/** Where something was found. */
interface Place {
  /** Which of the execution's recordings, from 0. */
  readonly run: number;
  /** The source line that it points at, from 1; null where there is none. */
  readonly line: number | null;
  /** The first step in which it was so. */
  readonly step: number;
}

export type ErrorFinding<C extends ErrorCode = ErrorCode> = {
  readonly [K in C]: Place & {
    readonly code: K;
    readonly severity: 'error';
    readonly evidence: ErrorEvidence[K];
  };
}[C];

export type NoteFinding<C extends NoteCode = NoteCode> = {
  readonly [K in C]: Place & {
    readonly code: K;
    readonly severity: 'note';
    readonly evidence: NoteEvidence[K];
  };
}[C];

/** Something found in the recordings of one execution. */
export type Finding = ErrorFinding | NoteFinding;

/** What a predicate over one recording says; which recording it was is added by who asks. */
export type Found<C extends ErrorCode | NoteCode> = C extends ErrorCode
  ? Omit<ErrorFinding<C>, 'run'>
  : C extends NoteCode
    ? Omit<NoteFinding<C>, 'run'>
    : never;
