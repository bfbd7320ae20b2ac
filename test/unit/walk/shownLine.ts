import type { Expected } from './expectedResults.ts';
import { shows } from './shownNumber.ts';

const number = String.raw`(−?[\d.]+(?:e[+−]?\d+)?|−?∞|NaN)`;

/**
 * What is wrong with the text beside a line, compared with what the line must say; null where nothing is. It may be cut where
 * it gets long, and it leaves out objects that have nothing to say.
 */
export function faultOf(text: string, expected: readonly Expected[]): string | null {
  const isNamed = expected.filter((each) => 'name' in each && each.name).length > 1;
  let rest = text;
  for (const [k, each] of expected.entries()) {
    if (rest === '' && text.length > 30 && k > 0) {
      return null;
    }
    const read = reading(each, isNamed, rest);
    if (read === null) {
      if (each.kind === 'text' && isObject(each.text)) {
        continue;
      }
      const wasCut = text.endsWith('…') || text.length > 40;
      return wasCut && k > 0 && !isShort(each)
        ? null
        : `${JSON.stringify(rest)} does not say ${inFull(each)}`;
    }
    rest = rest.slice(read).replace(/^ · /, '');
  }
  return rest === '' || text.endsWith('…') ? null : `${JSON.stringify(rest)} is said by nothing`;
}

/** How many characters at the beginning of a text say what is expected; null where they do not. */
function reading(expected: Expected, isNamed: boolean, text: string): number | null {
  const name = 'name' in expected ? expected.name : '';
  const arrow = isNamed && name ? `${name} = ` : '⟵ ';
  switch (expected.kind) {
    case 'number': {
      const said = match(text, `${escaped(arrow)}${number}(?: (▼|▲) ${number})?`);
      const { change } = expected;
      const rises = said?.[2] === undefined ? null : said[2] === '▲';
      return said &&
        shows(said[1], expected.value) &&
        rises === (change === null ? null : change > 0) &&
        (change === null || shows(said[3], Math.abs(change)))
        ? said[0].length
        : null;
    }
    case 'numbers': {
      const said = match(text, String.raw`${escaped(arrow)}\[([^\]…]*)(…)?\](?: (\d+) numbers)?`);
      const all = said?.[1].split(', ').filter(Boolean) ?? [];
      const isWhole = said?.[2] === undefined;
      const { values } = expected;
      return said &&
        all.length > 0 === values.length > 0 &&
        all.every((each, k) => shows(each, values[k])) &&
        (isWhole ? all.length === values.length : Number(said[3]) === values.length)
        ? said[0].length
        : null;
    }
    case 'text': {
      const whole = arrow + expected.text.replace(/-(?=[\d.])/g, '−');
      return beginsLike(text, whole);
    }
    case 'zeroed': {
      const said = match(text, String.raw`(\d+) gradients? → 0`);
      return said && Number(said[1]) === expected.count ? said[0].length : null;
    }
    case 'gradient': {
      const said = match(text, String.raw`‖grad‖ ${number}(?: (▼|▲) ${number})?(?: · pass (\d+))?`);
      const { change, norm, pass } = expected;
      const rises = said?.[2] === undefined ? null : said[2] === '▲';
      return said &&
        shows(said[1], norm) &&
        rises === (change === null ? null : change > 0) &&
        (said[3] === undefined || shows(said[3], Math.abs(change ?? 0))) &&
        Number(said[4] ?? 1) === pass
        ? said[0].length
        : null;
    }
    case 'rescaled': {
      const said = match(text, `‖grad‖ ${number} → ${number}`);
      return said && shows(said[1], expected.from) && shows(said[2], expected.to) ? said[0].length : null;
    }
    case 'moved': {
      const said = match(text, `‖Δp‖ ${number}`);
      return said && shows(said[1], expected.distance) ? said[0].length : null;
    }
    case 'printed':
      return beginsLike(text, `⟶ ${expected.text.replace(/\s+/g, ' ').trim()}`);
  }
}

/** How many characters of a text are another one, or its beginning and an ellipsis. */
function beginsLike(text: string, whole: string): number | null {
  if (text.startsWith(whole)) {
    return whole.length;
  }
  const cut = text.indexOf('…');
  return cut > 0 && whole.startsWith(text.slice(0, cut)) ? cut + 1 : null;
}

function match(text: string, pattern: string): RegExpExecArray | null {
  return new RegExp(`^(?:${pattern})`, 'u').exec(text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Something that has no numbers of its own to show. */
function isObject(text: string): boolean {
  return /^<|\bat 0x|\w of \[|\b(?:Value|Neuron|Layer|MLP)\(/.test(text);
}

/** What is never left out for want of room. */
function isShort(expected: Expected): boolean {
  return expected.kind === 'zeroed' || expected.kind === 'moved';
}

function inFull(expected: Expected): string {
  return JSON.stringify(expected, (_, value) => (value instanceof Float64Array ? [...value] : value));
}
