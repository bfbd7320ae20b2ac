import type { ErrorCode } from '../../../../src/core/diagnosis/finding.ts';

/** A loop with a fault put into it, and the error that it should get. */
export interface Mutant {
  readonly name: string;
  readonly text: string;
  readonly code: ErrorCode;
  /** The line of the text, from 1. */
  readonly line: number;
}

const zeroing = /^\s*(?:([\w.]+)\.zero(?:_grad)?\(\)|(?!self\b)\w+\.grad = 0(?:\.0)?)$/;
const zeroByHand = /\b(\w+)\.grad = 0(?:\.0)?$/;
const backward = /^\s*[\w.[\]-]+\.backward\(\)$/;
const update =
  /^(\s*(?:for \w+ in [\w.()]+: )?)(\w+)\.data (?:-= |\+= -|= \2\.data - )(?=[\w.]+ \* \2\.grad$)/;
/** A loop that ends by itself, in a statement or with the loss it makes in its head. */
const open = /^(\s*)while (.+):$/m;
/** So many rounds are enough for a fault to show. */
const rounds = 60;
const change = /\.data\s*[-+*/]?=(?!=)/;

/**
 * The mutants of a sound loop: its zeroing removed, or only halving the gradients, its backward pass removed, or gone twice, its
 * zeroing moved between backward pass and update, its update turned uphill, or replacing the parameters. A fault is put in
 * where the loop writes what it is about on lines of their own.
 */
export function mutantsOf(sound: string): Mutant[] {
  const text = bounded(sound);
  const lines = text.split('\n');
  const all = (pattern: RegExp) => lines.flatMap((line, k) => (pattern.test(line) ? [k] : []));
  const only = (pattern: RegExp) => {
    const found = all(pattern);
    return found.length === 1 ? found[0] : -1;
  };
  const zeroes = all(zeroing);
  const back = all(/\.backward\(/).length === 1 ? only(backward) : -1;
  const step = all(change).length === 1 ? only(update) : -1;
  // Noise moves parameters whatever the backward pass has made.
  const isNoisy = text.includes('gauss(');
  const mutants: Mutant[] = [];
  const add = (name: string, code: ErrorCode, line: number, changes: Record<number, string>) =>
    mutants.push({ name, code, line: line + 1, text: lines.map((each, k) => changes[k] ?? each).join('\n') });
  const without = (which: readonly number[]) =>
    Object.fromEntries(which.map((k) => [k, lines[k].replace(/\S.*/, 'pass')]));

  if (zeroes.length > 0 && back >= 0) {
    add('without zeroing', 'stale-gradients', back, without(zeroes));
  }
  if (zeroes.length > 0 && back >= 0 && zeroes.every((k) => zeroByHand.test(lines[k]))) {
    const halved = zeroes.map((k) => [k, lines[k].replace(zeroByHand, '$1.grad *= 0.5')]);
    add('halving instead of zeroing', 'stale-gradients', back, Object.fromEntries(halved));
  }
  if (back >= 0 && step >= 0 && !isNoisy) {
    add('without backward', 'missing-backward', step, without([back]));
  }
  if (back >= 0) {
    const call = lines[back].trim();
    add('backward twice', 'repeated-backward', back, { [back]: `${lines[back]}; ${call}` });
    const model = zeroes.length === 1 ? zeroing.exec(lines[zeroes[0]])?.[1] : undefined;
    if (model && step >= 0 && !isNoisy) {
      add('zeroing after backward', 'gradients-cleared-before-update', back, {
        ...without(zeroes),
        [back]: `${lines[back]}; ${model}.zero_grad()`,
      });
    }
  }
  if (step >= 0) {
    add('uphill', 'uphill-update', step, { [step]: lines[step].replace(update, '$1$2.data += ') });
    add('replacing', 'overwritten-parameters', step, {
      [step]: lines[step].replace(update, '$1$2.data = -'),
    });
  }
  return mutants;
}

/**
 * A sound loop that stays sound: its zeroing by hand begins with a share of the parameter instead, which is weight decay. Null
 * where it does not write it on a line of its own.
 */
export function decayedOf(text: string): string | null {
  const lines = text.split('\n');
  const zeroes = lines.flatMap((line, k) => (zeroing.test(line) && zeroByHand.test(line) ? [k] : []));
  const all = lines.filter((line) => /\.grad\s*=(?!=)|zero_grad\(\)/.test(line));
  return zeroes.length > 0 && zeroes.length === all.length
    ? lines
        .map((line, k) => (zeroes.includes(k) ? line.replace(zeroByHand, '$1.grad = 0.002 * $1.data') : line))
        .join('\n')
    : null;
}

/** The same loop, which ends after many rounds: a fault can keep it from ending by itself. The lines stay where they are. */
function bounded(text: string): string {
  return open.test(text)
    ? text
        .replace(open, '$1while next(_left, 0) and ($2):')
        .replace(/^(?=import |from )/m, `_left = iter(range(${rounds}, 0, -1)); `)
    : text;
}
