import { pythonNumber } from './pythonNumber.ts';
import type { Recorded } from './trace.ts';

/** A value on one line, its numbers with four digits: `Value(data=0.8054, grad=1.0)`, `[0.64, -0.21, …]`. */
export function shortText(value: Recorded): string {
  switch (value.kind) {
    case 'number':
      return shortNumber(value);
    case 'value':
      return `${value.type}(data=${shortFloat(value.data)}, grad=${shortFloat(value.grad)})`;
    case 'list': {
      const [open, close] = value.type === 'tuple' ? '()' : value.type === 'set' ? '{}' : '[]';
      return open + someOf(value.items.map(itemText), value.length) + close;
    }
    case 'dict':
      return `{${someOf(
        value.entries.map(([key, item]) => `${key}: ${itemText(item)}`),
        value.length,
      )}}`;
    default:
      return value.text;
  }
}

/** In a list, a value is its data. */
function itemText(item: Recorded): string {
  return item.kind === 'value' ? shortFloat(item.data) : shortText(item);
}

function someOf(items: readonly string[], length: number): string {
  const shown: string[] = [];
  let room = 60;
  for (const item of items) {
    room -= item.length + 2;
    if (room < 0 && shown.length > 0) {
      break;
    }
    shown.push(item);
  }
  return [...shown, ...(shown.length < length ? ['…'] : [])].join(', ');
}

function shortNumber({ number, text }: Recorded & { readonly kind: 'number' }): string {
  return /^-?\d+$/.test(text) || text.length <= 7 ? text : shortFloat(number);
}

/** A float with four digits, as Python writes it. */
export function shortFloat(x: number): string {
  return pythonNumber(Number.isFinite(x) ? Number(x.toPrecision(4)) : x, false);
}
