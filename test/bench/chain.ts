import { Tape } from '../../src/core/autograd/tape.ts';

/** Nanoseconds per operation for recording a chain of `length` operations and sweeping it backward, at the median. */
export interface ChainTime {
  readonly length: number;
  /** On a tape that has to grow from its initial size. */
  readonly growing: number;
  /** On a tape that is used again. */
  readonly again: number;
}

export function chainTimes(lengths: readonly number[]): ChainTime[] {
  return lengths.map((length) => {
    const repeats = Math.max(5, Math.round(3_000_000 / length));
    const growing = Array.from({ length: repeats }, () => chain(new Tape(), length));
    const tape = new Tape(length + 1);
    const again = Array.from({ length: repeats }, () => chain(tape, length));
    return { length, growing: median(growing), again: median(again) };
  });
}

function chain(tape: Tape, length: number): number {
  const start = performance.now();
  tape.rewind();
  const first = tape.value(1);
  let value = first;
  for (let k = 1; k < length; k += 2) {
    value = value.neg().add(first);
  }
  value.backward();
  const taken = performance.now() - start;
  if (!Number.isFinite(first.grad)) {
    throw new Error('The chain is broken.');
  }
  return (1e6 * taken) / length;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
