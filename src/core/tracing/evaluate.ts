import { type Expression, parseExpression } from './expression.ts';
import {
  asRecorded,
  asRecordedList,
  EvaluationError,
  fromRecorded,
  isComplete,
  isRecorded,
  isTrue,
  maybeNumber,
  numberOf,
  type PyNumber,
  type PyValue,
} from './pythonValues.ts';
import type { Recorded } from './trace.ts';

/** What expressions are evaluated on: the recorded values of one place. */
export interface RecordedScope {
  /** What a name stands for; undefined where nothing is recorded for it. */
  lookUp(name: string): Recorded | undefined;
  /** An attribute of a value; undefined where it is not recorded. */
  attribute(of: Recorded, name: string): Recorded | undefined;
  /** An item of a list; undefined where it is not recorded. */
  item(of: Recorded & { readonly kind: 'list' }, index: number): Recorded | undefined;
}

/** The value of an expression over recorded values, as Python has it. Throws ExpressionError or {@link EvaluationError}. */
export function evaluate(text: string, scope: RecordedScope): Recorded {
  return asRecorded(evaluated(parseExpression(text), scope));
}

/** Whether a condition holds. Throws as {@link evaluate} does. */
export function holds(text: string, scope: RecordedScope): boolean {
  return isTrue(evaluated(parseExpression(text), scope));
}

const functions = ['len', 'abs', 'min', 'max', 'sum'];

function evaluated(expression: Expression, scope: RecordedScope): PyValue {
  const of = (part: Expression) => evaluated(part, scope);
  switch (expression.kind) {
    case 'number':
      return { number: expression.number, isInt: expression.isInt };
    case 'string':
      return expression.text;
    case 'constant':
      return expression.value;
    case 'name':
      return fromRecorded(scope.lookUp(expression.name), expression.name);
    case 'attribute':
      return fromRecorded(
        scope.attribute(asRecorded(of(expression.of)), expression.name),
        `${written(expression.of)}.${expression.name}`,
      );
    case 'index':
      return itemOf(of(expression.of), of(expression.index), written(expression.of), scope);
    case 'call':
      // A function of the script's could only be run, whatever it is called with.
      if (!functions.includes(expression.name)) {
        throw new EvaluationError('unsupported', `${expression.name}()`);
      }
      return called(expression.name, expression.parts.map(of), scope);
    case 'list':
      return asRecordedList(expression.items.map(of));
    case 'unary':
      return unary(expression.operator, of(expression.operand));
    case 'binary':
      return binary(expression, scope);
    case 'comparison':
      return chain(expression.operators, expression.operands, scope);
    default:
      return expression satisfies never;
  }
}

function unary(operator: string, operand: PyValue): PyValue {
  if (operator === 'not') {
    return !isTrue(operand);
  }
  const { number, isInt } = numberOf(operand, operator);
  return { number: operator === '-' ? -number : number, isInt };
}

function binary(expression: Expression & { kind: 'binary' }, scope: RecordedScope): PyValue {
  const { operator } = expression;
  const left = evaluated(expression.left, scope);
  if (operator === 'and' || operator === 'or') {
    return isTrue(left) === (operator === 'and') ? evaluated(expression.right, scope) : left;
  }
  const right = evaluated(expression.right, scope);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
    return left + right;
  }
  return arithmetic(operator, numberOf(left, operator), numberOf(right, operator));
}

function arithmetic(operator: string, a: PyNumber, b: PyNumber): PyNumber {
  const isInt = a.isInt && b.isInt;
  const x = a.number;
  const y = b.number;
  if (y === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    throw new EvaluationError('divisionByZero', operator);
  }
  switch (operator) {
    case '+':
      return checked(x + y, isInt);
    case '-':
      return checked(x - y, isInt);
    case '*':
      return checked(x * y, isInt);
    case '/':
      return { number: x / y, isInt: false };
    case '//':
      return { number: Math.floor(x / y), isInt };
    case '%': {
      const rest = x % y;
      return { number: rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest, isInt };
    }
    default:
      if (x < 0 && !Number.isInteger(y)) {
        throw new EvaluationError('unsupported', operator);
      }
      if (x === 0 && y < 0) {
        throw new EvaluationError('divisionByZero', operator);
      }
      return checked(x ** y, isInt && y >= 0);
  }
}

/** An int that JavaScript's numbers cannot hold is not silently rounded. */
function checked(number: number, isInt: boolean): PyNumber {
  if (isInt && !Number.isSafeInteger(number)) {
    throw new EvaluationError('unsupported', 'int');
  }
  return { number, isInt };
}

/** `a < b <= c`: each operand is evaluated once, and none after the first that does not hold. */
function chain(operators: readonly string[], operands: readonly Expression[], scope: RecordedScope): boolean {
  let left = evaluated(operands[0], scope);
  return operators.every((operator, k) => {
    const right = evaluated(operands[k + 1], scope);
    const does = compare(operator, left, right);
    left = right;
    return does;
  });
}

