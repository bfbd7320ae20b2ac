import type { Attempt } from './attempt.ts';
import type { Deliverable } from './deliverables.ts';
import { type Hunt, type HuntEvent, hunted, huntedBy, notHunted } from './hunt.ts';
import { parseHuntEvent } from './huntSaved.ts';

/** The evidence for a deliverable: an execution that showed it, which can be repeated, and where to look in it. */
export interface Receipt {
  /** When it was, in milliseconds since 1970. */
  readonly at: number;
  /** The script as it ran, and the seed that repeats it. */
  readonly file: string;
  readonly text: string;
  readonly seed: number;
  /** Which of its runs, from 0; the step, and the line from 1, that show it. */
  readonly run: number;
  readonly step: number;
  readonly line: number | null;
}

/** What the learner has done of the day. */
export interface Progress {
  readonly receipts: Readonly<Partial<Record<Deliverable, Receipt>>>;
  readonly hunt: Hunt;
}

/** Everything that moves progress on. */
export type ProgressEvent =
  | { readonly type: 'attempt'; readonly attempt: Attempt; readonly at: number }
  | LearnerEvent;

/** What the learner does in the lesson itself. */
export type LearnerEvent = { readonly type: 'hunt'; readonly event: HuntEvent };

export const noProgress: Progress = { receipts: {}, hunt: notHunted };

/** Progress after something has happened. The same object where nothing has changed by it. */
export function advance(progress: Progress, event: ProgressEvent): Progress {
  const hunt =
    event.type === 'hunt'
      ? hunted(progress.hunt, event.event)
      : huntedBy(progress.hunt, event.attempt, event.at);
  return hunt === progress.hunt ? progress : { ...progress, hunt };
}

/** Reads an event that the webview has sent; undefined for what is none. */
export function parseLearnerEvent(event: unknown): LearnerEvent | undefined {
  if (typeof event !== 'object' || event === null || !('type' in event)) {
    return undefined;
  }
  if (event.type === 'hunt' && 'event' in event) {
    const huntEvent = parseHuntEvent(event.event);
    return huntEvent && { type: 'hunt', event: huntEvent };
  }
  return undefined;
}
