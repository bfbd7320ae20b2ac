import { errorsOf } from '../../diagnosis/diagnose.ts';
import type { ErrorCode, ErrorFinding, Found } from '../../diagnosis/finding.ts';
import type { Attempt } from '../attempt.ts';
import { type Missing, missing } from './checked.ts';

/** An error in a run. */
export type RunError = ErrorFinding | Found<ErrorCode>;

/**
 * The errors in one run of an attempt.
 *
 * Findings name the same error on the same line once only, whichever run it was: where a script has errors in one run, another
 * without a note is looked at for itself.
 */
export function errorsIn({ findings, recordings }: Attempt, run: number): readonly RunError[] {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const rebuilt = errors.filter(({ code }) => code === 'rebuilt-model');
  const own = errors.filter((error) => error.run === run);
  const isSound = findings.some((finding) => finding.severity === 'note' && finding.run === run);
  if (errors.length === 0 || isSound || own.length > 0 || rebuilt.length > 0) {
    return own.length > 0 ? own : rebuilt;
  }
  return errorsOf(recordings[run]);
}

/** What is missing where a run has errors; null where it has none. */
export function unsound(errors: readonly RunError[]): Missing | null {
  const [error] = errors;
  if (!error) {
    return null;
  }
  return error.line === null ? missing('findingSomewhere') : missing('findingFirst', error.line);
}
