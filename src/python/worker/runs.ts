import type { ModelState } from '../../core/training/modelState.ts';
import type { Assigned, Moment, Outcome, Printed, Sent, Stop } from '../../core/training/recording.ts';
import { type Happening, ScriptRecorder } from '../../core/training/scriptRecorder.ts';
import type { RecordedStep } from '../../core/training/steps.ts';
import { keepsStops, keptSteps, mostKept, sizeOf } from '../../core/training/thinning.ts';
import type { RunGrowth } from '../../protocol/python.ts';
import { encodeStop, type WireStop } from '../../protocol/wire.ts';

/** In the order of the numbers by which Python announces them. */
const happenings: readonly Happening[] = ['forward', 'loss', 'zeroGrad', 'backward', 'update', 'other'];

/** The seed that a script's random numbers began with. */
export interface Seed {
  readonly seed: number;
  readonly own: boolean;
}

/**
 * What one model of a script goes through, on its way to the host: a run.
 *
 * Of a long run the stops of the last steps are held back until they are the last no longer: then those of a spread of
 * steps go on, the others are dropped. Losses go on at once.
 */
export class Run {
  /** The run's number, once something has trained; -1 before. */
  number = -1;
  private readonly recorder: ScriptRecorder;
  private readonly seed: Seed;
  private readonly line: number | null;
  private shape: readonly number[] | null;
  /** What predictions were compared with last, and what those that are trained are. */
  private compared: readonly number[] = [];
  private targets: readonly number[] = [];
  private comparedInputs: readonly number[] = [];
  private inputs: readonly number[] = [];
  private samples = 0;
  private readonly held: { readonly stops: readonly Stop[]; readonly size: number }[] = [];
  private heldSize = 0;
  private firstSize = 0;
  private losses: (number | null)[] = [];
  private stops: WireStop[] = [];
  private sentLosses = 0;
  private started = false;
  private before: Moment | null = null;
  private outcome: Outcome | null = null;

  constructor(state: ModelState, seed: Seed, shape: readonly number[] | null, line: number | null) {
    this.seed = seed;
    this.line = line;
    this.shape = shape;
    this.recorder = new ScriptRecorder(state, (step) => this.hold(step));
  }

  get hasTrained(): boolean {
    return this.recorder.hasTrained;
  }

  /** Whether there is anything to show. */
  get isEmpty(): boolean {
    return this.recorder.steps === 0;
  }

  /** The model's layers, as far as they are known now. */
  takeShape(shape: readonly number[] | null): void {
    this.shape = shape;
  }

  /** Something is about to happen; returns the passage that it belongs to: see `Sent` at {@link ScriptRecorder.backward}. */
  begin(what: number, line: number, now: ModelState, event: number): number {
    this.recorder.begin(happenings[what], line > 0 ? line : null, now, event >= 0 ? event : undefined);
    return this.recorder.passage;
  }

  /**
   * The data set that the model is fed from: what its predictions are compared with, and the numbers of its inputs, sample by
   * sample; empty where that is not known.
   */
  compareWith(targets: readonly number[], inputs: readonly number[]): void {
    this.compared = targets;
    this.comparedInputs = inputs;
  }

  predicted(sample: number, samples: number, outputs: readonly number[]): void {
    this.samples = samples;
    this.recorder.predicted(sample, this.samples, outputs);
  }

  built(id: number, data: number): void {
    this.recorder.built(id, data);
  }

  apart(id: number): void {
    this.recorder.apart(id);
  }

  backward(id: number, data: number, sent: Sent): void {
    // A model may be tried on other samples as well; what it is trained on is the larger set.
    if (this.compared.length > this.targets.length) {
      this.targets = this.compared;
      this.inputs = this.comparedInputs;
    }
    this.recorder.backward(id, data, sent);
  }

  grow(data: number, grad: number): void {
    this.recorder.grow(data, grad);
  }

  details(assigned: readonly Assigned[], printed: readonly Printed[]): void {
    this.recorder.details(assigned, printed);
  }

  /** The script has ended, `finished` or broken off. */
  end(now: ModelState, finished: boolean): void {
    const outcome = this.recorder.end(now, finished);
    for (const { stops } of this.held.splice(0)) {
      this.send(stops);
    }
    this.outcome = outcome;
  }

  /** What has happened since this was last asked, of its stops at most `most`. How it ended comes with the last of them. */
  take(most: number): RunGrowth {
    const stops = this.stops.splice(0, most);
    const outcome = this.stops.length > 0 ? null : this.outcome;
    const growth: RunGrowth = {
      run: this.number,
      ...(this.started ? {} : { start: this.start() }),
      ...(this.losses.length > 0 ? { losses: { first: this.sentLosses, values: this.losses } } : {}),
      stops,
      ...(outcome ? { outcome } : {}),
    };
    this.started = true;
    this.sentLosses += this.losses.length;
    this.losses = [];
    this.outcome = outcome ? null : this.outcome;
    return growth;
  }

  private start() {
    const { shape, seed, line } = this;
    const trained = this.targets.length > 0;
    const targets = trained ? this.targets : this.compared;
    const inputs = trained ? this.inputs : this.comparedInputs;
    const info = {
      steps: null,
      learningRate: null,
      seed: seed.seed,
      ownSeed: seed.own,
      shape,
      targets,
      line,
      ...(inputs.length > 0 ? { inputs } : {}),
    };
    return { info, data: this.recorder.initial.data, grad: this.recorder.initial.grad };
  }

  private hold({ loss, stops }: RecordedStep): void {
    this.losses.push(loss);
    const number = this.sentLosses + this.losses.length - 1;
    const size = sizeOf(stops);
    const most = mostKept(this.number);
    this.firstSize += size;
    if (number < keptSteps && this.firstSize <= most) {
      this.send(stops);
      return;
    }
    this.held.push({ stops, size });
    this.heldSize += size;
    while (this.held.length > keptSteps || (this.heldSize > most && this.held.length > 1)) {
      const last = this.held.shift()!;
      this.heldSize -= last.size;
      if (last.stops.length > 0 && keepsStops(last.stops[0].step, last.size, this.number)) {
        this.send(last.stops);
      }
    }
  }

  private send(stops: readonly Stop[]): void {
    for (const stop of stops) {
      const before = this.before ?? { predictions: null, loss: null, ...this.recorder.initial };
      this.stops.push(encodeStop(stop, before));
      this.before = stop;
    }
  }
}
