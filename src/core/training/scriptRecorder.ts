import type { Phase } from './phase.ts';
import type { Assigned, Moment, Outcome, Printed, RunInfo, Stop } from './recording.ts';

/** The data and the gradients of a model's parameters, in the order of `parameters()`. */
export interface ModelState {
  readonly data: Float64Array;
  readonly grad: Float64Array;
}

/** What happens to a model, as it is announced: a phase, or a change of gradients that is neither zeroing nor backward. */
export type Happening = Phase | 'other';

/** What is known of a model before anything happens to it. */
export type ModelInfo = Pick<RunInfo, 'shape' | 'seed' | 'ownSeed'>;

/** A stop under way: what has been announced, and the state after it once something else is announced. */
interface Draft {
  readonly phases: Phase[];
  line: number | null;
  /** The writes to parameters that it stands for, with their lines. */
  readonly writes: Set<string>;
  before: ModelState;
  after: ModelState;
  predictions: Float64Array | null;
  /** The value last built there that might be the loss: which it is, and its data. */
  built: { readonly id: number; readonly data: number } | null;
  /** The value sent backward there. */
  sent: { readonly id: number; readonly data: number } | null;
  assigned: readonly Assigned[];
  printed: readonly Printed[];
}

/** A finished step: its stops and its loss. */
export interface RecordedStep {
  readonly loss: number | null;
  readonly stops: readonly Stop[];
}

/** How many of the first and of the last stops of one step are kept: a script that never updates has but one step. */
const keptStops = 128;

/**
 * Makes steps and stops of what happens to one model of a script.
 *
 * Everything is announced *before* it takes effect, with the state of the parameters at that moment, which is the state
 * after whatever was announced before. So what happens on one line in a row becomes one stop. A step ends when
 * parameters have been updated and something other than a further write to them begins, or a write that this step has
 * begun with.
 */
export class ScriptRecorder {
  private readonly onStep: (step: RecordedStep) => void;
  private start: ModelState;
  private number = 0;
  private drafts: Draft[] = [];
  /** Index in `drafts` of the first write of the burst that is under way; -1 outside of one. */
  private burst = -1;
  private predictions: Float64Array | null = null;
  private loss: number | null = null;
  /** The values sent backward since the last update, or since the inputs began to repeat. */
  private sent = new Map<number, number>();
  private readonly fed = new Set<number>();
  /** Whether a sample was fed once more after something had been sent backward. */
  private again = false;
  private trained = false;
  private last: ModelState;

  /** `initial`: the parameters when the model was first seen; `onStep` takes each step when it has ended. */
  constructor(initial: ModelState, onStep: (step: RecordedStep) => void) {
    this.start = initial;
    this.last = initial;
    this.onStep = onStep;
  }

  /** The state before anything happened. */
  get initial(): ModelState {
    return this.start;
  }

  /** Number of steps that have ended. */
  get steps(): number {
    return this.number;
  }

  /** Whether a gradient was made, or a parameter moved, since the run began. */
  get hasTrained(): boolean {
    return this.trained;
  }

  /** Something is about to happen on a line; `now` is the state before it. */
  begin(what: Happening, line: number | null, now: ModelState): void {
    this.settle(now);
    const writes = what === 'zeroGrad' || what === 'update' || what === 'other';
    if (writes ? this.isNextRound(what, line) : this.hasUpdated) {
      this.endStep();
    }
    if (writes) {
      this.beginWrite(what, line);
      return;
    }
    this.burst = -1;
    const current = this.drafts.at(-1);
    if (
      (what === 'forward' || what === 'loss') &&
      current &&
      current.line === line &&
      current.phases.every((phase) => phase === 'forward' || phase === 'loss')
    ) {
      // One expression, or one line: one stop.
      if (!current.phases.includes(what)) {
        current.phases.push(what);
      }
      return;
    }
    this.draft([what], line);
  }

