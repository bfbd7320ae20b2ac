import type { Phase } from '../src/core/training/phase.ts';

/** How the five cards were left. */
export interface OrderLeft {
  readonly order: readonly Phase[];
  /** Whether this order is the one that was checked last. */
  readonly checked: boolean;
  /** Whether any order has been checked. */
  readonly tried: boolean;
  /** Whether a right one has been. */
  readonly solved: boolean;
}

/** How the cards lie in the beginning: no phase where it belongs. */
export const shuffled: readonly Phase[] = ['update', 'backward', 'forward', 'loss', 'zeroGrad'];

const marks = ['checked', 'tried', 'solved'] as const;

/** The cards as they were left, of the words in which {@link writeOrder} keeps that; the beginning where these are none. */
export function readOrder(kept: string): OrderLeft {
  const [names, ...words] = kept.split(' ');
  const order = names.split(',').filter((name): name is Phase => shuffled.some((phase) => phase === name));
  const isWhole = new Set(order).size === shuffled.length && order.length === shuffled.length;
  const has = (mark: (typeof marks)[number]) => isWhole && words.includes(mark);
  return {
    order: isWhole ? order : shuffled,
    checked: has('checked'),
    tried: has('tried'),
    solved: has('solved'),
  };
}

export function writeOrder(left: OrderLeft): string {
  return [left.order.join(','), ...marks.filter((mark) => left[mark])].join(' ');
}

/** Whether the learner has seen an order that trains: has found one, or has had a run before the eyes. */
export function knowsOrder({ order, trained }: Readonly<Record<string, string>>): boolean {
  return Boolean(trained) || readOrder(order ?? '').solved;
}
