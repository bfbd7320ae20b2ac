import { grownState, keptState, type ModelState } from './modelState.ts';
import type { Phase } from './phase.ts';
import type { Assigned, Printed, Sent } from './recording.ts';

/** A change of parameters: of their data, of their gradients to zero, or of their gradients to something else. */
export type Write = 'update' | 'zeroGrad' | 'other';

/** A stop under way: what has been announced, and the state after it once something else is announced. */
export interface Draft {
  readonly phases: Phase[];
  line: number | null;
  /** Where each of several writes to parameters happened. */
  readonly lines: Partial<Record<Phase | 'gradient', number | null>>;
  /** The event of the trace during which it began; undefined where there is none. */
  readonly event: number | undefined;
  /** The writes to parameters that it stands for, with their lines. */
  readonly writes: Set<string>;
  before: ModelState;
  after: ModelState;
  predictions: Float64Array | null;
  /** The value last built there that might be the loss: which it is, and its data. */
  built: { readonly id: number; readonly data: number } | null;
  /** The value sent backward there. */
  sent: { readonly id: number; readonly data: number } | null;
  /** What that was computed from. */
  origin: Sent | null;
  assigned: readonly Assigned[];
  printed: readonly Printed[];
}

/** How many of the first and of the last stops of one step are kept: a script that never updates has but one step. */
const keptStops = 128;

/**
 * The stops of the step that is under way.
 *
 * What happens on one line in a row becomes one stop. So does a burst, which is writes with nothing computed in between, as
 * far as it comes back to a line that it has written on: then it is a loop over the parameters.
 */
export class Drafts {
  private drafts: Draft[] = [];
  /** Index in `drafts` of the first write of the burst that is under way; -1 outside of one. */
  private burst = -1;
  private last: ModelState;
  private said: Float64Array | null = null;

  /** `initial`: the state before anything happens. */
  constructor(initial: ModelState) {
    this.last = initial;
  }

  get all(): readonly Draft[] {
    return this.drafts;
  }

  /** The stop that was announced last in this step; undefined before there is one. */
  get current(): Draft | undefined {
    return this.drafts.at(-1);
  }

  /** The parameters as they were at the last announcement. */
  get state(): ModelState {
    return this.last;
  }

  /** The newest predictions; null before there are any. */
  get predictions(): Float64Array | null {
    return this.said;
  }

  get haveUpdated(): boolean {
    return this.drafts.some(({ phases }) => phases.includes('update'));
  }

  /** Whether there is nothing but writes to parameters before anything was computed from them. */
  get arePreparation(): boolean {
    return this.drafts.every(({ phases }) =>
      phases.every((phase) => phase === 'update' || phase === 'zeroGrad'),
    );
  }

  /** Takes all stops out: the step has ended. */
  take(): Draft[] {
    const { drafts } = this;
    this.drafts = [];
    this.burst = -1;
    return drafts;
  }

  /** Notes the state after what was announced last. */
  settle(now: ModelState): void {
    this.last = keptState(this.last, now);
    if (this.current) {
      this.current.after = this.last;
    }
  }

  /** Something is computed on a line. One expression, or one line, is one stop. */
  compute(what: 'forward' | 'loss' | 'backward', line: number | null, event?: number): void {
    this.burst = -1;
    const { current } = this;
    const goesOn =
      what !== 'backward' &&
      current?.line === line &&
      current.phases.every((phase) => phase === 'forward' || phase === 'loss');
    if (!current || !goesOn) {
      this.draft([what], line, event);
    } else if (!current.phases.includes(what)) {
      current.phases.push(what);
    }
  }

  /** Parameters are written to on a line. */
  write(what: Write, line: number | null, event?: number): void {
    const first = this.burst < 0 ? this.drafts.length : this.burst;
    const write = `${what} ${line}`;
    const same = this.drafts.findIndex((draft, k) => k >= first && draft.writes.has(write));
    this.burst = first;
    if (same >= 0) {
      // Back at an earlier line of the burst: a loop over the parameters that does several things to each.
      this.drafts.push(merged(this.drafts.splice(same)));
    } else {
      const draft = this.draft(what === 'other' ? [] : [what], line, event);
      draft.writes.add(write);
      if (what === 'other') {
        draft.lines.gradient = line;
      }
    }
  }

  /** Whether the burst under way is not the first in this step to zero gradients on this line. */
  hasZeroedBefore(line: number | null): boolean {
    return this.drafts.some(({ writes }, k) => k < this.burst && writes.has(`zeroGrad ${line}`));
  }

  /** The model predicts this from now on. */
  predict(predictions: Float64Array): void {
    this.said = predictions;
    if (this.current) {
      this.current.predictions = predictions;
    }
  }

  /** One more parameter joins; its gradient was left by the last backward pass. Returns whether that is in this step. */
  grow(data: number, grad: number): boolean {
    const backward = this.drafts.findLastIndex(({ phases }) => phases.includes('backward'));
    for (const [k, draft] of this.drafts.entries()) {
      draft.before = grownState(draft.before, data, k > backward ? grad : 0);
      draft.after = grownState(draft.after, data, k >= backward ? grad : 0);
    }
    this.last = grownState(this.last, data, grad);
    return backward >= 0;
  }

  /** What was assigned and printed in the stop that is under way. */
  detail(assigned: readonly Assigned[], printed: readonly Printed[]): void {
    const { current } = this;
    if (current) {
      const names = new Set(assigned.map(({ line, name }) => `${line} ${name}`));
      current.assigned = [
        ...current.assigned.filter(({ line, name }) => !names.has(`${line} ${name}`)),
        ...assigned,
      ];
      current.printed = [...current.printed, ...printed];
    }
  }

  private draft(phases: Phase[], line: number | null, event: number | undefined): Draft {
    if (this.drafts.length === 2 * keptStops) {
      this.drafts.splice(keptStops, 1);
      this.burst = Math.max(-1, this.burst - 1);
    }
    const draft: Draft = {
      phases,
      line,
      lines: Object.fromEntries(phases.map((phase) => [phase, line])),
      event,
      writes: new Set(),
      before: this.last,
      after: this.last,
      predictions: this.said,
      built: null,
      sent: null,
      origin: null,
      assigned: [],
      printed: [],
    };
    this.drafts.push(draft);
    return draft;
  }
}

/** Makes one stop of those that a burst has come back to; it stands on the line of the update, if there is one. */
function merged([kept, ...others]: readonly Draft[]): Draft {
  for (const draft of others) {
    if (draft.phases.includes('update') && !kept.phases.includes('update')) {
      kept.line = draft.line;
    }
    for (const each of draft.writes) {
      kept.writes.add(each);
    }
    Object.assign(kept.lines, { ...draft.lines, ...kept.lines });
    for (const phase of draft.phases) {
      if (!kept.phases.includes(phase)) {
        kept.phases.push(phase);
      }
    }
    kept.assigned = [...kept.assigned, ...draft.assigned];
    kept.printed = [...kept.printed, ...draft.printed];
  }
  return kept;
}
