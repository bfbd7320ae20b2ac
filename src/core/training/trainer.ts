import { Tape } from '../autograd/tape.ts';
import type { Value } from '../autograd/value.ts';
import { sumOfSquaredErrors } from '../nn/loss.ts';
import { MLP } from '../nn/mlp.ts';
import { MersenneTwister } from '../random/mersenneTwister.ts';
import { fourSamples } from './dataset.ts';
import { type Phase, phases } from './phase.ts';
import { type Moment, Recording } from './recording.ts';

const inputs = 3;
const widths = [4, 4, 1] as const;

export interface TrainerOptions {
  /** Seed of the weights, as in Python's `random.seed`. */
  readonly seed: number;
  readonly learningRate: number;
  /** Number of training steps. */
  readonly steps: number;
  /** Whether gradients are reset before each backward pass; without it the run has the famous bug. Default true. */
  readonly zeroGrad?: boolean;
}

/** Thrown when a phase is called out of order. */
export class PhaseOrderError extends Error {
  override readonly name = 'PhaseOrderError';
}

/**
 * Trains the lesson's model, `MLP(3, [4, 4, 1])`, on its four samples by gradient descent, one phase at a
 * time, and records what happens.
 *
 * The phases of a step are called in order: `forward`, `loss`, `zeroGrad` (unless the run leaves it out), `backward`,
 * `update`; `advance` calls whichever is next.
 */
export class Trainer {
  readonly recording: Recording;
  readonly model: MLP<typeof widths>;
  private readonly options: TrainerOptions;
  private readonly order: readonly Phase[];
  private readonly tape = new Tape();
  private step = 0;
  private done = 0;
  private predictions: Value[] = [];
  private lossValue: Value | null = null;
  private now: Moment;

  constructor(options: TrainerOptions) {
    const { seed, learningRate, steps, zeroGrad = true } = options;
    if (!Number.isInteger(steps) || steps < 1) {
      throw new RangeError(`A run has at least one step, not ${steps}.`);
    }
    this.options = options;
    this.order = phases.filter((phase) => zeroGrad || phase !== 'zeroGrad');
    this.model = new MLP(this.tape, inputs, widths, new MersenneTwister(seed).uniform);
    this.now = { predictions: null, loss: null, data: this.read('data'), grad: this.read('grad') };
    this.recording = new Recording(
      {
        steps,
        learningRate,
        seed,
        ownSeed: true,
        shape: [inputs, ...widths],
        inputs: fourSamples.xs.flat(),
        targets: fourSamples.ys,
      },
      this.now,
    );
  }

  /** Predicts every sample: `ypred = [model(x) for x in xs]`. */
  forward(): void {
    this.begin('forward');
    this.tape.rewind();
    this.predictions = this.predict();
    this.end('forward', { predictions: Float64Array.from(this.predictions, (value) => value.data) });
  }

  /** Measures how wrong the predictions are: the sum of squared errors. */
  loss(): void {
    this.begin('loss');
    this.lossValue = sumOfSquaredErrors(this.predictions, fourSamples.ys);
    this.end('loss', { loss: this.lossValue.data });
  }

  /** Sets every parameter's gradient to 0. */
  zeroGrad(): void {
    this.begin('zeroGrad');
    this.model.zeroGrad();
    this.end('zeroGrad', { grad: this.read('grad') });
  }

  /** Adds the derivative of the loss with respect to each parameter to its gradient. */
  backward(): void {
    this.begin('backward');
    this.lossValue?.backward();
    this.end('backward', { grad: this.read('grad') });
  }

  /** Moves every parameter against its gradient. */
  update(): void {
    this.begin('update');
    this.model.update(this.options.learningRate);
    this.end('update', { data: this.read('data') });
    this.step += 1;
    if (this.step === this.options.steps) {
      this.tape.rewind();
      this.recording.finish({
        predictions: Float64Array.from(this.predict(), (value) => value.data),
        printed: [],
      });
    }
  }

  /** Calls the phase that is next; false if the run is over. */
  advance(): boolean {
    if (this.recording.outcome) {
      return false;
    }
    this[this.order[this.done]]();
    return true;
  }

  private predict(): Value[] {
    return fourSamples.xs.map((x) => this.model.forward(x));
  }

  private begin(phase: Phase): void {
    if (this.recording.outcome) {
      throw new PhaseOrderError(`${phase}() comes too late: all ${this.options.steps} steps are done.`);
    }
    const next = this.order[this.done];
    if (phase !== next) {
      throw new PhaseOrderError(`${phase}() is out of order: in step ${this.step}, ${next}() is next.`);
    }
  }

  private end(phase: Phase, changed: Partial<Moment>): void {
    const { grad } = this.now;
    this.now = { ...this.now, ...changed };
    const deposit = phase === 'backward' ? this.now.grad.map((g, k) => g - grad[k]) : null;
    this.recording.append({
      ...this.now,
      step: this.step,
      phases: [phase],
      line: null,
      deposit,
      printed: [],
      assigned: [],
    });
    this.done = (this.done + 1) % this.order.length;
  }

  private read(column: 'data' | 'grad'): Float64Array {
    const parameters = this.model.parameters();
    const numbers = new Float64Array(parameters.length);
    // `Float64Array.from` is several times slower, and this is most of what a recorded step takes.
    for (let k = 0; k < numbers.length; k++) {
      numbers[k] = parameters[k][column];
    }
    return numbers;
  }
}
