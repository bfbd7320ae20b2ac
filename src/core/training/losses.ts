import type { Draft } from './drafts.ts';

/**
 * What the loss is: of each step, and after each of its stops.
 *
 * A step's loss is the sum of the values sent backward since the last update; where none was, it is the value built last.
 */
export class Losses {
  /** The loss as it was last known. */
  private latest: number | null = null;
  /** The values sent backward since the last update, or since the inputs began to repeat. */
  private sent = new Map<number, number>();
  /** Values that have nothing to do with what was sent backward. */
  private readonly beside = new Set<number>();
  private readonly fed = new Set<number>();
  /** Whether a sample was fed once more after something had been sent backward. */
  private again = false;

  /** The model is fed a sample. */
  feed(sample: number): void {
    if (this.sent.size > 0 && this.fed.has(sample)) {
      this.again = true;
    }
    this.fed.add(sample);
  }

  /** A value is sent backward. */
  send(id: number, data: number): void {
    if (this.again && !this.sent.has(id)) {
      // The same samples anew, without an update in between: another pass, whose loss stands for itself.
      this.sent = new Map();
      this.again = false;
    }
    this.sent.set(id, data);
  }

  /** A value is no part of what was sent backward since the last update. */
  apart(id: number): void {
    this.beside.add(id);
  }

  /** The step of these stops has ended: its loss, and the loss as it was known after each stop. Names its forward pass. */
  endStep(drafts: readonly Draft[]): { readonly loss: number | null; readonly after: (number | null)[] } {
    const total = this.sent.size > 0 ? [...this.sent.values()].reduce((sum, x) => sum + x, 0) : null;
    const roots = new Set(this.sent.keys());
    nameForward(drafts, roots);
    const after: (number | null)[] = [];
    let before = 0;
    let computed: number | null = null;
    for (const draft of drafts) {
      if (draft.built && this.beside.has(draft.built.id) && draft.phases.includes('loss')) {
        // What a model says of other samples, say: computed in this step, but not what it goes by.
        const others = draft.phases.filter((phase) => phase !== 'loss' && phase !== 'forward');
        draft.phases.splice(0, draft.phases.length, 'forward', ...others);
      }
      const isOver = total !== null && roots.size === 0;
      if (isOver && draft.phases.includes('loss')) {
        // All that counts has been sent backward: what is computed now is something else.
        draft.phases.splice(draft.phases.indexOf('loss'), 1);
      } else if (draft.phases.includes('loss') && draft.built) {
        const { id, data } = draft.built;
        // Several losses sent backward before one update count together.
        computed = roots.has(id) ? before + data : total === null || roots.size === 1 ? data : before + data;
        this.latest = computed;
      }
      if (draft.sent && roots.delete(draft.sent.id)) {
        before += draft.sent.data;
        this.latest = before;
      }
      after.push(this.latest);
    }
    this.sent = new Map();
    this.fed.clear();
    this.beside.clear();
    this.again = false;
    return { loss: total ?? computed, after };
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
