import { tanhTable } from './fastTanh.ts';
import { type ReplayOptions, replaySource } from './replaySource.ts';
import type { Value } from './value.ts';

/** One training run; numbers stand in the order in which the parameters were given to the {@link Replay}. */
export interface ReplayRun {
  /** Where the parameters start; when the run is over, where they ended. */
  readonly parameters: Float64Array;
  readonly learningRate: number;
  readonly steps: number;
  /** Whether gradients are set to 0 before each backward pass; without that they pile up from step to step. */
  readonly zeroGrad: boolean;
  /** Receives the loss of each step, computed before its update; room for `steps`. */
  readonly losses?: Float64Array;
  /** The gradients to start with, 0 if left out; when the run is over, those of the last step. */
  readonly gradients?: Float64Array;
}

type Compiled = (
  parameters: Float64Array,
  gradients: Float64Array,
  learningRate: number,
  steps: number,
  losses: Float64Array | undefined,
  tanhTable: Float64Array,
) => void;

/**
 * A recorded training step, compiled: it repeats the step's forward pass, backward pass and update as straight-line code,
 * many times faster than recording it anew, and from any parameters, at any learning rate.
 *
 * Made for sweeps of the lesson's network. Code is generated with `new Function`: only for workers of the host that never
 * run a learner's code, and for graphs of up to some thousand operations; larger ones V8 no longer optimizes.
 */
export class Replay {
  private readonly parameters: number;
  private readonly zeroing: Compiled;
  private readonly accumulating: Compiled;

  /**
   * Compiles the step that ends in `loss`, whose graph must still stand on its tape. All that does not depend on
   * `parameters`, such as inputs and targets, stays as it was recorded. With the `exact` tanh a run computes what the
   * engine computes, to the last bit.
   */
  constructor(loss: Value, parameters: readonly Value[], tanh: ReplayOptions['tanh']) {
    this.parameters = parameters.length;
    this.zeroing = compile(replaySource(loss, parameters, { tanh, zeroGrad: true }));
    this.accumulating = compile(replaySource(loss, parameters, { tanh, zeroGrad: false }));
  }

  /** Trains for some steps; throws RangeError for arrays of the wrong length. */
  run({ parameters, learningRate, steps, zeroGrad, losses, gradients }: ReplayRun): void {
    if (parameters.length !== this.parameters || (gradients ?? parameters).length !== this.parameters) {
      throw new RangeError(`Expected ${this.parameters} parameters, and as many gradients.`);
    }
    if (losses && losses.length < steps) {
      throw new RangeError(`No room for ${steps} losses in ${losses.length}.`);
    }
    const step = zeroGrad ? this.zeroing : this.accumulating;
    step(parameters, gradients ?? new Float64Array(this.parameters), learningRate, steps, losses, tanhTable);
  }
}

function compile(source: string): Compiled {
  const names = ['parameters', 'gradients', 'learningRate', 'steps', 'losses', 'tanhTable'];
  // SAFETY: replaySource writes the body of a function of these parameters.
  return new Function(...names, source) as Compiled;
}
