import type { HuntLoop } from '../core/lesson/huntLoop.ts';
import type { Mark } from '../core/lesson/huntMark.ts';
import type { Repair } from '../core/lesson/huntRepair.ts';
import { formatLoss } from './numbers.ts';
import { format, type LessonStrings } from './strings.ts';

/** What is said to a prediction of which loop is lower at a step, counted from 0: what it is in both. */
export function predictionInWords(
  predicted: HuntLoop,
  step: number,
  losses: Readonly<Record<HuntLoop, number>>,
  strings: LessonStrings,
): string {
  const other = predicted === 'sound' ? 'buggy' : 'sound';
  return format(
    losses[predicted] < losses[other] ? strings.huntSaidRight : strings.huntSaidWrong,
    strings[`huntLoop.${predicted}`],
    step + 1,
    lossInWords(losses[predicted], strings),
    lossInWords(losses[other], strings),
    strings[`huntLoop.${other}`],
  );
}

/** A loss in a sentence: one that four decimals would make 0 is not 0. */
export function lossInWords(loss: number, strings: LessonStrings): string {
  if (!(loss < 0.00005)) {
    return formatLoss(loss);
  }
  return loss < 0.00001 ? format(strings.lossTiny, '0.00001') : loss.toFixed(5);
}

/** What is said to a place that was marked. */
export function markInWords({ place, line, backward, update }: Mark, strings: LessonStrings): string {
  return format(strings[`huntMark.${place}`], line, backward ?? '–', update ?? '–');
}

/** What is said to a repair. */
export function repairInWords({ kind, line, numbers }: Repair, strings: LessonStrings): string {
  const areLosses = kind === 'sound' || kind === 'notLearning';
  const [first, second] = numbers.map((each) => (areLosses ? formatLoss(each) : String(each)));
  return format(strings[`huntRepair.${kind}`], line ?? '–', first, second);
}
