import type { ErrorFinding } from '../finding.ts';
import { type Repair, type RepairKind, replaced } from './repair.ts';
import { isFor, names, type Script, type Statement } from './statements.ts';

/** An update as it is written: `p.data`, `-=`, what follows. */
interface Written {
  readonly statement: Statement;
  readonly code: string;
  readonly target: string;
  readonly operator: string;
  readonly change: string;
}

/**
 * Repairs of `uphill-update`: the sign is turned.
 *
 * Only where the very first update goes uphill: one that does so later has a sign that changes.
 */
export function turnedSigns(finding: ErrorFinding<'uphill-update'>, script: Script): readonly Repair[] {
  const written = updateAt(script, finding.line);
  if (!written || finding.step !== 0) {
    return [];
  }
  const { target, operator, change } = written;
  if (operator === '=') {
    const terms = termsOf(change);
    const [own, sign, step] = terms ?? [];
    return own === target && sign === '+'
      ? rewritten(script, written, 'downhill', `${target} = ${own} - ${step}`)
      : [];
  }
  if (termsOf(change) || (operator !== '+=' && operator !== '-=')) {
    return [];
  }
  const [, positive] = /^-\s*(.+)$/.exec(change) ?? [];
  if (operator === '+=') {
    return positive ? [] : rewritten(script, written, 'downhill', `${target} -= ${change}`);
  }
  if (positive) {
    return rewritten(script, written, 'downhill', `${target} -= ${positive}`);
  }
  return positiveRate(script, change) ?? rewritten(script, written, 'downhill', `${target} += ${change}`);
}

/** Repairs of `overwritten-parameters`: what replaced the parameter changes it. */
export function nudges(
  { line, evidence }: ErrorFinding<'overwritten-parameters'>,
  script: Script,
): readonly Repair[] {
  const written = updateAt(script, line);
  if (written?.operator !== '=' || evidence.became === 'restored') {
    return [];
  }
  const { target, change } = written;
  if (evidence.became === 'zero') {
    const gradient = target.replace(/\.data$/, '.grad');
    return gradient === target ? [] : rewritten(script, written, 'gradient', `${gradient} = ${change}`);
  }
  const terms = termsOf(change);
  if (evidence.became === 'added') {
    const [, sign, step] = terms ?? [];
    return sign && step?.includes('.grad')
      ? rewritten(script, written, 'nudge', `${target} ${sign}= ${step}`)
      : [];
  }
  if (terms || change.includes(target)) {
    return [];
  }
  // `p.data =- 0.1 * p.grad` is a slip of the finger.
  const [, slipped] = /=-\s+(.+)$/.exec(written.code) ?? [];
  const [, positive] = /^-\s*(.+)$/.exec(change) ?? [];
  if (slipped && positive) {
    return rewritten(script, written, 'nudge', `${target} -= ${positive}`);
  }
  const operator = evidence.multiple < 0 ? '+=' : '-=';
  return rewritten(script, written, 'nudge', `${target} ${operator} ${change}`);
}

/** Repairs of `frozen-parameters`: the result of the update is assigned. */
export function assignments(finding: ErrorFinding<'frozen-parameters'>, script: Script): readonly Repair[] {
  const statement = script.at(finding.line);
  const nothing = script.all.filter(({ code, inline }) =>
    /^(\w+)\.data\s*[-+]\s*[^=]*\.grad[^=]*$/.test(inline || code),
  );
  const [only] = nothing;
  const parent = only?.inline ? only : only?.parent;
  if (
    nothing.length !== 1 ||
    !statement ||
    !parent ||
    !isFor(parent) ||
    /\.data\s*[-+*/]?=(?!=)/.test(textOf(script))
  ) {
    return [];
  }
  const code = only.inline || only.code;
  const [, target, sign, step] = /^(\w+\.data)\s*([-+])\s*(.+)$/.exec(code) ?? [];
  const isDown = sign === '-' || /^-/.test(step ?? '');
  return isDown && !termsOf(step)
    ? rewritten(
        script,
        { statement: only, code, target, operator: '', change: step },
        'nudge',
        `${target} ${sign}= ${step}`,
      )
    : [];
}

function textOf(script: Script): string {
  return script.all.map(({ code, inline }) => `${code}\n${inline}`).join('\n');
}

/** The update on a line, where it is one statement that writes to the data of one thing. */
function updateAt(script: Script, line: number | null): Written | undefined {
  const statement = script.at(line);
  const code = statement?.inline || statement?.code;
  if (!statement || !code || code.includes(';') || code.includes('\n')) {
    return undefined;
  }
  const [, target, operator, change] = /^([\w.]+\.data)\s*([-+*/]?=)(?!=)\s*(.+)$/.exec(code) ?? [];
  return target === undefined ? undefined : { statement, code, target, operator, change };
}

function rewritten(script: Script, { statement, code }: Written, kind: RepairKind, to: string): Repair[] {
  const edit = replaced(script, statement, code, to);
  return edit ? [{ kind, code: to, edits: [edit] }] : [];
}

/** A learning rate that is below 0 where it is given, once, loses its minus. */
function positiveRate(script: Script, change: string): Repair[] | undefined {
  const [, name] = /^([A-Za-z_]\w*)\s*\*/.exec(change) ?? [];
  const given = name
    ? script.all.filter(({ code }) => new RegExp(`^${name}\\s*[-+*/]?=(?!=)`).test(code))
    : [];
  const [, value] = /=\s*-\s*(\d*\.?\d+(?:e-?\d+)?)$/.exec(given[0]?.code ?? '') ?? [];
  const others = script.all.filter(
    ({ code }) =>
      name &&
      code !== given[0]?.code &&
      /\bfor\b|\bas\b|:=/.test(code) &&
      names(code.replace(/\bin\b.*/, ''), name),
  );
  if (given.length !== 1 || value === undefined || others.length > 0) {
    return undefined;
  }
  const to = `${name} = ${value}`;
  const edit = replaced(script, given[0], given[0].code, to);
  return edit && [{ kind: 'downhill', code: to, edits: [edit] }];
}

/** The two terms of a sum or difference, with its sign; undefined where there is none, an empty second one where there are more. */
function termsOf(expression: string): readonly [string, string, string] | undefined {
  let depth = 0;
  const signs: number[] = [];
  for (const { 0: found, index } of expression.matchAll(/[()[\]{}]|[-+]/g)) {
    if (!'+-'.includes(found)) {
      depth += '([{'.includes(found) ? 1 : -1;
    } else if (
      depth === 0 &&
      /[\w)\].]\s*$/.test(expression.slice(0, index)) &&
      !/\d\.?e$/i.test(expression.slice(0, index))
    ) {
      signs.push(index);
    }
  }
  if (signs.length === 0) {
    return undefined;
  }
  const [at] = signs;
  return [
    expression.slice(0, at).trim(),
    expression[at],
    signs.length > 1 ? '' : expression.slice(at + 1).trim(),
  ];
}
