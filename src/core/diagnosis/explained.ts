import type { ErrorCode, ErrorFinding } from './finding.ts';

/**
 * One fault, one error: by which others of the same run a finding is explained, so that it is not reported beside them.
 *
 * The table in docs/diagnosis.md says why.
 */
export const explainedBy: Readonly<Record<ErrorCode, readonly ErrorCode[]>> = {
  'missing-backward': [],
  'repeated-backward': [],
  'stale-gradients': [],
  'stale-graph': ['overwritten-parameters'],
  'rebuilt-model': [],
  'overwritten-parameters': [],
  'detached-loss': ['missing-backward'],
  'gradients-cleared-before-update': ['missing-backward'],
  'uphill-update': ['overwritten-parameters'],
  'skipped-samples': ['missing-backward', 'gradients-cleared-before-update', 'detached-loss', 'stale-graph'],
  'frozen-parameters': [
    'missing-backward',
    'gradients-cleared-before-update',
    'detached-loss',
    'overwritten-parameters',
  ],
  'not-finite': [
    'stale-gradients',
    'repeated-backward',
    'stale-graph',
    'uphill-update',
    'overwritten-parameters',
  ],
};

/** The errors of one run that no other one explains. */
export function unexplained<F extends Omit<ErrorFinding, 'run'>>(findings: readonly F[]): F[] {
  const codes = new Set(findings.map(({ code }) => code));
  return findings.filter(({ code }) => !explainedBy[code].some((other) => codes.has(other)));
}
