import type { Attempt } from './attempt.ts';
import { type Checked, type Missing, missing, type Numbers } from './checks/checked.ts';
import { convergence } from './checks/convergence.ts';
import { learningRate } from './checks/learningRate.ts';
import { lossFunction } from './checks/lossFunction.ts';
import { predictions } from './checks/predictions.ts';
import { trainingLoop } from './checks/trainingLoop.ts';
import { twentySteps } from './checks/twentySteps.ts';
import { zeroGradients } from './checks/zeroGradients.ts';

/** The day's deliverables, in the order of the checklist. */
export const deliverables = [
  'trainingLoop',
  'lossFunction',
  'zeroGradients',
  'twentySteps',
  'missingZeroGrad',
  'learningRate',
  'convergence',
  'predictions',
] as const;

export type Deliverable = (typeof deliverables)[number];

/** What an attempt shows of each deliverable. */
export type Checklist = { readonly [D in Deliverable]: Checked<Numbers[D]> };

/**
 * What one execution of a script shows of each deliverable. Whose script it is, it does not ask.
 *
 * A script of several runs has done what one of its runs has done; what is missing is said of its last. Of two deliverables the
 * lesson asks for more than a script can show: `learningRate` is three rates tried, without their names, and
 * `missingZeroGrad` that there is no sign of the bug.
 */
export function check(attempt: Attempt): Checklist {
  return Object.fromEntries(deliverables.map((id) => [id, checks[id](attempt)])) as unknown as Checklist;
}

/** What shows each deliverable, each for itself. */
export const checks: { readonly [D in Deliverable]: (attempt: Attempt) => Checked<Numbers[D]> } = {
  trainingLoop: (attempt) => inAnyRun(attempt, trainingLoop),
  lossFunction: (attempt) => inAnyRun(attempt, lossFunction),
  zeroGradients: (attempt) => inAnyRun(attempt, zeroGradients),
  twentySteps: (attempt) => inAnyRun(attempt, twentySteps),
  missingZeroGrad: withoutTheBug,
  learningRate,
  convergence: (attempt) => inAnyRun(attempt, convergence),
  predictions: (attempt) => inAnyRun(attempt, predictions),
};

function inAnyRun<N>(attempt: Attempt, check: (attempt: Attempt, run: number) => Checked<N>): Checked<N> {
  let last: Missing = missing('nothingTrained');
  for (let run = attempt.recordings.length - 1; run >= 0; run--) {
    const checked = check(attempt, run);
    if (checked.done) {
      return checked;
    }
    last = run === attempt.recordings.length - 1 ? checked : last;
  }
  return last;
}

/** Whether gradients are reset in every run, so that none is stale. */
function withoutTheBug(attempt: Attempt): Checked<Numbers['missingZeroGrad']> {
  const bug = attempt.findings.find(({ code }) => code === 'stale-gradients');
  if (bug) {
    return bug.line === null ? missing('findingSomewhere') : missing('findingFirst', bug.line);
  }
  return inAnyRun(attempt, zeroGradients);
}
