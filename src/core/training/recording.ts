import type { Phase } from './phase.ts';

/** What is known of a run before it starts; null where a script keeps it to itself. */
export interface RunInfo {
  /** Number of training steps planned. */
  readonly steps: number | null;
  readonly learningRate: number | null;
  /** What the random numbers began with, so that the run can be repeated. */
  readonly seed: number | null;
  /** Whether the script chose the seed; else it was drawn for this run. */
  readonly ownSeed: boolean;
  /** Number of inputs, then the number of neurons in each layer: [3, 4, 4, 1]. */
  readonly shape: readonly number[] | null;
  /** What the predictions are compared with, one target per sample. */
  readonly targets: readonly number[];
  /** The numbers of the inputs, sample after sample; left out where they are not known. */
  readonly inputs?: readonly number[];
  /** The source line that made the model, from 1; null or left out where that is not known. */
  readonly line?: number | null;
}

/** A line of output, and the source line (from 1) that printed it. */
export interface Printed {
  readonly text: string;
  readonly line: number | null;
}

/** What a name was given on a source line (from 1): a number, a few of them, or anything else as Python writes it, shortened. */
export interface Assigned {
  readonly line: number;
  readonly name: string;
  readonly value: number | Float64Array | string;
}

/** A value that was sent backward, and the forward passes that it depends on. */
export interface Sent {
  /** Tells one value from another: sent backward once more before the next update, it has the same number. */
  readonly root: number;
  readonly data: number;
  /** The predictions that it was computed from: of which sample (-1 for none of the data set), and made in which step. */
  readonly from: readonly { readonly sample: number; readonly step: number }[];
  /**
   * Whether `from` is all that it was computed from. Not where no model was called, as with predictions of plain functions,
   * nor where there was too much to look through.
   */
  readonly whole: boolean;
  /** Whether parameters were reached past the model's predictions, as by a penalty on large weights. */
  readonly parameters: boolean;
  /** Whether some of the predictions had gone backward before, in a value of which this one may be a part, or the same. */
  readonly again: boolean;
}

/**
 * The state of a run at one moment. Parameters stand in the order of `model.parameters()`.
 *
 * Arrays are never written to after they have been recorded; moments between which nothing changed share them.
 */
export interface Moment {
  /** The predictions last made, one per sample; null before the first forward pass. */
  readonly predictions: Float64Array | null;
  /** The loss last computed; null before the first. */
  readonly loss: number | null;
  /** Every parameter's data. */
  readonly data: Float64Array;
  /** Every parameter's gradient. */
  readonly grad: Float64Array;
}

/** A place where a run can be looked at: something has just happened. It carries the state right after it. */
export interface Stop extends Moment {
  /** The training step it belongs to, from 0. A step ends with its update. */
  readonly step: number;
  /** What has just happened: one phase, or several that the script did in one expression. */
  readonly phases: readonly Phase[];
  /** The source line where it happened, from 1; null where there is none. */
  readonly line: number | null;
  /** The line of each phase, and of writing something else than 0 to a gradient; left out where they are all on `line`. */
  readonly lines?: Readonly<Partial<Record<Phase | 'gradient', number | null>>>;
  /** The event of the script's trace during which it began; left out where the script was not traced. */
  readonly event?: number;
  /**
   * What a backward pass added to each parameter's gradient; null where there was none. Not simply the difference to the
   * moment before: a script may zero and go backward in one stop.
   */
  readonly deposit: Float64Array | null;
  /** The values that were sent backward; left out where none was, or where that is not known. */
  readonly sent?: readonly Sent[];
  /** What was printed since the stop before. */
  readonly printed: readonly Printed[];
  /** What was assigned since the stop before, in the order of the lines; of a line that ran more than once, the last. */
  readonly assigned: readonly Assigned[];
}

/** How a run ended. */
export interface Outcome {
  /** What the trained model predicts, one number per sample, where it was asked. */
  readonly predictions: Float64Array | null;
  /** What was printed after the last stop. */
  readonly printed: readonly Printed[];
}

/**
 * What happened in one run: its stops in the order in which they happened, each with the state right after it.
 *
 * It only ever grows at its end. What a stop changed is the difference to {@link before}. A long run has the loss of
 * every step, but not the stops of every step: see {@link isWhole}.
 */
export class Recording {
  readonly info: RunInfo;
  /** The state before anything happened. */
  readonly initial: Moment;
  private readonly recorded: Stop[] = [];
  private readonly lossOf: (number | null)[] = [];
  /** How many steps have stops. */
  private detailed = 0;
  /** Of how many steps the loss was noted, whatever their stops say: they may send several losses backward. */
  private noted = 0;
  private end: Outcome | null = null;

  constructor(info: RunInfo, initial: Moment) {
    this.info = info;
    this.initial = initial;
  }

  get stops(): readonly Stop[] {
    return this.recorded;
  }

  /** Number of training steps that have begun. */
  get steps(): number {
    return this.lossOf.length;
  }

