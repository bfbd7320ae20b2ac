import { noTally, Pair, type Tally, tallied } from '../../src/core/lesson/zeroLab.ts';

/** The losses of the two runs of a seed, sound and with the bug: page and tests train the same. */
export function lossesOfPair(seed: number): ReturnType<Pair['losses']> {
  return trainedPair(seed).losses();
}

/** How often the bug was ahead, of the pairs of these seeds. */
export function tallyOf(...seeds: readonly number[]): Tally {
  return seeds.map(trainedPair).reduce(tallied, noTally);
}

function trainedPair(seed: number): Pair {
  const pair = new Pair(seed);
  while (pair.advance()) {
    // A phase of each at a time.
  }
  return pair;
}
