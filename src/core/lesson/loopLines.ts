import type { Phase } from '../training/phase.ts';

/** Where the training loop of `reference.py` stands; lines count from 1. */
export interface LoopLines {
  /** The `for` line. */
  readonly loop: number;
  readonly phases: Readonly<Record<Phase, number>>;
}

const marks: Readonly<Record<'loop' | Phase, string>> = {
  loop: 'for k in range(',
  forward: 'ypred = ',
  loss: 'loss = ',
  zeroGrad: 'p.grad = ',
  backward: 'loss.backward()',
  update: 'p.data -= ',
};

/**
 * Finds the loop in the text of `reference.py`; null if a part of it is gone.
 *
 * Only for that file, whose run is the Trainer's: the lines of a learner's script come from its recording.
 */
export function findLoop(text: string): LoopLines | null {
  const lines = text.split(/\r?\n/);
  const lineOf = (mark: string, from = 0) =>
    lines.findIndex((line, k) => k >= from && line.trimStart().startsWith(mark)) + 1;
  const loop = lineOf(marks.loop);
  const phases = {
    forward: lineOf(marks.forward, loop),
    loss: lineOf(marks.loss, loop),
    zeroGrad: lineOf(marks.zeroGrad, loop),
    backward: lineOf(marks.backward, loop),
    update: lineOf(marks.update, loop),
  };
  return loop > 0 && Object.values(phases).every((line) => line > loop) ? { loop, phases } : null;
}
