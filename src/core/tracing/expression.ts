/** A part of a Python expression: of those that can be evaluated on recorded values. */
export type Expression =
  | { readonly kind: 'number'; readonly number: number; readonly isInt: boolean }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `a < b <= c`: one operand more than operators. */
  | {
      readonly kind: 'comparison';
      readonly operators: readonly string[];
      readonly operands: readonly Expression[];
    };

/** Thrown for what is not an expression that can be evaluated; `found` is where it goes wrong, empty for its end. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly found: string;

  constructor(found: string) {
    super(found ? `cannot evaluate from ${found} on` : 'the expression ends too early');
    this.found = found;
  }
}

const token =
  /\s*(?:(?<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<operator>\*\*|\/\/|[=!<>]=|[-+*/%<>()[\].,]))/uy;

interface Token {
  readonly kind: 'number' | 'name' | 'string' | 'operator';
  readonly text: string;
}

const reserved = ['lambda', 'if', 'else', 'for', 'await', 'yield', 'and', 'or', 'not', 'in', 'is'];

/** Parses an expression: names, attributes, indexes, numbers, strings, lists, calls by name, and operators. Throws {@link ExpressionError}. */
export function parseExpression(text: string): Expression {
  return new Parser(tokensOf(text)).parse();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const groups = token.exec(text)?.groups;
    const found = groups && Object.entries(groups).find(([, part]) => part !== undefined);
    if (!found) {
      throw new ExpressionError(text.slice(at).trim());
    }
    // SAFETY: the names of the groups are the kinds.
    tokens.push({ kind: found[0] as Token['kind'], text: found[1] });
  }
  return tokens;
}

/** Recursive descent, one method for each level of Python's precedence, the loosest first. */
class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Expression {
    const expression = this.or();
    if (this.at < this.tokens.length) {
      this.fail();
    }
    return expression;
  }

  private or(): Expression {
    return this.leftToRight(['or'], () => this.and());
  }

  private and(): Expression {
    return this.leftToRight(['and'], () => this.not());
  }

  private not(): Expression {
    return this.take('not') ? { kind: 'unary', operator: 'not', operand: this.not() } : this.comparison();
  }

  private comparison(): Expression {
    const operands = [this.sum()];
    const operators: string[] = [];
    for (let operator = this.comparator(); operator; operator = this.comparator()) {
      operators.push(operator);
      operands.push(this.sum());
    }
    return operators.length > 0 ? { kind: 'comparison', operators, operands } : operands[0];
  }

  private comparator(): string | undefined {
    const simple = this.take('==', '!=', '<=', '>=', '<', '>', 'in');
    if (simple) {
      return simple;
    }
    if (this.take('is')) {
      return this.take('not') ? 'is not' : 'is';
    }
    if (this.take('not')) {
      this.expect('in');
      return 'not in';
    }
    return undefined;
  }

  private sum(): Expression {
    return this.leftToRight(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.leftToRight(['*', '/', '//', '%'], () => this.signed());
  }

  private signed(): Expression {
    const operator = this.take('-', '+');
    return operator ? { kind: 'unary', operator, operand: this.signed() } : this.power();
  }

  /** Binds more tightly than a sign before it, less than one after it, and from the right. */
  private power(): Expression {
    const left = this.trailed();
    return this.take('**') ? { kind: 'binary', operator: '**', left, right: this.signed() } : left;
  }

  private trailed(): Expression {
    let of = this.atom();
    for (;;) {
      if (this.take('.')) {
        of = { kind: 'attribute', of, name: this.name() };
      } else if (this.take('[')) {
        of = { kind: 'index', of, index: this.or() };
        this.expect(']');
      } else if (this.tokens[this.at]?.text === '(' && of.kind === 'name') {
        this.at += 1;
        of = { kind: 'call', name: of.name, parts: this.list(')') };
      } else {
        return of;
      }
    }
  }

  private atom(): Expression {
    const next = this.tokens[this.at];
    if (this.take('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    if (this.take('[')) {
      return { kind: 'list', items: this.list(']') };
    }
    if (next?.kind === 'number') {
      this.at += 1;
      const text = next.text.replaceAll('_', '');
      return { kind: 'number', number: Number(text), isInt: /^\d+$/.test(text) };
    }
    if (next?.kind === 'string') {
      this.at += 1;
      return { kind: 'string', text: unquoted(next.text) };
    }
    const name = this.name();
    if (name === 'None') {
      return { kind: 'constant', value: null };
    }
    return name === 'True' || name === 'False'
      ? { kind: 'constant', value: name === 'True' }
      : { kind: 'name', name };
  }

  private list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.take(close)) {
      items.push(this.or());
      if (!this.take(',')) {
        this.expect(close);
        break;
      }
    }
    return items;
  }

  private leftToRight(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (let operator = this.take(...operators); operator; operator = this.take(...operators)) {
      left = { kind: 'binary', operator, left, right: operand() };
    }
    return left;
  }

  private name(): string {
    const next = this.tokens[this.at];
    if (next?.kind !== 'name' || reserved.includes(next.text)) {
      this.fail();
    }
    this.at += 1;
    return next.text;
  }

  /** Takes the next token if it is one of these. */
  private take(...texts: readonly string[]): string | undefined {
    const next = this.tokens[this.at];
    if (next && next.kind !== 'string' && texts.includes(next.text)) {
      this.at += 1;
      return next.text;
    }
    return undefined;
  }

  private expect(text: string): void {
    if (!this.take(text)) {
      this.fail();
    }
  }

  private fail(): never {
    throw new ExpressionError(
      this.tokens
        .slice(this.at)
        .map(({ text }) => text)
        .join(' '),
    );
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** What a string stands for, of its text as Python writes it. */
export function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
