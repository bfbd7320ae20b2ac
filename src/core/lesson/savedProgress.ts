import { phases } from '../training/phase.ts';
import { type Deliverable, deliverables } from './deliverables.ts';
import { notHunted } from './hunt.ts';
import { parseHunt } from './huntSaved.ts';
import { noProgress, type Progress } from './progress.ts';
import type { Receipt } from './receipt.ts';
import { inForm, readReceipt } from './savedReceipt.ts';
import { behaviours, type TriedRate } from './triedRates.ts';

/** The form in which progress is saved. A change of it that older versions cannot read gets the next number. */
export const savedVersion = 1;

/** What became of what was saved: it was read, it is of a later version of the extension, or it makes no sense. */
export type ReadProgress =
  | { readonly kind: 'read'; readonly progress: Progress }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

/** Progress as text. The same progress is always the same text. */
export function progressText({ receipts, hunt, rates, shown, since }: Progress): string {
  const inOrder = deliverables.flatMap((id) => (receipts[id] ? [[id, inForm(receipts[id])]] : []));
  const saved = {
    version: savedVersion,
    since,
    receipts: Object.fromEntries(inOrder),
    rates: rates.map((tried) => {
      const { rate, behaviour, named } = tried;
      return { ...inForm(tried), rate, behaviour, named };
    }),
    shown,
    hunt: { ...hunt, repaired: orNull(hunt.repaired), receipt: orNull(hunt.receipt) },
  };
  return `${JSON.stringify(saved, null, 2)}\n`;
}

/** Reads what {@link progressText} has written, and what earlier versions have. A part that makes no sense counts as not there. */
export function readProgress(text: string): ReadProgress {
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  const { version, since, receipts, rates, shown, hunt } = fieldsOf(saved);
  if (!isCount(version) || version < 1) {
    return { kind: 'damaged' };
  }
  if (version > savedVersion) {
    return { kind: 'newer', version };
  }
  if (!isObject(receipts)) {
    return { kind: 'damaged' };
  }
  const read: Partial<Record<Deliverable, Receipt>> = {};
  for (const id of deliverables) {
    const receipt = readReceipt(fieldsOf(receipts)[id]);
    if (receipt) {
      read[id] = receipt;
    }
  }
  const progress: Progress = {
    ...noProgress,
    receipts: read,
    hunt: parseHunt(hunt) ?? notHunted,
    rates: Array.isArray(rates) ? rates.flatMap(readRate) : [],
    shown: Array.isArray(shown) ? phases.filter((phase) => shown.includes(phase)) : [],
    since: isCount(since) ? since : 0,
  };
  return { kind: 'read', progress };
}

function orNull(receipt: Receipt | null): Receipt | null {
  return receipt && inForm(receipt);
}

function readRate(saved: unknown): TriedRate[] {
  const { rate, behaviour, named } = fieldsOf(saved);
  const receipt = readReceipt(saved);
  const found = behaviours.find((each) => each === behaviour);
  return receipt && found && typeof rate === 'number' && rate > 0
    ? [{ ...receipt, rate, behaviour: found, named: behaviours.find((each) => each === named) ?? null }]
    : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? { ...value } : {};
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
