import { type Deliverable, deliverables } from '../../../../src/core/lesson/deliverables.ts';
import { noProgress, type Progress } from '../../../../src/core/lesson/progress.ts';
import type { Receipt } from '../../../../src/core/lesson/receipt.ts';
import { behaviours, type TriedRate } from '../../../../src/core/lesson/triedRates.ts';
import { phases } from '../../../../src/core/training/phase.ts';

/** A receipt of a time. */
export function receiptAt(at: number, text = `# at ${at}\n`): Receipt {
  return {
    at,
    file: 'day5.py',
    text,
    seed: 7,
    run: 0,
    step: 19,
    line: 46,
    numbers: { seed: 5571, loss: 0.5 },
  };
}

/** Progress with some deliverables done, each at a time. */
export function progressWith(done: Readonly<Partial<Record<Deliverable, number>>>, since = 0): Progress {
  const receipts = Object.entries(done).map(([id, at]) => [id, receiptAt(at)]);
  return { ...noProgress, receipts: Object.fromEntries(receipts), since };
}

/** Progress as it may be, drawn with `random`: a number below 1. `reset`: it may have been reset some time. */
export function someProgress(random: () => number, reset = false): Progress {
  const draw = (below: number) => Math.floor(random() * below);
  const done = deliverables.filter(() => random() < 0.4).map((id) => [id, 1 + draw(6)]);
  const rates = [0.001, 0.01, 0.1, 1].filter(() => random() < 0.5);
  return {
    ...progressWith(Object.fromEntries(done), reset ? draw(4) : 0),
    rates: rates.map((rate): TriedRate => {
      const behaviour = behaviours[draw(2)];
      const named = random() < 0.5 ? null : behaviours[draw(3)];
      return { ...receiptAt(1 + draw(6)), rate, behaviour, named };
    }),
    shown: phases.filter(() => random() < 0.3),
  };
}
