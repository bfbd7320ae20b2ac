import type { Contender, Trained } from './contender.ts';

/** How long a slice is meant to be, in seconds. */
const SLICE = 0.008;
/** For how long a contender warms up that asks for nothing else. */
const WARM_UP = 0.4;

/** What was measured of one contender: microseconds per training step. */
export interface Measured {
  readonly median: number;
  /** Where the fastest tenth of the slices ends: about what the machine does while nothing else disturbs it. */
  readonly undisturbed: number;
  /** The middle half of the slices. */
  readonly spread: readonly [number, number];
  /** By round; undefined in those that this one sat out. */
  readonly byRound: readonly (number | undefined)[];
}

/** One contender in the race. */
interface Runner {
  readonly contender: Contender;
  readonly trained: Trained;
  /** How many steps make a slice. */
  readonly steps: number;
  readonly times: (number | undefined)[];
  /** Seconds in all. */
  used: number;
}

/**
 * Times all of them side by side for about `seconds`: after a warm-up, in short slices that take turns, so that whatever
 * else the machine does befalls all alike. One whose slices are longer, since a single step is, gets fewer turns.
 */
export async function measure(
  contenders: ReadonlyMap<Contender, Trained>,
  seconds: number,
): Promise<Map<Contender, Measured>> {
  const runners: Runner[] = [];
  for (const [contender, trained] of contenders) {
    const steps = await warmUp(trained, contender.warmUp ?? WARM_UP);
    runners.push({ contender, trained, steps, times: [], used: 0 });
  }
  const end = performance.now() + 1000 * seconds;
  for (let round = 0; performance.now() < end || round < 3; round++) {
    for (const runner of runners) {
      await takeTurn(runner, round);
    }
  }
  return new Map(runners.map(({ contender, times }) => [contender, summary(times)]));
}

/** How many times longer `a` takes than `b` while nothing disturbs them. */
export function ratio(a: Measured, b: Measured): number {
  return a.undisturbed / b.undisturbed;
}

/** The median of how many times longer `a` took than `b` in the same round, whatever the machine did meanwhile. */
export function medianRatio(a: Measured, b: Measured): number {
  const ratios = a.byRound.flatMap((time, round) => {
    const other = b.byRound[round];
    return time === undefined || other === undefined ? [] : [time / other];
  });
  return quantile(ratios, 0.5);
}

async function takeTurn(runner: Runner, round: number): Promise<void> {
  if (runner.used > (round + 1) * SLICE * 1.5) {
    runner.times.push(undefined);
    return;
  }
  const taken = await time(runner.trained, runner.steps);
  runner.used += taken;
  runner.times.push((1e6 * taken) / runner.steps);
}

/** Trains for some seconds, and finds how many steps make a slice. */
async function warmUp(trained: Trained, seconds: number): Promise<number> {
  let steps = 1;
  let used = 0;
  for (;;) {
    const taken = await time(trained, steps);
    used += taken;
    const wanted = Math.max(1, Math.min(10 * steps, Math.round((steps * SLICE) / taken)));
    if (used > seconds) {
      return wanted;
    }
    steps = wanted;
  }
}

/** Seconds. */
async function time(trained: Trained, steps: number): Promise<number> {
  const start = performance.now();
  const loss = trained.train(steps);
  if (loss instanceof Promise) {
    await loss;
  }
  return trained.seconds?.() ?? (performance.now() - start) / 1000;
}

function summary(byRound: readonly (number | undefined)[]): Measured {
  const times = byRound.filter((time) => time !== undefined);
  return {
    median: quantile(times, 0.5),
    undisturbed: quantile(times, 0.1),
    spread: [quantile(times, 0.25), quantile(times, 0.75)],
    byRound,
  };
}

function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
