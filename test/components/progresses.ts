import type { Attempt } from '../../src/core/lesson/attempt.ts';
import { ticksOf, withTicks } from '../../src/core/lesson/mergedProgress.ts';
import {
  advance,
  noProgress,
  type Progress,
  type ProgressEvent,
  withoutTexts,
} from '../../src/core/lesson/progress.ts';
import { untilCaught } from './hunts.ts';
import { execute, type ScriptName } from './scripts.ts';

/** When the learner began: what they do follows, a minute apart. */
const morning = Date.UTC(2026, 0, 5, 9);

/** Progress of learners, as the reducer makes it of what they have done and as the panel is told of it. */
export const progresses = {
  /** Nothing has trained yet. */
  begun: () => progressOf(attempts('untrained')),
  /** The finished loop, pasted. */
  copied: () => progressOf(attempts('loop').then(([attempt]) => [{ ...attempt, isCopy: true }])),
  /** A loop with the bug. */
  buggy: () => progressOf(attempts('stale')),
  /** A whole loop, at three learning rates, none of which has a name. */
  tried: () => progressOf(attempts('loop', 'crawling', 'plateau')),
  /** One name right, one wrong. */
  named: () =>
    progressOf(attempts('loop', 'crawling', 'plateau'), [
      { type: 'nameRate', rate: 0.001, name: 'crawling' },
      { type: 'nameRate', rate: 1, name: 'diverging' },
    ]),
  /** All but the hunt, with one phase shown. */
  nearly: () => progressOf(attempts('loop', 'crawling', 'plateau', 'unsteady', 'long'), rightNames),
  /** Everything. */
  whole: async () => {
    const ran = attempts('loop', 'crawling', 'plateau', 'unsteady', 'long');
    return progressOf(ran, [...rightNames, ...(await untilCaught())]);
  },
  /** Some of it on another machine. */
  elsewhere: async (): Promise<Progress> =>
    withTicks(await progresses.begun(), ticksOf(await progresses.tried())),
} as const satisfies Record<string, () => Promise<Progress>>;

const rightNames: readonly ProgressEvent[] = [
  { type: 'shownOneWay', phase: 'update' },
  { type: 'nameRate', rate: 0.001, name: 'crawling' },
  { type: 'nameRate', rate: 0.1, name: 'converging' },
  { type: 'nameRate', rate: 1, name: 'plateau-saturated' },
];

/** The learner first lets themselves be shown what they want to be shown, then runs scripts, then names what they have seen. */
async function progressOf(
  ran: Promise<readonly Attempt[]>,
  events: readonly ProgressEvent[] = [],
): Promise<Progress> {
  const attempts = (await ran).map(
    (attempt, k): ProgressEvent => ({ type: 'attempt', attempt, at: morning + k * 60_000 }),
  );
  const shown = events.filter(({ type }) => type === 'shownOneWay');
  const others = events.filter(({ type }) => type !== 'shownOneWay');
  return withoutTexts([...shown, ...attempts, ...others].reduce(advance, noProgress));
}

async function attempts(...names: readonly ScriptName[]): Promise<readonly Attempt[]> {
  const all: Attempt[] = [];
  for (const name of names) {
    all.push((await execute(name)).attempt);
  }
  return all;
}
