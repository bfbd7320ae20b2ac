import type { Phase } from '../training/phase.ts';
import type { Attempt } from './attempt.ts';
import type { Place } from './checks/checked.ts';
import { mentionedIn } from './fileNames.ts';

/** Numbers by their names, such as `loss`. */
export type ReceiptNumbers = Readonly<Record<string, number | null | readonly number[]>>;

/** The evidence for a deliverable: an execution that showed it, which can be repeated, and where to look in it. */
export interface Receipt {
  /** When it was, in milliseconds since 1970. */
  readonly at: number;
  /** The script as it ran, and the seed that repeats it. */
  readonly file: string;
  readonly text: string;
  readonly seed: number;
  /** Which of its runs, from 0; the step, and the line from 1, that show it. */
  readonly run: number;
  readonly step: number;
  readonly line: number | null;
  /** What was measured. */
  readonly numbers?: ReceiptNumbers;
  /**
   * The files that it imported from beside it; left out where it needs none. Null where they are too large to be kept, so that
   * it cannot be repeated.
   */
  readonly siblings?: Readonly<Record<string, string>> | null;
  /** The phases of which the learner had been shown one way to write them. */
  readonly shown?: readonly Phase[];
}

/** In characters: what a receipt keeps of the files beside a script, all together. */
const mostBeside = 200_000;

/** The receipt for what an attempt has shown at a place. */
export function receiptOf(
  { file, text, seed, siblings = {}, recordings }: Attempt,
  { run, step, line }: Place,
  at: number,
  numbers: ReceiptNumbers = {},
): Receipt {
  const beside = importedBy(text, siblings);
  const size = Object.values(beside).reduce((sum, each) => sum + each.length, 0);
  return {
    at,
    file,
    text,
    seed,
    run,
    step,
    line,
    // A script that seeds its random numbers itself says with which.
    numbers: { seed: recordings[run]?.info.seed ?? seed, ...numbers },
    ...(size === 0 ? {} : { siblings: size <= mostBeside ? beside : null }),
  };
}

/** Of the files beside a script those that it mentions, and those that they mention. */
function importedBy(text: string, siblings: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  const texts = [text];
  for (let next = texts.pop(); next !== undefined; next = texts.pop()) {
    for (const name of mentionedIn(next, Object.keys(siblings))) {
      if (!(name in kept)) {
        kept[name] = siblings[name];
        texts.push(siblings[name]);
      }
    }
  }
  return kept;
}
