import { type Hunt, type HuntEvent, notHunted } from '../../src/core/lesson/hunt.ts';
import { judgeMark } from '../../src/core/lesson/huntMark.ts';
import { advance, noProgress, type ProgressEvent } from '../../src/core/lesson/progress.ts';
import { execute, type ScriptName } from './scripts.ts';

/** What a learner does in the hunt: an event, a script that runs, or a mark on a line that begins so. */
type Move = HuntEvent | { readonly type: 'run'; readonly script: ScriptName } | MarkAt;

interface MarkAt {
  readonly type: 'markAt';
  readonly line: string;
}

const predicted: readonly Move[] = [
  { type: 'predict', time: 'early', loop: 'sound' },
  { type: 'predict', time: 'late', loop: 'sound' },
];
const watched: readonly Move[] = [...predicted, { type: 'run', script: 'hunt' }];
const mistaken: readonly Move[] = [...watched, { type: 'answer', answer: 'own' }, { type: 'hint' }];
const found: readonly Move[] = [...mistaken, { type: 'answer', answer: 'all' }];
const missed: readonly Move[] = [...found, { type: 'markAt', line: 'for p in model.parameters' }];
const placed: readonly Move[] = [...missed, { type: 'markAt', line: 'loss.backward()' }];
const failed: readonly Move[] = [...placed, { type: 'run', script: 'huntOnce' }];
const caught: readonly Move[] = [...failed, { type: 'run', script: 'huntRepaired' }];

/** The hunt as far as it goes, step by step, as the reducer makes it. */
export const hunts = {
  untouched: async () => notHunted,
  half: () => huntOf(predicted.slice(0, 1)),
  predicted: () => huntOf(predicted),
  strayed: () => huntOf([...predicted, { type: 'run', script: 'huntRepaired' }]),
  watched: () => huntOf(watched),
  mistaken: () => huntOf(mistaken),
  found: () => huntOf(found),
  missed: () => huntOf(missed),
  placed: () => huntOf(placed),
  failed: () => huntOf(failed),
  repairedFirst: () => huntOf([...found, { type: 'run', script: 'huntRepaired' }]),
  caught: () => huntOf(caught),
} as const satisfies Record<string, () => Promise<Hunt>>;

/** All that is done until the bug is caught. */
export function untilCaught(): Promise<readonly ProgressEvent[]> {
  return eventsOf(caught);
}

async function huntOf(moves: readonly Move[]): Promise<Hunt> {
  return (await eventsOf(moves)).reduce(advance, noProgress).hunt;
}

async function eventsOf(moves: readonly Move[]): Promise<readonly ProgressEvent[]> {
  const events: ProgressEvent[] = [];
  for (const move of moves) {
    if (move.type === 'run') {
      const { attempt } = await execute(move.script);
      events.push({ type: 'attempt', attempt, at: Date.UTC(2026, 0, 5, 10) });
    } else if (move.type === 'markAt') {
      const { text, recordings } = (await execute('hunt')).attempt;
      const line = text.split('\n').findIndex((each) => each.trim().startsWith(move.line)) + 1;
      events.push({ type: 'hunt', event: { type: 'mark', mark: judgeMark(text, recordings[0], line) } });
    } else {
      events.push({ type: 'hunt', event: move });
    }
  }
  return events;
}
