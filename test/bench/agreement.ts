import type { Contender, Trained } from './contender.ts';
import { objectGraph } from './contenders/own.ts';
import type { Problem } from './problem.ts';

/** Over how many steps losses are compared, and for how long at most, in milliseconds. */
const STEPS = 20;
const PATIENCE = 2000;

/** How far a contender's losses are from those they ought to be, at the worst step. */
export interface Agreement {
  readonly steps: number;
  readonly apart: number;
}

/** Compares losses step by step with micrograd's; throws if they are further apart than the contender may be. */
export async function agreement(contender: Contender, problem: Problem): Promise<Agreement> {
  const reference = contender.reference?.(problem) ?? (await objectGraph.start(problem));
  const trained = await contender.start(problem);
  try {
    return await compare(contender, trained, reference);
  } finally {
    trained.stop?.();
  }
}

async function compare(
  { name, tolerance }: Contender,
  trained: Trained,
  reference: Trained,
): Promise<Agreement> {
  const end = performance.now() + PATIENCE;
  let apart = 0;
  let step = 0;
  while (step < STEPS && (step < 2 || performance.now() < end)) {
    const expected = await reference.train(1);
    const loss = await trained.train(1);
    const difference = Math.abs(loss - expected) / Math.max(1, Math.abs(expected));
    if (!(difference <= tolerance)) {
      throw new Error(`${name} does not do the same: at step ${step} its loss is ${loss}, not ${expected}.`);
    }
    apart = Math.max(apart, difference);
    step += 1;
  }
  return { steps: step, apart };
}
