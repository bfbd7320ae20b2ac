import type { Attempt } from '../attempt.ts';
import { type Checked, missing, type Numbers } from './checked.ts';
import { foundAnywhere, foundInOrder, printedNumbers } from './printedNumbers.ts';

export const stepsAsked = 20;

/** More than so many losses and printed numbers are not compared one by one, for a phrase alone. */
const most = 1000;

/** Twenty steps or more, and the loss of each was printed: in the order of the steps, and as it was recorded. */
export function twentySteps({ recordings, printed }: Attempt, run: number): Checked<Numbers['twentySteps']> {
  const recording = recordings[run];
  const losses = recording.losses().filter((loss) => loss !== null && !Number.isNaN(loss)) as number[];
  if (losses.length < stepsAsked) {
    return missing('tooFewSteps', losses.length, stepsAsked);
  }
  const numbers = printedNumbers(printed);
  if (foundInOrder(numbers, losses) < losses.length) {
    const found = foundAnywhere(numbers.slice(0, 5 * most), losses.slice(0, most));
    return found >= losses.length
      ? missing('lossesOutOfOrder')
      : missing('lossesPrinted', found, losses.length);
  }
  const step = recording.steps - 1;
  return {
    done: true,
    evidence: {
      run,
      step,
      line: lineOfPrint(recording.stops.flatMap((stop) => stop.printed)),
      steps: losses.length,
      first: losses[0],
      last: losses[losses.length - 1],
    },
  };
}

/** The line that printed last while it trained. */
function lineOfPrint(printed: readonly { readonly line: number | null }[]): number | null {
  return printed[printed.length - 1]?.line ?? null;
}