  /**
   * A parameter has been found that no model claims, because it is about to be written to for the first time: it joins at
   * the end, with what it held until now. Its gradient is taken for one that the last backward pass has left.
   */
  grow(data: number, grad: number): void {
    const backward = this.drafts.findLastIndex(({ phases }) => phases.includes('backward'));
    const grown = (state: ModelState, afterBackward: boolean): ModelState => ({
      data: Float64Array.of(...state.data, data),
      grad: Float64Array.of(...state.grad, afterBackward ? grad : 0),
    });
    for (const [k, draft] of this.drafts.entries()) {
      draft.before = grown(draft.before, k > backward);
      draft.after = grown(draft.after, k >= backward);
    }
    this.start = grown(this.start, backward < 0);
    this.last = grown(this.last, true);
  }

  /** What a forward pass has predicted for a sample (from 0) of `samples`, one number per output. */
  predicted(sample: number, samples: number, outputs: readonly number[]): void {
    if (this.sent.size > 0 && this.fed.has(sample)) {
      this.again = true;
    }
    this.fed.add(sample);
    const size = Math.max(samples * outputs.length, (sample + 1) * outputs.length);
    const predictions = new Float64Array(size).fill(Number.NaN);
    predictions.set((this.predictions ?? predictions).subarray(0, size));
    predictions.set(outputs, sample * outputs.length);
    this.predictions = predictions;
    const current = this.drafts.at(-1);
    if (current) {
      current.predictions = predictions;
    }
  }

  /** The value that was built last: if it is sent backward, it was the loss. */
  built(id: number, data: number): void {
    const current = this.drafts.at(-1);
    if (current) {
      current.built = { id, data };
    }
  }

  /** A value has been sent backward. */
  backward(id: number, data: number): void {
    this.trained = true;
    if (this.again && !this.sent.has(id)) {
      // The same samples anew, without an update in between: another pass, whose loss stands for itself.
      this.sent = new Map();
      this.again = false;
    }
    this.sent.set(id, data);
    const current = this.drafts.at(-1);
    if (current) {
      current.sent = { id, data };
    }
  }

  /** What was assigned and printed in the stop that is under way. */
  details(assigned: readonly Assigned[], printed: readonly Printed[]): void {
    const current = this.drafts.at(-1);
    if (current) {
      const lines = new Set(assigned.map(({ line, name }) => `${line} ${name}`));
      current.assigned = [
        ...current.assigned.filter(({ line, name }) => !lines.has(`${line} ${name}`)),
        ...assigned,
      ];
      current.printed = [...current.printed, ...printed];
    }
  }

  /** The script has ended, with the parameters as they are now: what is left over becomes a step, or what came after them. */
  end(now: ModelState): Outcome {
    this.settle(now);
    const trains = this.drafts.some(({ phases }) => phases.includes('backward') || phases.includes('update'));
    if (this.number > 0 && !trains) {
      const printed = this.drafts.flatMap((draft) => draft.printed);
      const asked = this.drafts.some(({ phases }) => phases.includes('forward') || phases.includes('loss'));
      return { predictions: asked ? this.predictions : null, printed };
    }
    this.endStep();
    return { predictions: null, printed: [] };
  }

  private beginWrite(what: 'zeroGrad' | 'update' | 'other', line: number | null): void {
    const phases: Phase[] = what === 'other' ? [] : [what];
    const first = this.burst < 0 ? this.drafts.length : this.burst;
    const write = `${what} ${line}`;
    const same = this.drafts.findIndex((draft, k) => k >= first && draft.writes.has(write));
    this.burst = first;
    if (same >= 0) {
      // Back at an earlier line of the burst: a loop over the parameters that does several things to each.
      const [kept, ...merged] = this.drafts.splice(same);
      for (const draft of merged) {
        if (draft.phases.includes('update') && !kept.phases.includes('update')) {
          kept.line = draft.line;
        }
        for (const each of draft.writes) {
          kept.writes.add(each);
        }
        for (const phase of draft.phases) {
          if (!kept.phases.includes(phase)) {
            kept.phases.push(phase);
          }
        }
        kept.assigned = [...kept.assigned, ...draft.assigned];
        kept.printed = [...kept.printed, ...draft.printed];
      }
      this.drafts.push(kept);
      return;
    }
    // Parameters that are set before anything has run are not trained, only made.
    if (what === 'update' && (this.number > 0 || !this.drafts.every(isPreparation))) {
      this.trained = true;
    }
    this.draft(phases, line).writes.add(write);
  }

