import { unquoted } from './expression.ts';
import { pythonNumber } from './pythonNumber.ts';
import type { Recorded } from './trace.ts';

/**
 * Why an expression has no value: `notRecorded`, of what; `outOfRange`; `type`, an operation that these values do not have, of
 * which `value` is one that a `data` can be asked of; `unsupported`, something that could only be run.
 */
export type Reason = 'notRecorded' | 'outOfRange' | 'type' | 'value' | 'divisionByZero' | 'unsupported';

/** Thrown where an expression has no value on a recording. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly reason: Reason;
  /** What it was about: a name, an attribute, an operator, a function. */
  readonly subject: string;

  constructor(reason: Reason, subject: string) {
    super(`${reason}: ${subject}`);
    this.reason = reason;
    this.subject = subject;
  }
}

export interface PyNumber {
  readonly number: number;
  readonly isInt: boolean;
}

/** Numbers, strings and constants as such; everything else as it was recorded. */
export type PyValue = PyNumber | string | boolean | null | Recorded;

export function isTrue(value: PyValue): boolean {
  if (typeof value === 'string') {
    return value !== '';
  }
  const number = maybeNumber(value);
  if (number) {
    return number.number !== 0;
  }
  return isRecorded(value) && (value.kind === 'list' || value.kind === 'dict')
    ? value.length > 0
    : value !== null;
}

export function numberOf(value: PyValue, operator: string): PyNumber {
  const number = maybeNumber(value);
  if (!number) {
    const isValue = isRecorded(value) && value.kind === 'value';
    throw new EvaluationError(isValue ? 'value' : 'type', operator);
  }
  return number;
}

/** A number, or a bool, which is one in Python. */
export function maybeNumber(value: PyValue): PyNumber | null {
  if (typeof value === 'boolean') {
    return { number: Number(value), isInt: true };
  }
  return typeof value === 'object' && value !== null && !isRecorded(value) ? value : null;
}

export function isRecorded(value: PyValue): value is Recorded {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

export function isComplete(list: Recorded & { kind: 'list' }): boolean {
  return list.items.length === list.length;
}

export function fromRecorded(recorded: Recorded | undefined, subject: string): PyValue {
  if (!recorded) {
    throw new EvaluationError('notRecorded', subject);
  }
  if (recorded.kind === 'number') {
    return { number: recorded.number, isInt: /^-?\d+$/.test(recorded.text) };
  }
  if (recorded.kind === 'text') {
    switch (recorded.type) {
      case 'NoneType':
        return null;
      case 'bool':
        return recorded.text === 'True';
      case 'str':
        return /^(['"]).*\1$/s.test(recorded.text) ? unquoted(recorded.text) : recorded;
      default:
        return recorded;
    }
  }
  return recorded;
}

export function asRecorded(value: PyValue): Recorded {
  if (value === null) {
    return { kind: 'text', type: 'NoneType', text: 'None' };
  }
  if (typeof value === 'boolean') {
    return { kind: 'text', type: 'bool', text: value ? 'True' : 'False' };
  }
  if (typeof value === 'string') {
    return { kind: 'text', type: 'str', text: quoted(value) };
  }
  if (isRecorded(value)) {
    return value;
  }
  return { kind: 'number', number: value.number, text: pythonNumber(value.number, value.isInt) };
}

export function asRecordedList(items: readonly PyValue[]): Recorded {
  return { kind: 'list', type: 'list', items: items.map(asRecorded), length: items.length };
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\n\t\r]/g, (letter) =>
    letter === '\\' ? '\\\\' : letter === '\n' ? '\\n' : letter === '\t' ? '\\t' : '\\r',
  );
  return quote + (quote === "'" ? inner.replaceAll("'", "\\'") : inner) + quote;
}
