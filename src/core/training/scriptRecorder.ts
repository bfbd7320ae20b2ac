import { type Draft, Drafts } from './drafts.ts';
import { Losses } from './losses.ts';
import { grownState, type ModelState } from './modelState.ts';
import type { Phase } from './phase.ts';
import type { Assigned, Outcome, Printed, Sent, Stop } from './recording.ts';
import { type RecordedStep, Steps } from './steps.ts';

/** What happens to a model, as it is announced: a phase, or a change of gradients that is neither zeroing nor backward. */
export type Happening = Phase | 'other';

/**
 * Makes steps and stops of what happens to one model of a script.
 *
 * Everything is announced *before* it takes effect, with the state of the parameters at that moment, which is the state
 * after whatever was announced before. What becomes one stop is decided by {@link Drafts}. A passage ends when parameters have
 * been updated and something other than a further write to them begins, or a write that it has begun with; what becomes one
 * step is decided by {@link Steps}.
 */
export class ScriptRecorder {
  private readonly finished: Steps;
  private readonly drafts: Drafts;
  private readonly losses = new Losses();
  private start: ModelState;
  /** How often parameters have been updated after something else; most often, each is a step. */
  private passages = 0;
  private trained = false;

  /** `initial`: the parameters when the model was first seen; `onStep` takes each step when it has ended. */
  constructor(initial: ModelState, onStep: (step: RecordedStep) => void) {
    this.start = initial;
    this.drafts = new Drafts(initial);
    this.finished = new Steps(onStep);
  }

  /** The state before anything happened. */
  get initial(): ModelState {
    return this.start;
  }

  /** Number of steps that have ended. */
  get steps(): number {
    return this.finished.count;
  }

  /** Number of passages that have ended: which one is under way. */
  get passage(): number {
    return this.passages;
  }

  /** Whether a gradient was made, or a parameter moved, since the run began. */
  get hasTrained(): boolean {
    return this.trained;
  }

  /**
   * Something is about to happen on a line; `now` is the state before it, `event` the event of the trace during which it
   * begins, where there is one.
   */
  begin(what: Happening, line: number | null, now: ModelState, event?: number): void {
    const { drafts } = this;
    drafts.settle(now);
    if (what === 'forward' || what === 'loss' || what === 'backward') {
      if (drafts.haveUpdated) {
        this.endPassage();
      }
      if (what === 'backward') {
        this.finished.goBackward(drafts.state.data);
      }
      drafts.compute(what, line, event);
      return;
    }
    // After an update, gradients are zeroed where they have been before this step went backward: the next step's beginning.
    if (what === 'zeroGrad' && drafts.haveUpdated && drafts.hasZeroedBefore(line)) {
      this.endPassage();
    }
    // Parameters that are set before anything has run are not trained, only made.
    if (what === 'update' && !this.isPreparing) {
      this.trained = true;
    }
    drafts.write(what, line, event);
  }

  /**
   * A parameter has been found that no model claims, because it is about to be written to for the first time: it joins at
   * the end, with what it held until now. Its gradient is taken for one that the last backward pass has left.
   */
  grow(data: number, grad: number): void {
    const leftInThisStep = this.drafts.grow(data, grad);
    this.start = grownState(this.start, data, leftInThisStep ? 0 : grad);
  }

  /** What a forward pass has predicted for a sample (from 0) of `samples`, one number per output. */
  predicted(sample: number, samples: number, outputs: readonly number[]): void {
    this.losses.feed(sample);
    const size = Math.max(samples * outputs.length, (sample + 1) * outputs.length);
    const predictions = new Float64Array(size).fill(Number.NaN);
    predictions.set((this.drafts.predictions ?? predictions).subarray(0, size));
    predictions.set(outputs, sample * outputs.length);
    this.drafts.predict(predictions);
  }

  /** The value that was built last: if it is sent backward, it was the loss. */
  built(id: number, data: number): void {
    const { current } = this.drafts;
    if (current) {
      current.built = { id, data };
    }
  }

  /** A value that was built is no part of what was sent backward, so not of the loss either. */
  apart(id: number): void {
    this.losses.apart(id);
  }

  /**
   * A value has been sent backward; `sent`: what it was computed from, where that is known. Steps are not yet: it names the
   * passages in which its predictions were made.
   */
  backward(id: number, data: number, sent?: Sent): void {
    this.trained = true;
    this.losses.send(id, data);
    const { current } = this.drafts;
    if (current) {
      current.sent = { id, data };
      current.origin = sent ?? null;
    }
  }

  /** What was assigned and printed in the stop that is under way. */
  details(assigned: readonly Assigned[], printed: readonly Printed[]): void {
    this.drafts.detail(assigned, printed);
  }

  /**
   * The script has ended, with the parameters as they are now: what is left over becomes a step, or what came after them. It
   * is a step if it moved parameters; also if it went backward in a script that was broken off, not `finished`.
   */
  end(now: ModelState, finished = true): Outcome {
    this.drafts.settle(now);
    const { all, predictions } = this.drafts;
    const trains = all.some(
      ({ phases }) => phases.includes('update') || (!finished && phases.includes('backward')),
    );
    if (this.passages > 0 && !trains) {
      this.finished.end();
      const printed = all.flatMap((draft) => draft.printed);
      const asked = all.some(({ phases }) => phases.includes('forward') || phases.includes('loss'));
      return { predictions: asked ? predictions : null, printed };
    }
    this.endPassage();
    this.finished.end();
    return { predictions: null, printed: [] };
  }

  /** Whether nothing has happened yet but that parameters were given what they are to begin with. */
  private get isPreparing(): boolean {
    return this.passages === 0 && this.drafts.arePreparation;
  }

  private endPassage(): void {
    const prepared = this.isPreparing;
    const drafts = this.drafts.take();
    if (prepared) {
      this.start = this.drafts.state;
    }
    if (prepared || drafts.length === 0) {
      return;
    }
    const { loss, after } = this.losses.endStep(drafts);
    const stops = drafts.map((draft, k) => stopOf(draft, after[k]));
    this.passages += 1;
    this.finished.add({ loss, stops });
  }
}

/** A stop; which step it belongs to is yet to be known. */
function stopOf(draft: Draft, loss: number | null): Stop {
  const { phases, line, lines, event, before, after, predictions, assigned, printed, origin } = draft;
  const deposit = phases.includes('backward') ? after.grad.map((g, k) => g - before.grad[k]) : null;
  return {
    predictions,
    loss,
    data: after.data,
    grad: after.grad,
    step: 0,
    phases,
    line,
    ...(Object.values(lines).some((each) => each !== line) ? { lines } : {}),
    ...(event === undefined ? {} : { event }),
    deposit,
    ...(origin ? { sent: [origin] } : {}),
    assigned,
    printed,
  };
}
