import type { Behaviour } from '../diagnosis/finding.ts';
import { type Phase, phases } from '../training/phase.ts';
import type { Attempt } from './attempt.ts';
import { type Missing, missing, type Numbers } from './checks/checked.ts';
import { checks, type Deliverable, deliverables } from './deliverables.ts';
import { type Hunt, type HuntEvent, hunted, huntedBy, notHunted } from './hunt.ts';
import { parseHuntEvent } from './huntSaved.ts';
import { type Receipt, type ReceiptNumbers, receiptOf } from './receipt.ts';
import {
  behaviours,
  missingRates,
  receiptOfRates,
  type TriedRate,
  withName,
  withRatesOf,
} from './triedRates.ts';

/** What the learner has done of the day. */
export interface Progress {
  readonly receipts: Readonly<Partial<Record<Deliverable, Receipt>>>;
  /** What was done on another machine, and when; its receipts are there. */
  readonly elsewhere: Readonly<Partial<Record<Deliverable, number>>>;
  readonly hunt: Hunt;
  /** The learning rates tried, sorted. */
  readonly rates: readonly TriedRate[];
  /** The phases of which the lesson has shown one way to write them. */
  readonly shown: readonly Phase[];
  /** What the newest execution of the learner's own script lacks, of what is not done. It is not saved: the script runs again. */
  readonly missing: Readonly<Partial<Record<Deliverable, Missing>>>;
  /** When progress was reset last, in milliseconds since 1970; what is older does not count. */
  readonly since: number;
}

/** Everything that moves progress on. */
export type ProgressEvent =
  | { readonly type: 'attempt'; readonly attempt: Attempt; readonly at: number }
  | LearnerEvent;

/** What the learner does in the lesson itself. */
export type LearnerEvent =
  | { readonly type: 'hunt'; readonly event: HuntEvent }
  /** Names how a learning rate behaves, or takes the name back. */
  | { readonly type: 'nameRate'; readonly rate: number; readonly name: Behaviour | null }
  /** Has let the lesson show one way to write a phase. */
  | { readonly type: 'shownOneWay'; readonly phase: Phase };

export const noProgress: Progress = {
  receipts: {},
  elsewhere: {},
  hunt: notHunted,
  rates: [],
  shown: [],
  missing: {},
  since: 0,
};

/** The deliverables that are done, here or on another machine, in the order of the checklist. */
export function doneOf({ receipts, elsewhere }: Progress): Deliverable[] {
  return deliverables.filter((id) => receipts[id] !== undefined || elsewhere[id] !== undefined);
}

/** Progress without the scripts in its receipts, for whoever only shows it. */
export function withoutTexts(progress: Progress): Progress {
  const brief = <R extends Receipt>(receipt: R): R => ({
    ...receipt,
    text: '',
    ...(receipt.siblings ? { siblings: {} } : {}),
  });
  const receipts = Object.entries(progress.receipts).map(([id, receipt]) => [id, receipt && brief(receipt)]);
  return { ...progress, receipts: Object.fromEntries(receipts), rates: progress.rates.map(brief) };
}

/** Progress after something has happened. The same object where nothing has changed by it. */
export function advance(progress: Progress, event: ProgressEvent): Progress {
  switch (event.type) {
    case 'attempt':
      // Whatever the clock says: it is after the reset.
      return afterAttempt(progress, event.attempt, Math.max(event.at, progress.since + 1));
    case 'hunt':
      return withHunt(progress, hunted(progress.hunt, event.event));
    case 'nameRate':
      return withRates(progress, withName(progress.rates, event.rate, event.name));
    case 'shownOneWay': {
      const shown = phases.filter((phase) => phase === event.phase || progress.shown.includes(phase));
      return shown.length === progress.shown.length ? progress : { ...progress, shown };
    }
  }
}

function afterAttempt(progress: Progress, attempt: Attempt, at: number): Progress {
  if (attempt.role === 'own') {
    return attempt.isCopy
      ? withMissing(progress, () => missing('referenceUnchanged'))
      : own(progress, attempt, at);
  }
  return attempt.role === 'hunt' ? withHunt(progress, huntedBy(progress.hunt, attempt, at)) : progress;
}

