import { type HuntTime, huntSteps } from '../src/core/lesson/huntLoop.ts';
import { type courseOf, type Pair, zeroLab } from '../src/core/lesson/zeroLab.ts';
import type { Guesses } from '../src/core/lesson/zeroLabSaved.ts';
import { lossInWords, predictionInWords } from '../src/protocol/huntSentences.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { reasonInWords } from './pairReasons.ts';

const lastStep = zeroLab.steps - 1;

type Losses = ReturnType<Pair['losses']>;

/** The curves in one sentence; `buggy`: that of the run with the bug as far as it may be seen, null where it may not. */
export function pairInWords(
  seed: number,
  sound: readonly number[],
  buggy: readonly number[] | null,
  strings: LessonStrings,
): string {
  const [first, last] = [sound[0], sound[lastStep]].map(formatLoss);
  if (!buggy) {
    return format(strings['zero.summarySound'], seed, first, last, lastStep);
  }
  const seen = buggy.length - 1;
  const other = formatLoss(buggy[seen]);
  return seen < lastStep
    ? format(strings['zero.summaryEarly'], seed, first, last, lastStep, seen, other)
    : format(strings['zero.summary'], seed, first, last, other, lastStep);
}

/** What was expected beside what is, and why it is so, and what the whole run with the bug comes to, which has this course; as far as was guessed. */
export function saidOf(
  guesses: Guesses,
  pair: Pair,
  losses: Losses,
  course: ReturnType<typeof courseOf>,
  strings: LessonStrings,
): string[] {
  const said = (['early', 'late'] as const).flatMap((time: HuntTime) => {
    const guess = guesses[time];
    const step = huntSteps[time];
    const there = { sound: losses.sound[step], buggy: losses.buggy[step] };
    return guess
      ? [`${predictionInWords(guess, step, there, strings)} ${reasonInWords(pair, step, strings)}`]
      : [];
  });
  return guesses.late ? [...said, courseInWords(losses, course, strings)] : said;
}

function courseInWords(
  { sound, buggy }: Losses,
  { finished, bursts, stays, worst }: ReturnType<typeof courseOf>,
  strings: LessonStrings,
): string {
  const at = (step: number) => lossInWords(buggy[step], strings);
  if (finished !== null && stays !== null) {
    return format(strings['zero.stays'], finished, at(finished), stays, lastStep, at(lastStep));
  }
  if (finished !== null && bursts !== null && worst !== null) {
    const places = [finished, bursts, worst, lastStep].flatMap((step) => [step, at(step)]);
    return format(strings['zero.bursts'], ...places);
  }
  const neverTells = finished !== null && buggy[lastStep] < sound[lastStep];
  const end = neverTells ? strings['zero.never'] : strings['zero.plain'];
  return format(end, lastStep, at(lastStep), lossInWords(sound[lastStep], strings));
}
