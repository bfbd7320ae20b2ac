import type { ErrorFinding, Finding, FindingCode } from '../core/diagnosis/finding.ts';
import type { RepairKind } from '../core/diagnosis/repairs/repair.ts';

/** What findings are called, in English, where two sentences would be too long. */
export const findingTitles: Readonly<Record<FindingCode, string>> = {
  'stale-gradients': 'stale gradients',
  'gradients-cleared-before-update': 'gradients cleared before the update',
  'missing-backward': 'no backward pass',
  'repeated-backward': 'the same loss backward twice',
  'stale-graph': 'an old forward pass',
  'uphill-update': 'an update uphill',
  'overwritten-parameters': 'parameters overwritten',
  'frozen-parameters': 'frozen parameters',
  'rebuilt-model': 'a new model in every step',
  'detached-loss': 'a loss without a graph',
  'skipped-samples': 'samples left out',
  'not-finite': 'not a number',
  crawling: 'crawling',
  converging: 'converging',
  oscillating: 'oscillating',
  'plateau-saturated': 'stuck on a plateau',
  diverging: 'diverging',
  'negative-loss': 'a loss below zero',
};

/** What the ways to repair a loop are called; `{0}` is the code that comes of it. */
export const repairTitles: Readonly<Record<RepairKind, string>> = {
  reset: 'Reset the gradients before the backward pass: {0}',
  call: 'Call it: {0}',
  assignZero: 'Assign instead of comparing: {0}',
  resetEarlier: 'Move the reset before the backward pass',
  resetLater: 'Move the reset behind the update',
  downhill: 'Step against the gradient: {0}',
  nudge: 'Change the parameter a little instead: {0}',
  gradient: 'Reset the gradient instead: {0}',
  forwardInLoop: 'Move the forward pass into the loop',
  modelOnce: 'Make the model once, before the loop',
  backwardOnce: 'Go backward once: remove this line',
};

/** What is said of the other line that a finding is about. */
export const relatedSentences = {
  appliedBy: 'This update had already applied the gradient, at step {0}.',
  madeBy: 'This backward pass had made them.',
  usedBy: 'This update was to use them.',
  lastBackward: 'This was the last backward pass before it, at step {0}.',
  firstTime: 'This had already sent it backward.',
  predictedBy: 'This had made the predictions, at step {0}.',
} as const;

/** Another line that a finding is about. */
export interface Related {
  readonly line: number;
  readonly key: keyof typeof relatedSentences;
  readonly values: readonly string[];
}

/** The other lines that a finding names, none of them its own. */
export function relatedTo(finding: Finding): readonly Related[] {
  return finding.severity === 'note'
    ? []
    : linesNamedBy(finding).flatMap(([line, key, step]) =>
        line === null || line === finding.line
          ? []
          : [{ line, key, values: step === undefined ? [] : [String(step)] }],
      );
}

function linesNamedBy(
  finding: ErrorFinding,
): readonly (readonly [line: number | null, key: Related['key'], step?: number | null])[] {
  switch (finding.code) {
    case 'stale-gradients':
      return [[finding.evidence.appliedLine, 'appliedBy', finding.evidence.appliedStep]];
    case 'gradients-cleared-before-update':
      return [
        [finding.evidence.backwardLine, 'madeBy'],
        [finding.evidence.updateLine, 'usedBy'],
      ];
    case 'missing-backward':
      return [[finding.evidence.backwardLine, 'lastBackward', finding.evidence.backwardStep]];
    case 'repeated-backward':
      return [[finding.evidence.firstLine, 'firstTime']];
    case 'stale-graph':
      return [[finding.evidence.forwardLine, 'predictedBy', finding.evidence.forwardStep]];
    default:
      return [];
  }
}
