import type { Attempt } from '../attempt.ts';
import { type Checked, missing, type Numbers } from './checked.ts';
import { foundInOrder, printedNumbers } from './printedNumbers.ts';
import { lessonTargets } from './samples.ts';

/** How near a prediction has to be to its target. */
export const nearTarget = 0.2;

/** After training the predictions were printed, as they are recorded; each has its target's sign and is within 0.2 of it. */
export function predictions({ recordings, printed }: Attempt, run: number): Checked<Numbers['predictions']> {
  const { info, outcome, stops, steps } = recordings[run];
  const targets = lessonTargets(info);
  const said = outcome?.predictions;
  if (!targets) {
    return missing('otherSamples');
  }
  if (!said || said.length !== targets.length || said.some(Number.isNaN)) {
    return missing('noPredictions');
  }
  const values = Array.from(said);
  const numbers = printedNumbers(printed).filter(({ within }) => within < 0.05);
  if (foundInOrder(numbers, values) < values.length) {
    return missing('predictionsNotPrinted');
  }
  const wrong = targets.findIndex((target, k) => Math.sign(values[k]) !== Math.sign(target));
  const far = targets.findIndex((target, k) => !(Math.abs(values[k] - target) <= nearTarget));
  if (wrong >= 0 || far >= 0) {
    const k = wrong >= 0 ? wrong : far;
    return missing(wrong >= 0 ? 'predictionWrongSide' : 'predictionFar', k, values[k], targets[k]);
  }
  const after = outcome.printed.find((line) => line.line !== null);
  const line = after?.line ?? stops[stops.length - 1]?.line ?? null;
  return { done: true, evidence: { run, step: steps - 1, line, predictions: values, targets } };
}
