import { diagnose } from '../../diagnosis/diagnose.ts';
import type { ErrorFinding } from '../../diagnosis/finding.ts';
import type { Attempt } from '../attempt.ts';
import { type Missing, missing } from './checked.ts';

/**
 * The errors in one run of an attempt.
 *
 * Findings name the same error on the same line once only, whichever run it was: where a script has errors in one run, another
 * without a note is looked at for itself.
 */
export function errorsIn({ findings, recordings }: Attempt, run: number): readonly ErrorFinding[] {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const rebuilt = errors.filter(({ code }) => code === 'rebuilt-model');
  const own = errors.filter((error) => error.run === run);
  const isSound = findings.some((finding) => finding.severity === 'note' && finding.run === run);
  if (errors.length === 0 || isSound || own.length > 0 || rebuilt.length > 0) {
    return own.length > 0 ? own : rebuilt;
  }
  return diagnose([recordings[run]]).filter((finding) => finding.severity === 'error');
}

/** What is missing where a run has errors; null where it has none. */
export function unsound(errors: readonly ErrorFinding[]): Missing | null {
  const [error] = errors;
  if (!error) {
    return null;
  }
  return error.line === null ? missing('findingSomewhere') : missing('findingFirst', error.line);
}
