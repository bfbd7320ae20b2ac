import { formatLoss } from '../src/protocol/numbers.ts';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import type { CurveSummary } from './lossSeries.ts';
import type { Overlay } from './overlays.ts';

/** A curve in words, with what it is compared with; empty where there is none. */
export function curveInWords(
  strings: LessonStrings,
  summary: CurveSummary | null,
  before: CurveSummary | null,
  overlays: readonly Overlay[],
): string {
  if (!summary) {
    return '';
  }
  const { count, first, last, lowest } = summary;
  const sentences = [
    format(
      count === 1 ? strings.curveSummaryOne : strings.curveSummary,
      count,
      formatLoss(first.loss),
      first.step,
      formatLoss(last.loss),
      last.step,
      formatLoss(lowest.loss),
      lowest.step,
    ),
  ];
  if (before) {
    const { first: from, last: to } = before;
    sentences.push(
      format(strings.ghostSummary, formatLoss(from.loss), from.step, formatLoss(to.loss), to.step),
    );
  }
  for (const { run, letter } of overlays) {
    const last = run.last === null ? '–' : formatLoss(run.last);
    sentences.push(format(strings['history.overlaySummary'], letter, last, run.steps));
    if (run.losses.length < run.steps) {
      sentences.push(format(strings['history.fewerHint'], letter, ...countsOf(run)));
    }
  }
  return sentences.join(' ');
}

/** How many losses of a past run are drawn, and how many there were. */
export function countsOf({ losses, steps }: PastRun): [kept: string, all: string] {
  return [losses.length.toLocaleString('en'), steps.toLocaleString('en')];
}
