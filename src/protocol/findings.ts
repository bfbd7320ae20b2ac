import type { Finding } from '../core/diagnosis/finding.ts';
import { assertNever } from './assertNever.ts';
import { formatLoss, formatRate, formatSize } from './numbers.ts';

/**
 * What findings say, in English: what happened in this run, and why it matters. The host translates the sentence and fills
 * `{0}`, `{1}`, … in with the values of its {@link Said}.
 */
export const findingSentences = {
  stale:
    'At step {0}, line {1} added a new gradient to one that line {2} had already applied at step {3}: the stored gradient is {4} times as large as the true one.',
  staleSome:
    'At step {0}, line {1} added a new gradient to one that line {2} had already applied at step {3}, for {5} of the {6} parameters{7}: their stored gradient is {4} times as large as the true one.',
  staleWhy:
    'Gradients add up until somebody sets them to 0, so each update repeats the ones before it; the loss can even look better for it.',
  staleKept:
    'At step {0}, line {1} added a new gradient to what line {8} had left of one that line {2} had already applied at step {3}: the stored gradient is off by {9}% of the true one.',
  staleKeptSome:
    'At step {0}, line {1} added a new gradient to what line {8} had left of one that line {2} had already applied at step {3}, for {5} of the {6} parameters{7}: their stored gradient is off by {9}% of the true one.',
  staleKeptWhy:
    'Only 0 is a fresh start: reset the gradients with p.grad = 0.0. What is to be carried on, as momentum is, belongs in a variable of its own.',
  cleared:
    'At step {0}, line {1} set the gradients to 0 after line {2} had made them, of size {4}, and before line {3} could use them.',
  clearedWhy: 'The update moved nothing. Gradients are reset before the backward pass, not after it.',
  clearedSamples:
    'At step {0}, line {1} set the gradients to 0 between the backward passes of single samples: what the update in line {3} used lacks {5}.',
  clearedSamplesWhy:
    'Gradients of several samples are meant to add up. Reset them once, before the first backward pass of a step.',
  clearedLate:
    'Line {1} set the gradients to 0 again and again before any update had used them: line {2} had gone backward {6} times for nothing when line {3} moved the parameters.',
  clearedLateWhy:
    'Each backward pass is made for one update. It belongs into the same loop, after the backward pass.',
  missingBackward:
    'Line {0} updated the parameters at step {1}, and no line has called backward() before it.',
  missingBackwardWhy: 'Without a backward pass every gradient is 0, and an update moves nothing.',
  missingBackwardAgain:
    'Line {0} updated the parameters at step {1} by gradients that line {2} had made at step {3}, and that had been used already.',
  missingBackwardAgainWhy:
    'The loss has another slope where the parameters are now. Each update needs a backward pass of its own.',
  missingBackwardIdle:
    'Line {0} updated the parameters at step {1} although the last backward pass, in line {2}, was at step {3}: the gradients were 0, and nothing moved.',
  repeated:
    'At step {0}, line {1} sent the loss backward again that line {2} had already sent: the gradients went from {3} to {4}.',
  repeatedPredictions:
    'At step {0}, line {1} went back through predictions that line {2} had already gone back through: the gradients went from {3} to {4}.',
  repeatedWhy:
    'What lies between loss and parameters keeps the gradient of the first time and passes it on once more. Go backward once for each forward pass.',
  backwardPerParameterWhy:
    'One backward pass fills the gradient of every parameter. It belongs before the loop over them, not inside it.',
  staleGraph:
    'At step {0}, line {1} went backward through {3} of {4} predictions that line {5} had made at step {2}, with other parameters.',
  staleGraphWhy:
    'The gradient belongs to where the parameters were, not to where they are. The forward pass comes after the update before it, inside the loop.',
  uphill: 'At step {0}, line {1} moved {2} of {3} parameters along their gradient, by {4} times its size.',
  uphillRoughly: 'At step {0}, line {1} moved {2} of {3} parameters along their gradient.',
  uphillWhy:
    'The gradient points to where the loss grows. Step against it: p.data -= lr * p.grad, with a positive lr.',
  uphillSomeWhy:
    'The sign of a gradient says which way the loss grows, for each parameter on its own. Use it as it is: p.data -= lr * p.grad.',
  overwritten:
    'At step {0}, line {1} replaced every parameter by {2} times its gradient: all together they went from size {3} to {4}.',
  overwrittenFromStart:
    'At step {0}, line {1} moved the parameters from where they had been at the very beginning, not from where they were.',
  overwrittenRestored:
    'At step {0}, line {1} put the parameters back to where they had been at the very beginning, and so it went on: every update was undone.',
  overwrittenRestoredWhy:
    'What an update has learned is lost before the next one begins. Training goes on from where the parameters are.',
  overwrittenZero:
    'At step {0}, line {1} set every parameter to 0: all together they went from size {3} to {4}.',
  overwrittenZeroWhy:
    'What they were is lost, and from 0 they hardly learn. What is set to 0 before each backward pass is the gradient: p.grad = 0.0.',
  overwrittenWhy:
    'What was learned before is lost. An update changes a parameter a little: p.data -= lr * p.grad.',
  frozen: 'In {2} updates, line {1} never moved {3} of the {4} parameters{5}, although they had gradients.',
  frozenAll: 'In {2} updates, line {1} moved none of the {4} parameters, although they had gradients.',
  frozenAllWhy:
    'Nothing can be learned so. Look at the learning rate, and whether the result is assigned to p.data.',
  frozenWhy: 'They stay as they were drawn. Look which parameters the update goes through.',
  withoutGradient: 'In {2} updates, no backward pass of line {1} ever reached {3} of the {4} parameters{5}.',
  withoutGradientWhy:
    'Something between them and the loss does not remember how it was computed, or they are not used: look for a .data in the forward pass.',
  neverUpdated: 'Line {1} went backward {2} times, and none of the {4} parameters was ever changed.',
  neverUpdatedWhy:
    'Gradients alone teach nothing: an update has to change p.data of every parameter. To give another value the name p changes none.',
  rebuilt: 'Line {0} made {1} models, and each was trained for a single step.',
  rebuiltWhy:
    'Every step begins with new weights, and what the one before has learned is thrown away. Make the model once, before the loop.',
  detached:
    'At step {0}, line {1} sent a loss of {2} backward that does not depend on any parameter: no gradient was made.',
  detachedUnasked:
    'At step {0}, line {1} sent a loss of {2} backward, and the model had not been asked about anything since the update before: no gradient was made.',
  detachedUnaskedWhy:
    'What zip() or a generator gives can be gone through only once. Make it a list, or make it anew in every step.',
  detachedZero:
    'At step {0}, line {1} sent a loss of {2} backward, and every gradient was 0; so it was in every step, whatever the parameters are.',
  detachedZeroWhy:
    'Nothing can be learned from it. Look whether the predictions are compared with the targets, and not with themselves.',
  detachedWhy:
    'A number taken out with .data, or made anew, does not know how it was computed. Build the loss from the predictions themselves.',
  skippedFed: 'In {0} updates, the loss of line {1} never depended on {2}.',
  skippedNeverFed: 'In {0} updates, line {1} never asked the model about {2}.',
  skippedPrediction:
    'In {0} updates, what line {1} sent backward was the prediction for {3} itself, and no loss: it never depended on {2}.',
  skippedPredictionWhy:
    'backward() belongs to the loss. From there it reaches the predictions for all samples, and says how far each is off.',
  skippedWhy:
    'The model cannot learn what it never sees. Look where a list is cut short, or a name is given only the last of several things.',
  notFiniteLoss: 'At step {0}, after line {1}, the loss is {2}; before, it was {3}.',
  notFiniteGradient: 'At step {0}, after line {1}, a gradient is {2}; the last loss before was {3}.',
  notFiniteParameter: 'At step {0}, after line {1}, a parameter is {2}; the last loss before was {3}.',
  notFinitePrediction: 'At step {0}, line {1} predicted {2}; the last loss before was {3}.',
  notFiniteAtOnce: 'At step {0}, line {1} gave {2} where a number belongs.',
  notFiniteWhy:
    'Nothing that is computed with it is a number any more. Look at the learning rate, and at the data for a value that is none.',
  noSteadyRate:
    'It was not one learning rate alone that moved the parameters: it changed, or there was momentum, clipping or decay.',
  crawling: 'In {0} steps the loss went from {1} to {2}: most of it is left.',
  crawlingWhy: 'A learning rate of {3} goes down safely, and slowly.',
  converging: 'In {0} steps the loss went from {1} to {2}, and fell at every one.',
  convergingRising: 'In {0} steps the loss went from {1} to {2}; it rose {4} times, by {5} at most.',
  convergingRisingOnce: 'In {0} steps the loss went from {1} to {2}; it rose once, by {5}.',
  convergingWhy: 'A learning rate of {3} suits this model and its data.',
  oscillating: 'In {0} steps the loss went from {1} to {2} and rose {4} times, by up to {5}.',
  oscillatingOnce: 'In {0} steps the loss went from {1} to {2} and rose once, by {5}.',
  oscillatingWhy: 'A learning rate of {3} steps across the valley and comes out on its other side.',
  diverging: 'In {0} steps the loss grew from {1} to {2}.',
  divergingWhy: 'A learning rate of {3} goes further with every step, and past the minimum each time.',
  negativeLoss: 'In {0} steps the loss went from {1} to {2}. A sum of squared errors is never below 0.',
  negativeLossWhy:
    'Below 0, a lower loss does not mean better predictions: one that runs past its target is rewarded for it. Square each error.',
  plateau:
    'After {0} steps the loss is {2}: {4} of {5} samples are on the wrong side, and the gradient is down to {6}.',
  plateauWhy:
    'A learning rate of {3} has driven neurons so far that tanh is flat there: almost no gradient comes through, and nothing moves them back.',
} as const;

