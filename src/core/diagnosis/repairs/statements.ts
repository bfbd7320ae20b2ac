import { codeOf } from '../../lesson/loopLine.ts';

/** A statement of a script. Lines count from 0. */
export interface Statement {
  /** Its own lines, the last one included; those of its block are not among them. */
  readonly first: number;
  readonly last: number;
  /** The lines up to the end of its block. */
  readonly end: number;
  readonly indent: string;
  /**
   * Its code, without indentation, strings and comments blank. Of a compound statement it is the head up to the colon;
   * what follows on the same line is its {@link inline} block.
   */
  readonly code: string;
  /** What stands behind the colon on the same line; empty where that is nothing. */
  readonly inline: string;
  /** The compound statement in whose block it stands; null at top level. */
  readonly parent: Statement | null;
  /** The statements of its block. */
  readonly block: readonly Statement[];
}

const compound = /^(?:async\s+)?(?:for|while|if|elif|else|try|except|finally|with|def|class|match|case)\b/;

interface Building extends Statement {
  end: number;
  readonly block: Building[];
}

/** A script as its statements. What it does is not judged by it: it is for placing repairs. */
export class Script {
  /** Its lines as they are. */
  readonly lines: readonly string[];
  /** The statements at top level, and all, in the order of the text. */
  readonly block: readonly Statement[];
  readonly all: readonly Statement[];

  constructor(text: string) {
    this.lines = text.split(/\r?\n/);
    const code = codeOf(text).split(/\r?\n/);
    const top: Building[] = [];
    const all: Building[] = [];
    const open: Building[] = [];
    for (const [first, last] of logicalLines(code)) {
      const whole = code.slice(first, last + 1).join('\n');
      const indent = /^[ \t]*/.exec(code[first])?.[0] ?? '';
      while (open.length > 0 && width(open[open.length - 1].indent) >= width(indent)) {
        open.pop();
      }
      const parent = open.at(-1) ?? null;
      const trimmed = whole.trim();
      const colon = compound.test(trimmed) ? colonOf(trimmed) : -1;
      const head = colon < 0 ? trimmed : trimmed.slice(0, colon);
      const inline = colon < 0 ? '' : trimmed.slice(colon + 1).trim();
      const statement: Building = { first, last, end: last, indent, code: head, inline, parent, block: [] };
      (open.at(-1)?.block ?? top).push(statement);
      all.push(statement);
      for (const each of open) {
        each.end = last;
      }
      if (colon >= 0 && !inline) {
        open.push(statement);
      }
    }
    this.block = top;
    this.all = all;
  }

  /** The statement that a line, from 1, belongs to; undefined where there is none. */
  at(line: number | null): Statement | undefined {
    return this.all.find(({ first, last }) => line !== null && first < line && line <= last + 1);
  }

  /** The statement as it is written, comments and all. */
  textOf({ first, last }: Statement): string {
    return this.lines
      .slice(first, last + 1)
      .join('\n')
      .trim();
  }

  /** The statements beside which one stands. */
  beside({ parent }: Statement): readonly Statement[] {
    return parent?.block ?? this.block;
  }

  /** One level of indentation, as the script has it. */
  get unit(): string {
    const nested = this.all.find(({ parent }) => parent !== null);
    return nested?.indent.slice(nested.parent?.indent.length) || '    ';
  }
}

/** The compound statements around a statement, the innermost first, up to its function. */
export function around(statement: Statement): Statement[] {
  const found: Statement[] = [];
  for (let each = statement.parent; each && !isScope(each); each = each.parent) {
    found.push(each);
  }
  return found;
}

/** The function or class around a statement; null at top level. */
export function scopeOf(statement: Statement): Statement | null {
  let each = statement.parent;
  while (each && !isScope(each)) {
    each = each.parent;
  }
  return each;
}

/** Whether it is a loop over something. */
export function isFor({ code }: Statement): boolean {
  return /^for\b/.test(code);
}

export function isLoop({ code }: Statement): boolean {
  return /^(?:for|while)\b/.test(code);
}

/** Whether it stands alone on its lines, and has no block. */
export function isPlain({ code, inline, block }: Statement): boolean {
  return !inline && block.length === 0 && !compound.test(code) && !code.includes(';');
}

/** The statement among `block` that another one is, or stands in. */
export function holderOf(block: readonly Statement[], statement: Statement): Statement | undefined {
  return block.find(({ first, end }) => first <= statement.first && statement.last <= end);
}

/** Whether a piece of code names something. */
export function names(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(code);
}

/** All code of a statement, with its block. */
export function codeWithin(statement: Statement): string {
  return [statement.code, statement.inline, ...statement.block.map(codeWithin)].join('\n');
}

function isScope({ code }: Statement): boolean {
  return /^(?:(?:async\s+)?def|class)\b/.test(code);
}

/** The first and last lines of statements: what stands in open brackets, or after a backslash, goes on. */
function* logicalLines(code: readonly string[]): Generator<[first: number, last: number]> {
  let depth = 0;
  let first = -1;
  for (const [k, line] of code.entries()) {
    if (first < 0 && !line.trim()) {
      continue;
    }
    first = first < 0 ? k : first;
    for (const [bracket] of line.matchAll(/[()[\]{}]/g)) {
      depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1));
    }
    if (depth === 0 && !/\\\s*$/.test(line)) {
      yield [first, k];
      first = -1;
    }
  }
  if (first >= 0) {
    yield [first, code.length - 1];
  }
}

/** Where the head of a compound statement ends: its colon outside brackets and lambdas; -1 where it has none. */
function colonOf(code: string): number {
  let depth = 0;
  let lambdas = 0;
  for (const { 0: found, index } of code.matchAll(/[()[\]{}:]|\blambda\b/g)) {
    if (found === 'lambda') {
      lambdas += 1;
    } else if (found !== ':') {
      depth += '([{'.includes(found) ? 1 : -1;
    } else if (depth === 0 && lambdas === 0 && code[index + 1] !== '=') {
      return index;
    } else if (depth === 0) {
      lambdas -= 1;
    }
  }
  return -1;
}

/** How far an indentation reaches; a tab goes to the next multiple of 8, as Python counts. */
function width(indent: string): number {
  let at = 0;
  for (const each of indent) {
    at = each === '\t' ? at - (at % 8) + 8 : at + 1;
  }
  return at;
}
