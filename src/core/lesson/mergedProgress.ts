import { phases } from '../training/phase.ts';
import { type Deliverable, deliverables } from './deliverables.ts';
import { furtherHunt, notHunted } from './hunt.ts';
import { doneOf, type Progress } from './progress.ts';
import type { Receipt } from './receipt.ts';
import { stableText } from './stableText.ts';
import { mergedRates } from './triedRates.ts';

/** What is known of the deliverables where their receipts are not: when each was done, and when progress was reset last. */
export interface Ticks {
  readonly since: number;
  readonly ticks: Readonly<Partial<Record<Deliverable, number>>>;
}

/**
 * What two windows know together: nothing that either has earned is lost, unless the other has reset progress since.
 *
 * It does not matter which comes first, or how often it is done; so windows that merge what they find agree in the end. Of two
 * receipts the earlier stays.
 */
export function merged(a: Progress, b: Progress): Progress {
  const since = Math.max(a.since, b.since);
  const [left, right] = [sinceReset(a, since), sinceReset(b, since)];
  const receipts: Partial<Record<Deliverable, Receipt>> = {};
  for (const id of deliverables) {
    const receipt = earlier(left.receipts[id], right.receipts[id]);
    if (receipt) {
      receipts[id] = receipt;
    }
  }
  return {
    ...left,
    receipts,
    rates: mergedRates(left.rates, right.rates),
    shown: phases.filter((phase) => left.shown.includes(phase) || right.shown.includes(phase)),
    hunt: furtherHunt(left.hunt, right.hunt),
    missing: Object.fromEntries(Object.entries(left.missing).filter(([id]) => !receipts[id as Deliverable])),
    since,
  };
}

/** Progress with what has been done on other machines. */
export function withTicks(progress: Progress, { since, ticks }: Ticks): Progress {
  const valid = since > progress.since ? sinceReset(progress, since) : progress;
  const elsewhere: Partial<Record<Deliverable, number>> = {};
  for (const id of deliverables) {
    const at = ticks[id];
    if (at !== undefined && at > valid.since && !valid.receipts[id]) {
      elsewhere[id] = at;
    }
  }
  const isSame = valid === progress && JSON.stringify(elsewhere) === JSON.stringify(progress.elsewhere);
  return isSame ? progress : { ...valid, elsewhere };
}

/** What other machines are to know. */
export function ticksOf(progress: Progress): Ticks {
  const { receipts, elsewhere, since } = progress;
  const ticks = doneOf(progress).map((id) => [id, receipts[id]?.at ?? elsewhere[id]]);
  return { since, ticks: Object.fromEntries(ticks) };
}

/** Reads what another machine has left; nothing where it makes no sense. */
export function readTicks(saved: unknown): Ticks {
  const { since, ticks } = fieldsOf(saved);
  const dates = fieldsOf(ticks);
  return {
    since: typeof since === 'number' ? since : 0,
    ticks: Object.fromEntries(
      deliverables.flatMap((id) => (typeof dates[id] === 'number' ? [[id, dates[id]]] : [])),
    ),
  };
}

/** Progress with nothing of before a reset. */
function sinceReset(progress: Progress, since: number): Progress {
  const { receipts, elsewhere, rates } = progress;
  const isOver = progress.since < since;
  return {
    ...progress,
    receipts: later(receipts, ({ at }) => at > since),
    elsewhere: later(elsewhere, (at) => at > since),
    rates: rates.filter(({ at }) => at > since),
    hunt: isOver ? notHunted : progress.hunt,
    shown: isOver ? [] : progress.shown,
    since,
  };
}

function later<T>(
  entries: Readonly<Partial<Record<Deliverable, T>>>,
  isLater: (each: T) => boolean,
): Partial<Record<Deliverable, T>> {
  const kept: Partial<Record<Deliverable, T>> = {};
  for (const id of deliverables) {
    const each = entries[id];
    if (each !== undefined && isLater(each)) {
      kept[id] = each;
    }
  }
  return kept;
}

function earlier(a: Receipt | undefined, b: Receipt | undefined): Receipt | undefined {
  if (!a || !b) {
    return a ?? b;
  }
  const isFirst = a.at < b.at || (a.at === b.at && stableText(a) <= stableText(b));
  return isFirst ? a : b;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