function compare(operator: string, left: PyValue, right: PyValue): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'is':
      return isSame(left, right);
    case 'is not':
      return !isSame(left, right);
    case 'in':
      return isIn(left, right);
    case 'not in':
      return !isIn(left, right);
    default:
      return typeof left === 'string' && typeof right === 'string'
        ? inOrder(operator, left, right)
        : inOrder(operator, numberOf(left, operator).number, numberOf(right, operator).number);
  }
}

function inOrder<T extends number | string>(operator: string, a: T, b: T): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function isEqual(a: PyValue, b: PyValue): boolean {
  const x = maybeNumber(a);
  const y = maybeNumber(b);
  if (x && y) {
    return x.number === y.number;
  }
  if (isRecorded(a) && isRecorded(b)) {
    if (a.kind === 'value' && b.kind === 'value') {
      return a.id === b.id;
    }
    if (a.kind === 'list' && b.kind === 'list' && isComplete(a) && isComplete(b)) {
      return (
        a.length === b.length &&
        a.items.every((item, k) => isEqual(fromRecorded(item, ''), fromRecorded(b.items[k], '')))
      );
    }
    throw new EvaluationError('unsupported', '==');
  }
  return a === b;
}

/** `is` is known for constants and for values with a number of their own. */
function isSame(a: PyValue, b: PyValue): boolean {
  if (a === null || b === null || typeof a === 'boolean' || typeof b === 'boolean') {
    return a === b;
  }
  if (isRecorded(a) && isRecorded(b) && a.kind === 'value' && b.kind === 'value') {
    return a.id === b.id;
  }
  throw new EvaluationError('unsupported', 'is');
}

function isIn(item: PyValue, list: PyValue): boolean {
  if (typeof item === 'string' && typeof list === 'string') {
    return list.includes(item);
  }
  if (isRecorded(list) && list.kind === 'list' && isComplete(list)) {
    return list.items.some((each) => isEqual(item, fromRecorded(each, '')));
  }
  throw new EvaluationError('unsupported', 'in');
}

function itemOf(of: PyValue, index: PyValue, subject: string, scope: RecordedScope): PyValue {
  if (isRecorded(of) && of.kind === 'dict') {
    const key = asRecorded(index);
    const text = 'text' in key ? key.text : null;
    const entry = of.entries.find(([each]) => each === text);
    if (!entry && of.entries.length === of.length) {
      throw new EvaluationError('outOfRange', subject);
    }
    return fromRecorded(entry?.[1], subject);
  }
  const at = maybeNumber(index);
  const length =
    isRecorded(of) && of.kind === 'list' ? of.length : typeof of === 'string' ? [...of].length : null;
  if (!at?.isInt || length === null) {
    throw new EvaluationError('type', `${subject}[…]`);
  }
  const k = at.number < 0 ? at.number + length : at.number;
  if (k < 0 || k >= length) {
    throw new EvaluationError('outOfRange', subject);
  }
  if (typeof of === 'string') {
    return [...of][k];
  }
  return isRecorded(of) && of.kind === 'list' ? fromRecorded(scope.item(of, k), `${subject}[${k}]`) : null;
}

function called(name: string, parts: readonly PyValue[], scope: RecordedScope): PyValue {
  const [first] = parts;
  if (name === 'len' && parts.length === 1) {
    if (typeof first === 'string') {
      return { number: [...first].length, isInt: true };
    }
    if (isRecorded(first) && (first.kind === 'list' || first.kind === 'dict')) {
      return { number: first.length, isInt: true };
    }
    throw new EvaluationError('type', 'len()');
  }
  if (name === 'abs' && parts.length === 1) {
    const { number, isInt } = numberOf(first, 'abs()');
    return { number: Math.abs(number), isInt };
  }
  if ((name === 'min' || name === 'max') && parts.length > 0) {
    const numbers = (parts.length === 1 ? itemsOf(first, name, scope) : parts).map((part) =>
      numberOf(part, `${name}()`),
    );
    if (numbers.length === 0) {
      throw new EvaluationError('type', `${name}()`);
    }
    return numbers.reduce((best, each) =>
      (name === 'min' ? each.number < best.number : each.number > best.number) ? each : best,
    );
  }
  if (name === 'sum' && parts.length === 1) {
    return itemsOf(first, name, scope)
      .map((part) => numberOf(part, 'sum()'))
      .reduce((total, each) => arithmetic('+', total, each), { number: 0, isInt: true });
  }
  throw new EvaluationError('unsupported', `${name}()`);
}

function itemsOf(value: PyValue, name: string, scope: RecordedScope): PyValue[] {
  if (!isRecorded(value) || value.kind !== 'list') {
    throw new EvaluationError('type', `${name}()`);
  }
  return Array.from({ length: value.length }, (_, k) => fromRecorded(scope.item(value, k), `${name}()`));
}

/** An expression, shortly, to name it in a sentence. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${written(expression.of)}.${expression.name}`;
    case 'index':
      return `${written(expression.of)}[…]`;
    default:
      return '(…)';
  }
}
