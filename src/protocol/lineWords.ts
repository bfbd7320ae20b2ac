import type { Result } from '../core/lesson/lineResults.ts';
import { formatAlike, formatChange, formatLoss, formatNumber, formatSize } from './numbers.ts';
import { format, type LessonStrings } from './strings.ts';

/** How long what stands beside a line may be, in characters. */
export const mostCharacters = 60;

/** What a line produced, in a few characters: "⟵ 0.8054 ▼ 1.2001"; empty where there is nothing that is short. */
export function lineInWords(results: readonly Result[], strings: LessonStrings): string {
  const named = results.filter(({ kind }) => kind === 'given').length > 1;
  const parts: string[] = [];
  let left = mostCharacters;
  for (const result of results) {
    const part = resultInWords(result, named, left, strings);
    if (part && left >= Math.min(12, part.length)) {
      parts.push(shortened(part, left));
      left -= part.length + 3;
    }
  }
  return shortened(parts.join(' · '), mostCharacters);
}

function resultInWords(result: Result, named: boolean, room: number, strings: LessonStrings): string {
  switch (result.kind) {
    case 'given': {
      const { name, value, change, isLoss } = result;
      const before = named ? `${name} = ` : '⟵ ';
      if (typeof value === 'string') {
        return isOpaque(value)
          ? ''
          : before + shortened(value.replace(/-(?=[\d.])/g, '−'), room - before.length);
      }
      return typeof value === 'number'
        ? before + numberInWords(value, change, isLoss)
        : before + listInWords(value, room - before.length, strings);
    }
    case 'predictions':
      return `⟵ ${listInWords(result.values, room - 2, strings)}`;
    case 'loss':
      return `⟵ ${numberInWords(result.loss, result.change, true)}`;
    case 'zeroed':
      return result.count === 1 ? strings['value.zeroedOne'] : format(strings['value.zeroed'], result.count);
    case 'gradient': {
      const { pass, change } = result;
      const size = format(strings['result.backward'], shortSize(result.norm));
      const by = change === null || change === 0 || Number.isNaN(change) ? '' : shortSize(Math.abs(change));
      const arrow = by && ` ${(change ?? 0) < 0 ? '▼' : '▲'} ${by}`;
      return `${size}${arrow}${pass > 1 ? ` · ${format(strings['value.pass'], pass)}` : ''}`;
    }
    case 'rescaled':
      return format(strings['value.rescaled'], formatSize(result.from), formatSize(result.to));
    case 'moved':
      return format(strings['result.update'], shortSize(result.distance));
    case 'printed':
      return `⟶ ${shortened(result.text.replace(/\s+/g, ' ').trim(), room - 2)}`;
  }
}

function shortSize(x: number): string {
  return formatSize(x).replace('e-', 'e−');
}

/** A number, and its change where it is no mere count. */
function numberInWords(value: number, change: number | null, isLoss: boolean): string {
  const counts = !isLoss && Number.isInteger(value);
  const arrow = change === null || counts ? '' : formatChange(change);
  const number = isLoss ? formatLoss(value).replace('Infinity', '∞').replace('-', '−') : formatNumber(value);
  return arrow ? `${number} ${arrow}` : number;
}

/** A list of numbers, as many as there is room for, and how many there are. */
export function listInWords(values: Float64Array, room: number, strings: LessonStrings): string {
  // Nobody reads a thousand numbers beside a line; those in front stand for how large they all are.
  const numbers = formatAlike(values.subarray(0, 64));
  const all = `[${numbers.join(', ')}]`;
  if (values.length === numbers.length && all.length <= room) {
    return all;
  }
  const count = ` ${format(strings['value.numbers'], values.length)}`;
  let shown = numbers.length - 1;
  const some = () => `[${numbers.slice(0, shown).join(', ')}, …]${count}`;
  while (shown > 1 && some().length > room) {
    shown -= 1;
  }
  return some();
}

/** Whether the text of a value says nothing beside a line: an object that has no numbers of its own to show. */
function isOpaque(text: string): boolean {
  return /^<|\bat 0x|\w of \[|\b(?:Value|Neuron|Layer|MLP)\(/.test(text);
}

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, Math.max(1, most - 1)).join('')}…`;
}
