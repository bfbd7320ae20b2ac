import { Handles } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PlaceView } from '../../core/tracing/placeView.ts';
import { shortText } from '../../core/tracing/shortText.ts';
import type { Recorded } from '../../core/tracing/trace.ts';
import type { Translate } from './words.ts';

/** A variable with its value; `expression` evaluates to it, where there is such an expression. */
export interface NamedValue {
  readonly name: string;
  readonly value: Recorded;
  readonly expression?: string;
  /** What is shown instead of the value itself. */
  readonly text?: string;
  /** Whether its lists are listed item by item, under their names: `neurons[0]`, `neurons[1]`. */
  readonly flat?: boolean;
}

/** From how many items on a list is asked for in parts. */
const longList = 100;

/** Hands out what can be opened in the Variables view at one place, and opens it. */
export class VariableStore {
  private readonly view: PlaceView;
  private readonly t: Translate;
  private readonly handles = new Handles<() => readonly NamedValue[]>();

  constructor(view: PlaceView, t: Translate) {
    this.view = view;
    this.t = t;
  }

  /** A reference to what is opened when it is asked for. */
  reference(values: () => readonly NamedValue[]): number {
    return this.handles.create(values);
  }

  /** The variables behind a reference, or those of its items from `start` on; none behind one of an earlier place. */
  open(reference: number, start = 0, count?: number): DebugProtocol.Variable[] {
    const values = this.handles.get(reference, () => [])();
    return values.slice(start, count ? start + count : undefined).map((value) => this.asVariable(value));
  }

  /** A value as an answer to an expression. */
  answer(expression: string, value: Recorded): DebugProtocol.EvaluateResponse['body'] {
    const variable = this.asVariable({ name: expression, value, expression });
    const { type = '', value: result, ...rest } = variable;
    return { type, result, variablesReference: rest.variablesReference, ...indexed(value) };
  }

  private asVariable(named: NamedValue): DebugProtocol.Variable {
    const { name, value, expression, text } = named;
    const hasParts = value.kind === 'value' || countOf(value) > 0;
    return {
      name,
      value: text ?? (value.kind === 'number' ? value.text : shortText(value)),
      type: value.kind === 'number' ? (/^-?\d+$/.test(value.text) ? 'int' : 'float') : value.type,
      variablesReference: hasParts
        ? this.reference(() => (named.flat ? this.itemsOf(named) : this.partsOf(value, expression)))
        : 0,
      presentationHint: { kind: 'data', attributes: ['readOnly'] },
      ...(expression ? { evaluateName: expression } : {}),
      ...indexed(value),
    };
  }

  /** The parts of a model, as it is read: of a list of layers, neurons or weights each item. */
  itemsOf({ value, expression }: NamedValue): NamedValue[] {
    return this.partsOf(value, expression).flatMap(({ name, value: part, expression: path }): NamedValue[] =>
      part.kind === 'list'
        ? this.partsOf(part, path).map((item) => ({ ...item, name: `${name}[${item.name}]`, flat: true }))
        : [{ name, value: part, flat: part.kind === 'object', ...(path ? { expression: path } : {}) }],
    );
  }

  private partsOf(value: Recorded, expression: string | undefined): NamedValue[] {
    const parts = this.view.partsOf(value).map(([name, part]): NamedValue => {
      const path = name.startsWith('[') ? name : `.${name}`;
      return {
        name: name.startsWith('[') && value.kind === 'list' ? name.slice(1, -1) : name,
        value: part,
        ...(expression ? { expression: expression + path } : {}),
      };
    });
    const missing = lengthOf(value) - parts.length;
    if (missing <= 0) {
      return parts;
    }
    const text = this.t('{0} more were not recorded', String(missing));
    return [...parts, { name: '…', value: { kind: 'text', type: '', text } }];
  }
}

function countOf(value: Recorded): number {
  switch (value.kind) {
    case 'list':
      return value.items.length;
    case 'dict':
      return value.entries.length;
    case 'object':
      return value.attributes.length + (value.run === null ? 0 : 1);
    default:
      return 0;
  }
}

function lengthOf(value: Recorded): number {
  return value.kind === 'list' || value.kind === 'dict' ? value.length : 0;
}

function indexed(value: Recorded): { indexedVariables?: number } {
  return value.kind === 'list' && value.items.length > longList
    ? { indexedVariables: value.items.length }
    : {};
}
