import type { Attempt } from './attempt.ts';
import type { Receipt } from './receipt.ts';

/** How far the learner has come in the bug hunt. */
export interface Hunt {
  /** Whether it is done: the place was right, and the repaired script trains. */
  readonly caught: boolean;
  /** The evidence that the bug is caught; null until it is. */
  readonly receipt: Receipt | null;
}

/** What the learner does in the hunt, beside running its script. */
export type HuntEvent = { readonly type: 'hint' };

export const notHunted: Hunt = { caught: false, receipt: null };

/** The hunt after the learner has done something. */
export function hunted(hunt: Hunt, _event: HuntEvent): Hunt {
  return hunt;
}

/** The hunt after its script has run. */
export function huntedBy(hunt: Hunt, _attempt: Attempt, _at: number): Hunt {
  return hunt;
}

/** Reads an event that the webview has sent; undefined for what is none. */
export function parseHuntEvent(event: unknown): HuntEvent | undefined {
  return typeof event === 'object' && event !== null && 'type' in event && event.type === 'hint'
    ? { type: 'hint' }
    : undefined;
}

/** Reads what was saved; undefined for what makes no sense. */
export function parseHunt(saved: unknown): Hunt | undefined {
  return typeof saved === 'object' && saved !== null && 'caught' in saved && typeof saved.caught === 'boolean'
    ? { caught: saved.caught, receipt: null }
    : undefined;
}
