import { learningRateOf } from '../../training/recording.ts';
import type { Attempt } from '../attempt.ts';
import { type Checked, missing, type Numbers } from './checked.ts';
import { allOf, lessonTargets, squaredErrors } from './samples.ts';
import { errorsIn, unsound } from './soundness.ts';

export const lossAsked = 0.01;

/**
 * The loss has come below 0.01 on the lesson's four samples, with a loop that is sound.
 *
 * Measured on the predictions of all four, as a sum, so that a mean does not pass for it.
 */
export function convergence(attempt: Attempt, run: number): Checked<Numbers['convergence']> {
  const recording = attempt.recordings[run];
  const targets = lessonTargets(recording.info);
  if (!targets) {
    return missing('otherSamples');
  }
  const wrong = unsound(errorsIn(attempt, run));
  if (wrong) {
    return wrong;
  }
  let last = Number.NaN;
  for (const { predictions, step, phases, line, lines } of recording.stops) {
    if (!phases.includes('loss') || predictions?.length !== targets.length) {
      continue;
    }
    const loss = squaredErrors(predictions, targets, allOf(targets));
    if (loss < lossAsked) {
      const learningRate = learningRateOf(recording, Math.max(0, step - 1));
      return { done: true, evidence: { run, step, line: lines?.loss ?? line, loss, learningRate } };
    }
    last = loss;
  }
  return Number.isNaN(last) ? missing('lossUnknown') : missing('lossAbove', last);
}
