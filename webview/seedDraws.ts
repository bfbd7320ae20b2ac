import { Pair, seedsBelow } from '../src/core/lesson/zeroLab.ts';
import { inPortions } from './portions.ts';

/** A random seed that is none of these. */
export function drawSeed(known: readonly (number | null)[]): number {
  let drawn: number;
  do {
    drawn = Math.floor(Math.random() * seedsBelow);
  } while (known.includes(drawn));
  return drawn;
}

/** Draws random seeds and trains the pair of each, one after the other, in portions between which the page does what else it has to. */
export class SeedDraws {
  private giveUp = () => {};

  /** Draws so many that are none of `known`; `done` hears of each pair when its runs are over, and of how many are still to come. */
  start(count: number, known: readonly (number | null)[], done: (pair: Pair, left: number) => void): void {
    this.stop();
    const seed = drawSeed(known);
    const pair = new Pair(seed);
    this.giveUp = inPortions(
      () => pair.advance(),
      () => {
        this.giveUp = () => {};
        if (count > 1) {
          this.start(count - 1, [...known, seed], done);
        }
        done(pair, count - 1);
      },
    );
  }

  stop(): void {
    this.giveUp();
  }
}
