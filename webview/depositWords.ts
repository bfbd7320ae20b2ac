import type { Stack } from '../src/core/training/deposits.ts';
import { formatNumber } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { freshStep } from './depositDrawing.ts';

/** One of the stacks of a run in a sentence: how many layers it has, what they come to, what the last step alone has made. */
export function stackInWords(stacks: readonly Stack[], chosen: number, strings: LessonStrings): string {
  const stack = stacks[chosen];
  if (!stack || stack.layers.length === 0) {
    return stack?.truth === 0 ? strings.stackNoDeposit : strings.stackNone;
  }
  const { layers, stored, truth } = stack;
  const nameOf = (step: number | null) => step ?? strings.stackEarlier;
  const [first, last] = [nameOf(layers[0].step), nameOf(layers[layers.length - 1].step)];
  const fresh = freshStep(stacks);
  const amount = formatNumber(stored);
  const alone = formatNumber(truth ?? 0);
  if (layers.length === 1) {
    return layers[0].step === fresh
      ? format(strings.stackOne, first, amount)
      : format(strings.stackOld, first, amount, nameOf(fresh), alone);
  }
  return first === last
    ? format(strings.stackSameStep, layers.length, first, amount)
    : format(strings.stackMany, layers.length, first, last, amount, nameOf(fresh), alone);
}
