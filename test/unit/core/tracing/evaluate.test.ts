import assert from 'node:assert/strict';
import { evaluate, holds, type RecordedScope } from '../../../../src/core/tracing/evaluate.ts';
import { ExpressionError } from '../../../../src/core/tracing/expression.ts';
import { EvaluationError } from '../../../../src/core/tracing/pythonValues.ts';
import type { Recorded } from '../../../../src/core/tracing/trace.ts';
import { int, list, value } from './tracedTrainer.ts';

const names: Readonly<Record<string, Recorded>> = {
  k: int(7),
  lr: { kind: 'number', number: 0.05, text: '0.05' },
  loss: value(1, 4.5, 1),
  xs: list([int(3), int(-4), int(5)]),
  long: { kind: 'list', type: 'list', items: [int(1)], length: 100 },
  name: { kind: 'text', type: 'str', text: "'day 5'" },
  done: { kind: 'text', type: 'bool', text: 'True' },
  nothing: { kind: 'text', type: 'NoneType', text: 'None' },
  when: { kind: 'dict', type: 'dict', entries: [["'a'", int(1)]], length: 1 },
};

const scope: RecordedScope = {
  lookUp: (name) => names[name],
  attribute: (of, name) =>
    of.kind === 'value' && (name === 'data' || name === 'grad')
      ? { kind: 'number', number: of[name], text: `${of[name]}` }
      : undefined,
  item: (of, index) => of.items[index],
};

/** What an expression evaluates to, as Python writes it. */
function text(expression: string): string {
  const result = evaluate(expression, scope);
  return 'text' in result ? result.text : result.kind;
}

function reason(expression: string): string {
  try {
    return `it is ${text(expression)}`;
  } catch (error) {
    assert.ok(error instanceof EvaluationError, String(error));
    return `${error.reason} ${error.subject}`;
  }
}

describe('evaluate', () => {
  // What the same expressions give in Python.
  const cases: Readonly<Record<string, string>> = {
    k: '7',
    'k / 2': '3.5',
    'k // 2': '3',
    '-k // 2': '-4',
    '-k % 3': '2',
    'k % -3': '-2',
    '-2 ** 2': '-4',
    '2 ** -1': '0.5',
    '2 ** 3 ** 2': '512',
    '2 * (3 + 4) - 1': '13',
    '1 - 2 - 3': '-4',
    '0.1 + 0.2': '0.30000000000000004',
    '2.0 * 3': '6.0',
    '1e-7 * 1': '1e-07',
    '1_000': '1000',
    lr: '0.05',
    'loss.data': '4.5',
    'loss.data > 4': 'True',
    '4 < loss.data <= 4.5 < 9': 'True',
    '4 < loss.data < 4.5': 'False',
    'k == 7.0': 'True',
    'k != 7': 'False',
    'not k': 'False',
    'k and lr': '0.05',
    'nothing or 3': '3',
    'k > 3 or undefined': 'True',
    'False and undefined': 'False',
    'nothing is None': 'True',
    'done is not True': 'False',
    'done + 1': '2',
    'name == "day 5"': 'True',
    "name + '!'": "'day 5!'",
    "'ay' in name": 'True',
    '4 not in xs': 'True',
    'xs[0]': '3',
    'xs[-1]': '5',
    'name[-1]': "'5'",
    "when['a']": '1',
    'len(xs)': '3',
    'len(long)': '100',
    'abs(xs[1])': '4',
    'min(xs)': '-4',
    'max(1, 2.5)': '2.5',
    'sum(xs)': '4',
    '[1, 2] == [1, 2.0]': 'True',
    ' k ': '7',
  };
  for (const [expression, result] of Object.entries(cases)) {
    it(`${expression} is ${result}`, () => assert.equal(text(expression), result));
  }

  it('says what is not recorded', () => {
    assert.equal(reason('velocity + 1'), 'notRecorded velocity');
    assert.equal(reason('loss._prev'), 'notRecorded loss._prev');
    assert.equal(reason('long[3]'), 'notRecorded long[3]');
    assert.equal(reason('sum(long)'), 'notRecorded sum()');
  });

  it('says what a recording cannot do', () => {
    assert.equal(reason('model(xs)'), 'unsupported model()');
    assert.equal(reason('loss > 4'), 'value >');
    assert.equal(reason('xs[9]'), 'outOfRange xs');
    assert.equal(reason("when['b']"), 'outOfRange when');
    assert.equal(reason('xs + 1'), 'type +');
    assert.equal(reason('k / 0'), 'divisionByZero /');
    assert.equal(reason('10 ** 30'), 'unsupported int');
  });

  it('refuses what is no expression, and says from where on', () => {
    const found = (expression: string) => {
      try {
        return text(expression);
      } catch (error) {
        assert.ok(error instanceof ExpressionError, String(error));
        return error.found;
      }
    };
    assert.equal(found('k ='), '=');
    assert.equal(found('k >'), '');
    assert.equal(found('[x for x in xs]'), 'for x in xs ]');
    assert.equal(found('k; import os'), '; import os');
    assert.equal(found('model.parameters()'), '( )');
    assert.equal(found('xs[0:2]'), ':2]');
    assert.equal(found('(k'), '');
  });
});

describe('holds', () => {
  it('is Python’s truth', () => {
    for (const [condition, expected] of [
      ['loss.data > 4 and k == 7', true],
      ['xs', true],
      ['nothing', false],
      ["''", false],
      ['0.0', false],
      ['loss', true],
    ] as const) {
      assert.equal(holds(condition, scope), expected, condition);
    }
  });
});
