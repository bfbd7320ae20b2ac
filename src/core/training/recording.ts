import type { Phase } from './phase.ts';

/** What is known of a run before it starts; null where a script keeps it to itself. */
export interface RunInfo {
  /** Number of training steps planned. */
  readonly steps: number | null;
  readonly learningRate: number | null;
  readonly seed: number | null;
  /** Number of inputs, then the number of neurons in each layer: [3, 4, 4, 1]. */
  readonly shape: readonly number[] | null;
  /** What the predictions are compared with, one target per sample. */
  readonly targets: readonly number[];
}

/** A line of output, and the source line (from 1) that printed it. */
export interface Printed {
  readonly text: string;
  readonly line: number | null;
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
  /**
   * What a backward pass added to each parameter's gradient; null where there was none. Not simply the difference to the
   * moment before: a script may zero and go backward in one stop.
   */
  readonly deposit: Float64Array | null;
  /** What was printed since the stop before. */
  readonly printed: readonly Printed[];
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
 * It only ever grows at its end. What a stop changed is the difference to {@link before}.
 */
export class Recording {
  readonly info: RunInfo;
  /** The state before anything happened. */
  readonly initial: Moment;
  private readonly recorded: Stop[] = [];
  private readonly firsts: number[] = [];
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
    return this.firsts.length;
  }

  /** How the run ended; null while it can go on. */
  get outcome(): Outcome | null {
    return this.end;
  }

  /** Adds what happened next. Throws RangeError for a stop that belongs to neither the current step nor the next one. */
  append(stop: Stop): void {
    if (this.end) {
      throw new Error('This run has ended; its recording cannot grow.');
    }
    if (stop.step !== this.steps && stop.step !== this.steps - 1) {
      throw new RangeError(`A stop of step ${stop.step} cannot follow ${this.steps} steps.`);
    }
    if (stop.step === this.steps) {
      this.firsts.push(this.recorded.length);
    }
    this.recorded.push(stop);
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

  /** Index of the first stop of a step. */
  firstOf(step: number): number {
    return this.firsts[step];
  }

  /** Index of the last stop of a step so far. */
  lastOf(step: number): number {
    return (this.firsts[step + 1] ?? this.recorded.length) - 1;
  }

  /** Index of the stop in which a step's phase happened last; -1 where it did not. */
  find(step: number, phase: Phase): number {
    for (let index = this.lastOf(step); index >= this.firstOf(step); index--) {
      if (this.recorded[index].phases.includes(phase)) {
        return index;
      }
    }
    return -1;
  }

  /** The loss of each step that has computed one, in order; null for a step that has not. */
  losses(): (number | null)[] {
    return this.firsts.map((_, step) => {
      const index = this.find(step, 'loss');
      return index < 0 ? null : this.recorded[index].loss;
    });
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
}

/** The Euclidean norm of a vector, such as all gradients of a model. */
export function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}
