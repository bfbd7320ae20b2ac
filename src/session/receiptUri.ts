import { type Deliverable, deliverables } from '../core/lesson/deliverables.ts';

/** The scheme of the documents that show what a receipt keeps: read-only. */
export const receiptScheme = 'day5-receipt';

/** Which receipt is meant: that of a deliverable, or of one of the learning rates tried. */
export interface ReceiptId {
  readonly deliverable: Deliverable;
  readonly rate: number | null;
}

/** The URI of a receipt's script. `at` tells it from one that is earned after a reset. */
export function receiptUri({ deliverable, rate }: ReceiptId, at: number, file: string): string {
  return `${receiptScheme}:/${deliverable}/${rate ?? 'done'}/${at}/${encodeURIComponent(file)}`;
}

/** Which receipt a URI is of; null for any other. */
export function receiptIn(uri: string): ReceiptId | null {
  const [, name, rate] = /^day5-receipt:\/([^/]+)\/([^/]+)\//.exec(uri) ?? [];
  const deliverable = deliverables.find((id) => id === name);
  return deliverable ? { deliverable, rate: rate === 'done' ? null : Number(rate) } : null;
}

export function isReceipt(uri: string): boolean {
  return uri.startsWith(`${receiptScheme}:`);
}