  private get hasUpdated(): boolean {
    return this.drafts.some(({ phases }) => phases.includes('update'));
  }

  /**
   * Whether a write belongs to the next step already: after an update, gradients are zeroed where they have been before
   * this step went backward.
   */
  private isNextRound(what: Happening, line: number | null): boolean {
    return (
      what === 'zeroGrad' &&
      this.hasUpdated &&
      this.drafts.some(({ writes }, k) => k < this.burst && writes.has(`zeroGrad ${line}`))
    );
  }

  private draft(phases: Phase[], line: number | null): Draft {
    if (this.drafts.length === 2 * keptStops) {
      this.drafts.splice(keptStops, 1);
      this.burst = Math.max(-1, this.burst - 1);
    }
    const draft: Draft = {
      phases,
      line,
      writes: new Set(),
      before: this.last,
      after: this.last,
      predictions: this.predictions,
      built: null,
      sent: null,
      assigned: [],
      printed: [],
    };
    this.drafts.push(draft);
    return draft;
  }

  /** Notes the state after what was announced last. Arrays in which nothing has changed are shared. */
  private settle(now: ModelState): void {
    const data = shared(this.last.data, now.data);
    const grad = shared(this.last.grad, now.grad);
    if (data !== this.last.data || grad !== this.last.grad) {
      this.last = { data, grad };
    }
    const current = this.drafts.at(-1);
    if (current) {
      current.after = this.last;
    }
  }

  private endStep(): void {
    const { drafts } = this;
    this.drafts = [];
    this.burst = -1;
    if (drafts.length === 0 || (this.number === 0 && drafts.every(isPreparation))) {
      this.start = this.number === 0 ? this.last : this.start;
      return;
    }
    const total = this.sent.size > 0 ? [...this.sent.values()].reduce((sum, x) => sum + x, 0) : null;
    const roots = new Set(this.sent.keys());
    nameForward(drafts, roots);
    const stops: Stop[] = [];
    let before = 0;
    let computed: number | null = null;
    for (const draft of drafts) {
      if (draft.phases.includes('loss') && draft.built) {
        const { id, data } = draft.built;
        // Several losses sent backward before one update count together.
        computed = roots.has(id) ? before + data : total === null || roots.size === 1 ? data : before + data;
        this.loss = computed;
      }
      if (draft.sent && roots.delete(draft.sent.id)) {
        before += draft.sent.data;
        this.loss = before;
      }
      stops.push(this.stopOf(draft));
    }
    const loss = total ?? computed;
    this.number += 1;
    this.sent = new Map();
    this.fed.clear();
    this.again = false;
    this.onStep({ loss, stops });
  }

  private stopOf(draft: Draft): Stop {
    const { phases, line, before, after, predictions, assigned, printed } = draft;
    const moment: Moment = { predictions, loss: this.loss, data: after.data, grad: after.grad };
    const deposit = phases.includes('backward') ? after.grad.map((g, k) => g - before.grad[k]) : null;
    return { ...moment, step: this.number, phases, line, deposit, assigned, printed };
  }
}

/** Where no model was called, what was computed before the loss was the forward pass. */
function nameForward(drafts: readonly Draft[], roots: ReadonlySet<number>): void {
  if (drafts.some(({ phases }) => phases.includes('forward'))) {
    return;
  }
  const computing = drafts.filter(({ phases }) => phases.includes('loss'));
  const loss = computing.findLast(({ built }) => built && roots.has(built.id)) ?? computing.at(-1);
  for (const draft of computing) {
    const alone = draft === loss && computing[0] === loss;
    draft.phases.splice(
      0,
      1,
      ...(alone
        ? (['forward', 'loss'] as const)
        : draft === loss
          ? (['loss'] as const)
          : (['forward'] as const)),
    );
  }
}

/** Writes to parameters before anything was computed from them. */
function isPreparation({ phases }: Draft): boolean {
  return phases.every((phase) => phase === 'update' || phase === 'zeroGrad');
}

function shared(before: Float64Array, now: Float64Array): Float64Array {
  if (before.length !== now.length) {
    return now.slice();
  }
  for (let k = 0; k < now.length; k++) {
    if (!Object.is(before[k], now[k])) {
      return now.slice();
    }
  }
  return before;
}