/** The phases that a deliverable asks the learner to write; what is measured of a whole run asks for none of its own. */
const writtenFor: Readonly<Record<Deliverable, readonly Phase[]>> = {
  trainingLoop: phases,
  lossFunction: ['loss'],
  zeroGradients: ['zeroGrad'],
  twentySteps: [],
  missingZeroGrad: [],
  learningRate: [],
  convergence: [],
  predictions: [],
};

/** What the learner's own script has shown: receipts for what is new, and what is missing of the rest. */
function own(progress: Progress, attempt: Attempt, at: number): Progress {
  const lacks = new Map<Deliverable, Missing>();
  const receipts: Partial<Record<Deliverable, Receipt>> = {};
  for (const id of deliverables) {
    if (progress.receipts[id] || id === 'missingZeroGrad' || id === 'learningRate') {
      continue;
    }
    const checked = checks[id](attempt);
    if (checked.done) {
      const shown = progress.shown.filter((phase) => writtenFor[id].includes(phase));
      receipts[id] = {
        ...receiptOf(attempt, checked.evidence, at, numbersOf(checked.evidence)),
        ...(shown.length > 0 ? { shown } : {}),
      };
    } else {
      lacks.set(id, checked);
    }
  }
  const ticked = Object.keys(receipts).length > 0;
  const next = ticked ? { ...progress, receipts: { ...progress.receipts, ...receipts } } : progress;
  return withMissing(withRates(next, withRatesOf(next.rates, attempt, at)), (id) => lacks.get(id));
}

/** The measured numbers of some evidence, without its place. */
export function numbersOf(evidence: Numbers[Deliverable]): ReceiptNumbers {
  const numbers = Object.entries(evidence).filter(
    ([name, value]) =>
      !['run', 'step', 'line'].includes(name) &&
      (typeof value === 'number' || value === null || Array.isArray(value)),
  );
  return Object.fromEntries(numbers);
}

function withRates(progress: Progress, rates: readonly TriedRate[]): Progress {
  if (rates === progress.rates) {
    return progress;
  }
  const { learningRate, ...lacking } = progress.missing;
  const lacks = progress.receipts.learningRate ? null : missingRates(rates);
  const next = { ...progress, rates, missing: lacks ? { ...lacking, learningRate: lacks } : lacking };
  return lacks || progress.receipts.learningRate
    ? next
    : { ...next, receipts: { ...progress.receipts, learningRate: receiptOfRates(rates) } };
}

/** The bug counts as caught with the evidence that the hunt has left. */
function withHunt(progress: Progress, hunt: Hunt): Progress {
  const caught = hunt.caught && !progress.receipts.missingZeroGrad ? hunt.receipt : null;
  if (hunt === progress.hunt && !caught) {
    return progress;
  }
  const receipts = caught ? { ...progress.receipts, missingZeroGrad: caught } : progress.receipts;
  return { ...progress, hunt, receipts };
}

/** What is missing of each deliverable without a receipt, as `lacks` says. */
function withMissing(progress: Progress, lacks: (id: Deliverable) => Missing | undefined): Progress {
  const next: Partial<Record<Deliverable, Missing>> = {};
  for (const id of deliverables) {
    const said =
      id === 'missingZeroGrad'
        ? undefined
        : id === 'learningRate'
          ? (missingRates(progress.rates) ?? undefined)
          : lacks(id);
    if (said && !progress.receipts[id]) {
      next[id] = said;
    }
  }
  const isSame = JSON.stringify(next) === JSON.stringify(progress.missing);
  return isSame ? progress : { ...progress, missing: next };
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
  if (event.type === 'nameRate' && 'rate' in event && 'name' in event && typeof event.rate === 'number') {
    const name = event.name === null ? null : behaviours.find((each) => each === event.name);
    return name === undefined ? undefined : { type: 'nameRate', rate: event.rate, name };
  }
  if (event.type === 'shownOneWay' && 'phase' in event) {
    const phase = phases.find((each) => each === event.phase);
    return phase && { type: 'shownOneWay', phase };
  }
  return undefined;
}