  /** Number of training steps whose stops are recorded. */
  get detailedSteps(): number {
    return this.detailed;
  }

  /** Whether every step has its stops. */
  get isWhole(): boolean {
    return this.detailed === this.steps;
  }

  /** How the run ended; null while it can go on. */
  get outcome(): Outcome | null {
    return this.end;
  }

  /** Adds what happened next. Throws RangeError for a stop of an earlier step, or of one that leaves out a step without a loss. */
  append(stop: Stop): void {
    this.refuseAfterEnd();
    const last = this.recorded.at(-1)?.step ?? -1;
    if (stop.step < last || stop.step > this.steps) {
      throw new RangeError(`A stop of step ${stop.step} cannot follow ${this.steps} steps.`);
    }
    if (stop.step > last) {
      this.detailed += 1;
    }
    if (stop.step === this.steps) {
      this.lossOf.push(null);
    }
    if (stop.phases.includes('loss') && stop.step >= this.noted) {
      this.lossOf[stop.step] = stop.loss;
    }
    this.recorded.push(stop);
  }

  /** Notes the losses of the steps from `first` on; their stops may follow, or be left out. */
  noteLosses(first: number, losses: Iterable<number | null>): void {
    this.refuseAfterEnd();
    if (first > this.steps) {
      throw new RangeError(`The loss of step ${first} cannot follow ${this.steps} steps.`);
    }
    let step = first;
    for (const loss of losses) {
      this.lossOf[step] = loss;
      step += 1;
    }
    this.noted = Math.max(this.noted, step);
  }

  /** Ends the run. */
  finish(outcome: Outcome): void {
    this.end = outcome;
  }

  /** The state before the stop at `index`. */
  before(index: number): Moment {
    return index > 0 ? this.recorded[index - 1] : this.initial;
  }

  /** The state at the stop at `index`; -1 is the state before anything happened. */
  at(index: number): Moment {
    return index < 0 ? this.initial : this.recorded[index];
  }

  /** Index of the first stop of a step; of the next step that has stops where it has none. */
  firstOf(step: number): number {
    let low = 0;
    let high = this.recorded.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.recorded[middle].step < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index of the last stop of a step so far; of the step before that has stops where it has none; -1 before them all. */
  lastOf(step: number): number {
    return this.firstOf(step + 1) - 1;
  }

  /** Index of the stop in which a step's phase happened last; -1 where it did not. */
  find(step: number, phase: Phase): number {
    for (let index = this.lastOf(step); this.recorded[index]?.step === step; index--) {
      if (this.recorded[index].phases.includes(phase)) {
        return index;
      }
    }
    return -1;
  }

  /** The loss of each step, in order; null for a step that has not computed one. */
  losses(): readonly (number | null)[] {
    return this.lossOf;
  }

  /** The last step whose loss is known at the stop at `index`; -1 before the first. */
  lossStep(index: number): number {
    if (index < 0) {
      return -1;
    }
    const { step } = this.recorded[index];
    const computed = this.find(step, 'loss');
    return computed >= 0 && computed <= index ? step : step - 1;
  }

  private refuseAfterEnd(): void {
    if (this.end) {
      throw new Error('This run has ended; its recording cannot grow.');
    }
  }
}

/** The Euclidean norm of a vector, such as all gradients of a model. */
export function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}

/**
 * The learning rate that the updates of a step went by, measured: −Δdata / grad, to ten digits.
 *
 * Null where nothing was updated, or where the parameters did not move by one common multiple of their gradients, as with
 * momentum.
 */
export function learningRateOf(recording: Recording, step: number): number | null {
  const last = recording.find(step, 'update');
  if (last < 0) {
    return null;
  }
  // An update may take several lines: one for the weight, say, and one for the bias.
  let first = last;
  for (let index = last - 1; recording.stops[index]?.step === step; index--) {
    const { phases } = recording.stops[index];
    if (phases.includes('backward')) {
      break;
    }
    first = phases.includes('update') ? index : first;
  }
  const before = recording.before(first);
  const { data } = recording.at(last);
  let rate: number | null = null;
  let largest = 0;
  for (let k = 0; k < data.length; k++) {
    // The parameter with the largest gradient has lost the fewest digits to rounding.
    if (Math.abs(before.grad[k]) > largest) {
      largest = Math.abs(before.grad[k]);
      rate = (before.data[k] - data[k]) / before.grad[k];
    }
  }
  const measured = rate;
  if (measured === null || !Number.isFinite(measured)) {
    return null;
  }
  const common = data.every((p, k) => {
    const expected = measured * before.grad[k];
    const size = Math.max(Math.abs(before.data[k]), Math.abs(p), Math.abs(expected));
    return Math.abs(before.data[k] - p - expected) <= 1e-12 * size + 1e-9 * Math.abs(expected);
  });
  return common ? Number(measured.toPrecision(10)) : null;
}
