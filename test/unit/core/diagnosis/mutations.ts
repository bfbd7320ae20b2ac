import type { ErrorCode } from '../../../../src/core/diagnosis/finding.ts';

/** A loop with a fault put into it, and the error that it should get. */
export interface Mutant {
  readonly name: string;
  readonly text: string;
  readonly code: ErrorCode;
  /** The line of the text, from 1. */
  readonly line: number;
}

const zeroing = /^(\s*)(?:(\w+)\.zero_grad\(\)|\w+\.grad = 0(?:\.0)?)$/;
const backward = /^\s*\w+\.backward\(\)$/;
const update = /^\s*p\.data (?:-= |\+= -)(?=[\w.]+ \* p\.grad$)/;

/**
 * The mutants of a sound loop: its zeroing removed, its backward pass removed, its zeroing moved between backward pass and
 * update, its update turned uphill. None where the loop does not write these on a line of their own, each once.
 */
export function mutantsOf(text: string): Mutant[] {
  const lines = text.split('\n');
  const only = (pattern: RegExp) => {
    const found = lines.flatMap((line, k) => (pattern.test(line) ? [k] : []));
    return found.length === 1 ? found[0] : -1;
  };
  const [zero, back, step] = [zeroing, backward, update].map(only);
  // A fault can keep a while loop from ending, noise moves parameters whatever the gradients are, and of several lines that
  // write to data in one loop the recording tells but one.
  const isPlain = !/^\s*while|gauss/m.test(text) && text.split(/\.data \S?=/).length === 2;
  if (zero < 0 || back < 0 || step < 0 || !isPlain) {
    return [];
  }
  const mutant = (name: string, code: ErrorCode, line: number, changes: Record<number, string>): Mutant => ({
    name,
    code,
    line: line + 1,
    text: lines.map((each, k) => changes[k] ?? each).join('\n'),
  });
  const without = (k: number) => ({ [k]: lines[k].replace(/\S.*/, 'pass') });
  const mutants = [
    mutant('without zeroing', 'stale-gradients', back, without(zero)),
    mutant('without backward', 'missing-backward', step, without(back)),
    mutant('uphill', 'uphill-update', step, {
      [step]: lines[step].replace(/-= /, '+= ').replace(/\+= -/, '+= '),
    }),
  ];
  const model = zeroing.exec(lines[zero])?.[2];
  if (model) {
    const tooLate = `${lines[back]}; ${model}.zero_grad()`;
    mutants.push(
      mutant('zeroing after backward', 'gradients-cleared-before-update', back, {
        ...without(zero),
        [back]: tooLate,
      }),
    );
  }
  return mutants;
}
