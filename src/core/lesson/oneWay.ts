import type { Phase } from '../training/phase.ts';

/** One way to write each phase of the loop in Python, as `reference.py` does, without the indentation of the loop. */
export const oneWay: Readonly<Record<Phase, readonly string[]>> = {
  forward: ['ypred = [model(x) for x in xs]'],
  loss: ['loss = sum((yout - ygt) ** 2', '           for ygt, yout in zip(ys, ypred))'],
  zeroGrad: ['for p in model.parameters():', '    p.grad = 0.0'],
  backward: ['loss.backward()'],
  update: ['for p in model.parameters():', '    p.data -= lr * p.grad'],
};

/** Where lines are to be inserted: before the line at this index, from 0, indented like this. */
export interface Gap {
  readonly before: number;
  readonly indent: string;
}

/**
 * The comments of `day5.py` that say where a phase belongs; in files of an earlier version they are numbered. Gradients are zeroed
 * where the one of the backward pass asks for it.
 */
const comments: Readonly<Record<Phase, RegExp>> = {
  forward: /^(\s*)# (1\. |Forward[.:])/,
  loss: /^(\s*)# (2\. |Loss[.:])/,
  zeroGrad: /^(\s*)# (3\. |Backward[.:])/,
  backward: /^(\s*)# (3\. |Backward[.:])/,
  update: /^(\s*)# (4\. |Update[.:])/,
};

/**
 * Where a phase is to be written in a text that still has the comments of `day5.py`; null where its comment is gone, or where
 * something else than the phase that comes first there has been written below it.
 */
export function gapFor(phase: Phase, text: readonly string[]): Gap | null {
  const at = text.findIndex((line) => comments[phase].test(line));
  if (at < 0) {
    return null;
  }
  const [, indent] = comments[phase].exec(text[at]) ?? [];
  let end = at + 1;
  while (isOfPhase(text[end], indent)) {
    end += 1;
  }
  const written = text.slice(at + 1, end).filter((line) => !line.trim().startsWith('#'));
  const isFirst = written.length === 0;
  const follows = phase === 'backward' && written.some((line) => line.includes('.grad'));
  const precedes = phase === 'zeroGrad' && written.every((line) => line.includes('.backward()'));
  return isFirst || follows ? { before: end, indent } : precedes ? { before: at + 1, indent } : null;
}

/** Whether a line belongs to the phase whose comment stands above it: not the blank line that ends it, nor the next comment. */
function isOfPhase(line: string | undefined, indent: string): line is string {
  return (
    line !== undefined &&
    line.trim() !== '' &&
    line.startsWith(indent) &&
    !Object.values(comments).some((comment) => comment.test(line))
  );
}