/** What is said of overwritten parameters, and why that is an error, by what they became. */
const overwritten = {
  multiple: ['overwritten', 'overwrittenWhy'],
  added: ['overwrittenFromStart', 'overwrittenWhy'],
  zero: ['overwrittenZero', 'overwrittenZeroWhy'],
  restored: ['overwrittenRestored', 'overwrittenRestoredWhy'],
} as const;

export type FindingKey = keyof typeof findingSentences;

/** A sentence by its key, and what fills its `{0}`, `{1}`, … in. */
export interface Said {
  readonly key: FindingKey;
  readonly values: readonly string[];
}

/** What a finding says: what happened, and why it matters. */
export function sentencesOf(finding: Finding): readonly [Said, Said] {
  const { step } = finding;
  const line = lineText(finding.line);
  const two = (what: FindingKey, why: FindingKey, ...values: readonly (string | number)[]): [Said, Said] => {
    const filled = values.map(String);
    return [
      { key: what, values: filled },
      { key: why, values: filled },
    ];
  };
  switch (finding.code) {
    case 'stale-gradients': {
      const { appliedLine, appliedStep, keptLine, stored, truth, off, parameters, total, names } =
        finding.evidence;
      const what = keptLine === null ? 'stale' : 'staleKept';
      return two(
        parameters.length < total ? `${what}Some` : what,
        `${what}Why`,
        step,
        line,
        lineText(appliedLine),
        appliedStep,
        times(stored / truth),
        parameters.length,
        total,
        namesText(names),
        lineText(keptLine),
        Number((100 * (off / truth)).toPrecision(2)),
      );
    }
    case 'gradients-cleared-before-update': {
      const { backwardLine, updateLine, lost, samples, late } = finding.evidence;
      const what = late > 0 ? 'clearedLate' : samples.length > 0 ? 'clearedSamples' : 'cleared';
      const values = [lineText(backwardLine), lineText(updateLine), formatSize(lost), samplesText(samples)];
      return two(what, `${what}Why`, step, line, ...values, late);
    }
    case 'missing-backward': {
      const { backwardLine, backwardStep, moved } = finding.evidence;
      const what =
        backwardStep === null ? 'missingBackward' : moved ? 'missingBackwardAgain' : 'missingBackwardIdle';
      const why = moved ? 'missingBackwardAgainWhy' : 'missingBackwardWhy';
      return two(what, why, line, step, lineText(backwardLine), backwardStep ?? '?');
    }
    case 'repeated-backward': {
      const { firstLine, sameLoss, before, after, perParameter } = finding.evidence;
      const what = sameLoss ? 'repeated' : 'repeatedPredictions';
      const why = perParameter ? 'backwardPerParameterWhy' : 'repeatedWhy';
      return two(what, why, step, line, lineText(firstLine), formatSize(before), formatSize(after));
    }
    case 'stale-graph': {
      const { forwardLine, forwardStep, predictions, old, perParameter } = finding.evidence;
      return two(
        'staleGraph',
        perParameter ? 'backwardPerParameterWhy' : 'staleGraphWhy',
        step,
        line,
        forwardStep,
        old,
        predictions,
        lineText(forwardLine),
      );
    }
    case 'uphill-update': {
      const { rate, along, moved } = finding.evidence;
      const what = rate === null ? 'uphillRoughly' : 'uphill';
      const why = along < moved ? 'uphillSomeWhy' : 'uphillWhy';
      return two(what, why, step, line, along, moved, rate === null ? '' : formatRate(rate));
    }
    case 'overwritten-parameters': {
      const { became, multiple, before, after } = finding.evidence;
      const [what, why] = overwritten[became];
      return two(what, why, step, line, formatRate(multiple), formatSize(before), formatSize(after));
    }
    case 'frozen-parameters': {
      const { withoutGradient, updates, backwards, parameters, total, names } = finding.evidence;
      const what = withoutGradient ? 'withoutGradient' : parameters.length === total ? 'frozenAll' : 'frozen';
      return updates === 0
        ? two('neverUpdated', 'neverUpdatedWhy', step, line, backwards, parameters.length, total)
        : two(what, `${what}Why`, step, line, updates, parameters.length, total, namesText(names));
    }
    case 'rebuilt-model':
      return two('rebuilt', 'rebuiltWhy', line, finding.evidence.models);
    case 'detached-loss': {
      const { data, alwaysZero, unasked } = finding.evidence;
      const what = alwaysZero ? 'detachedZero' : unasked ? 'detachedUnasked' : 'detached';
      return two(what, `${what}Why`, step, line, formatLoss(data));
    }
    case 'skipped-samples': {
      const { samples, updates, neverFed, prediction } = finding.evidence;
      if (prediction !== null && !neverFed) {
        const said = ['skippedPrediction', 'skippedPredictionWhy'] as const;
        return two(...said, updates, line, samplesText(samples), samplesText([prediction]));
      }
      const what = neverFed ? 'skippedNeverFed' : 'skippedFed';
      return two(what, 'skippedWhy', updates, line, samplesText(samples));
    }
    case 'not-finite': {
      const { what, value, lossBefore } = finding.evidence;
      const keys = {
        prediction: 'notFinitePrediction',
        loss: 'notFiniteLoss',
        gradient: 'notFiniteGradient',
        parameter: 'notFiniteParameter',
      } as const;
      const before = lossBefore === null ? '—' : formatLoss(lossBefore);
      return two(
        lossBefore === null ? 'notFiniteAtOnce' : keys[what],
        'notFiniteWhy',
        step,
        line,
        String(value).replace('Infinity', '∞'),
        before,
      );
    }
    case 'converging': {
      const { rises, largestRise, learningRate } = finding.evidence;
      const why = learningRate === null ? 'noSteadyRate' : 'convergingWhy';
      const what = rises === 0 ? 'converging' : rises === 1 ? 'convergingRisingOnce' : 'convergingRising';
      return two(what, why, ...lossesText(finding.evidence), rises, formatLoss(largestRise));
    }
    case 'crawling':
    case 'diverging': {
      const why = finding.evidence.learningRate === null ? 'noSteadyRate' : (`${finding.code}Why` as const);
      return two(finding.code, why, ...lossesText(finding.evidence));
    }
    case 'oscillating': {
      const { rises, largestRise, learningRate } = finding.evidence;
      const why = learningRate === null ? 'noSteadyRate' : 'oscillatingWhy';
      const what = rises === 1 ? 'oscillatingOnce' : 'oscillating';
      return two(what, why, ...lossesText(finding.evidence), rises, formatLoss(largestRise));
    }
    case 'negative-loss':
      return two('negativeLoss', 'negativeLossWhy', ...lossesText(finding.evidence));
    case 'plateau-saturated': {
      const { wrong, samples, gradient, learningRate } = finding.evidence;
      const why = learningRate === null ? 'noSteadyRate' : 'plateauWhy';
      return two('plateau', why, ...lossesText(finding.evidence), wrong, samples, formatSize(gradient));
    }
    default:
      return assertNever(finding);
  }
}

function lossesText({
  steps,
  first,
  last,
  learningRate,
}: Extract<Finding, { code: 'crawling' }>['evidence']) {
  return [steps, formatLoss(first), formatLoss(last), learningRate === null ? '?' : formatRate(learningRate)];
}

function lineText(line: number | null): string {
  return line === null ? '?' : String(line);
}

/** How many times as large, as people say it. */
function times(ratio: number): string {
  const isNearOne = Math.abs(ratio - 1) < 0.05;
  return ratio >= 100 ? String(Number(ratio.toPrecision(2))) : ratio.toPrecision(isNearOne ? 4 : 2);
}

/** Samples by the names that the lesson gives them: `x0, x3`. */
function samplesText(samples: readonly number[]): string {
  return samples.map((k) => `x${k}`).join(', ');
}

/** Parameters by their names, in brackets behind their number; where these are many, the first two and the last. */
function namesText(names: readonly string[]): string {
  const few = names.length > 4 ? [...names.slice(0, 2), '…', names[names.length - 1]] : names;
  return names.length === 0 ? '' : ` (${few.join(', ')})`;
}
