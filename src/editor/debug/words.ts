import { ExpressionError } from '../../core/tracing/expression.ts';
import { EvaluationError } from '../../core/tracing/pythonValues.ts';
import { assertNever } from '../../protocol/assertNever.ts';

/** Says a sentence in the language of the window; `{0}` is filled in. */
export type Translate = (message: string, ...values: string[]) => string;

/** Why an expression has no value on a recording, in one sentence. */
export function whyNot(error: unknown, t: Translate): string {
  if (error instanceof ExpressionError) {
    return error.found
      ? t('Cannot be evaluated on a recording, from here on: {0}', error.found)
      : t('The expression is not complete.');
  }
  if (!(error instanceof EvaluationError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const { reason, subject } = error;
  switch (reason) {
    case 'notRecorded':
      return t('Not recorded: {0}', subject);
    case 'outOfRange':
      return t('There is no such item in {0}.', subject);
    case 'value':
      return t('A Value cannot be evaluated with {0} on a recording; ask for its .data or .grad.', subject);
    case 'type':
      return t('{0} does not work with this type of value.', subject);
    case 'divisionByZero':
      return t('Division by zero.');
    case 'unsupported':
      return t('Cannot be evaluated on a recording: {0}', subject);
    default:
      return assertNever(reason);
  }
}
