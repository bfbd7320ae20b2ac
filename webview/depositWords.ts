import type { Stack } from '../src/core/training/deposits.ts';
import { formatNumber } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { isTooThin } from './depositShapes.ts';

/** One of the stacks of a run in a sentence: how many layers it has, what they come to, what the last step alone has made. */
export function stackInWords(stacks: readonly Stack[], chosen: number, strings: LessonStrings): string {
  const stack = stacks[chosen];
  if (!stack || stack.layers.length === 0) {
    return stack?.truth === 0 ? strings.stackNoDeposit : strings.stackNone;
  }
  const { layers, stored, last: latest, truth } = stack;
  const nameOf = (step: number | null) => step ?? strings.stackEarlier;
  const [first, last] = [nameOf(layers[0].step), nameOf(layers[layers.length - 1].step)];
  const amount = formatNumber(stored);
  const alone = formatNumber(truth ?? 0);
  if (layers.length === 1) {
    return layers[0].step === latest
      ? format(strings.stackOne, first, amount)
      : format(strings.stackOld, first, amount, nameOf(latest), alone);
  }
  if (truth === 0 && layers.at(-1)?.step !== latest) {
    return format(strings.stackQuiet, layers.length, first, last, amount, nameOf(latest), alone);
  }
  return first === last
    ? format(strings.stackSameStep, layers.length, first, amount)
    : format(strings.stackMany, layers.length, first, last, amount, nameOf(latest), alone);
}

/** The same of a stack that is drawn to one scale with another one: also where that leaves nothing of it to be seen. */
export function besideInWords(
  stacks: readonly Stack[],
  beside: readonly Stack[],
  chosen: number,
  strings: LessonStrings,
): string {
  const said = stackInWords(stacks, chosen, strings);
  const [own = [], other = []] = [stacks, beside].map((each) => each[chosen]?.layers);
  return isTooThin(own, other) ? `${said} ${strings.stackThin}` : said;
}
