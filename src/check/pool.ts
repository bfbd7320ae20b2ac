import { availableParallelism } from 'node:os';

/**
 * Works through `items` with several workers at once, and hands each result to `take` in the order of the items, as soon as
 * it and all before it are there.
 *
 * `hire` makes a worker; there are as many as there are processors or items, whichever is less. Each works on one item at a
 * time and is let go of in the end.
 */
export async function workThrough<Item, Result, Worker extends { dispose(): void }>(
  items: readonly Item[],
  hire: () => Worker,
  work: (worker: Worker, item: Item) => Promise<Result>,
  take: (result: Result) => void,
): Promise<void> {
  const waiting = new Map<number, Result>();
  let next = 0;
  let taken = 0;
  const lane = async () => {
    const worker = hire();
    try {
      while (next < items.length) {
        const k = next++;
        waiting.set(k, await work(worker, items[k]));
        for (let result = waiting.get(taken); result !== undefined; result = waiting.get(taken)) {
          waiting.delete(taken);
          taken += 1;
          take(result);
        }
      }
    } finally {
      worker.dispose();
    }
  };
  const lanes = Math.min(availableParallelism(), items.length, mostLanes);
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A Python takes some 150 MB, and results are read by one thread. */
const mostLanes = 8;
