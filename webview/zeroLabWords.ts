import { type HuntLoop, huntSteps } from '../src/core/lesson/huntLoop.ts';
import { type courseOf, type Pair, zeroLab } from '../src/core/lesson/zeroLab.ts';
import { predictionInWords } from '../src/protocol/huntSentences.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

const lastStep = zeroLab.steps - 1;

type Losses = ReturnType<Pair['losses']>;

/** The curves in one sentence; `isOpen`: that of the run with the bug as well. */
export function pairInWords(
  seed: number,
  { sound, buggy }: Losses,
  isOpen: boolean,
  strings: LessonStrings,
): string {
  const [first, last, other] = [sound[0], sound[lastStep], buggy[lastStep]].map(formatLoss);
  return isOpen
    ? format(strings['zero.summary'], seed, first, last, other, lastStep)
    : format(strings['zero.summarySound'], seed, first, last, lastStep);
}

/** What was expected beside what is, and what the whole run with the bug comes to, which has this course. */
export function saidOf(
  predicted: HuntLoop,
  { sound, buggy }: Losses,
  { finished, bursts, stays, worst }: ReturnType<typeof courseOf>,
  strings: LessonStrings,
): string[] {
  const at = (step: number) => formatLoss(buggy[step]);
  const { early } = huntSteps;
  const first = predictionInWords(predicted, early, { sound: sound[early], buggy: buggy[early] }, strings);
  if (finished !== null && stays !== null) {
    return [first, format(strings['zero.stays'], finished, at(finished), stays, lastStep, at(lastStep))];
  }
  if (finished !== null && bursts !== null && worst !== null) {
    const places = [finished, bursts, worst, lastStep].flatMap((step) => [step, at(step)]);
    return [first, format(strings['zero.bursts'], ...places)];
  }
  const neverTells = finished !== null && buggy[lastStep] < sound[lastStep];
  const end = neverTells ? strings['zero.never'] : strings['zero.plain'];
  return [first, format(end, lastStep, at(lastStep), formatLoss(sound[lastStep]))];
}
