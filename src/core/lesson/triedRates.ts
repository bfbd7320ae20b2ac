import type { Behaviour } from '../diagnosis/finding.ts';
import type { Attempt } from './attempt.ts';
import { type Missing, missing } from './checks/checked.ts';
import { ratesAsked, ratesIn, sameRate } from './checks/learningRate.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { stableText } from './stableText.ts';

/** The behaviours that a learning rate can be said to have. */
export const behaviours = [
  'crawling',
  'converging',
  'oscillating',
  'plateau-saturated',
  'diverging',
] as const satisfies readonly Behaviour[];

/** A learning rate that the learner has tried, the run that showed how it behaves, and what they call that. */
export interface TriedRate extends Receipt {
  readonly rate: number;
  readonly behaviour: Behaviour;
  readonly named: Behaviour | null;
}

/** So many are kept: a number that is stepped through at the caret is a new rate each time. */
const mostRates = 12;

/** Whether it has its right name. */
export function isNamed({ named, behaviour }: TriedRate): boolean {
  return named === behaviour;
}

/** The rates tried so far, with those of an attempt; sorted. One that has its right name keeps its run. */
export function withRatesOf(tried: readonly TriedRate[], attempt: Attempt, at: number): readonly TriedRate[] {
  let all = tried;
  for (const seen of ratesIn(attempt)) {
    const { rate, behaviour } = seen;
    const before = all.find((each) => sameRate(each.rate) === sameRate(rate));
    if (before && (isNamed(before) || sameRun(before, attempt, seen.run))) {
      continue;
    }
    const named = before?.behaviour === behaviour ? before.named : null;
    const next = { ...receiptOf(attempt, seen, at, { ...seen.numbers }), rate, behaviour, named };
    all = [...all.filter((each) => each !== before), next];
  }
  return all === tried ? tried : bounded(all);
}

/** The rates, one of them with what the learner calls its behaviour. */
export function withName(
  tried: readonly TriedRate[],
  rate: number,
  named: Behaviour | null,
): readonly TriedRate[] {
  const isMeant = (each: TriedRate) => each.rate === rate && each.named !== named;
  return tried.some(isMeant) ? tried.map((each) => (isMeant(each) ? { ...each, named } : each)) : tried;
}

/** Of what two windows know, what both know: of each rate the one that has its right name, else any name, else the later run. */
export function mergedRates(a: readonly TriedRate[], b: readonly TriedRate[]): readonly TriedRate[] {
  const byRate = new Map<number, TriedRate>();
  for (const each of [...a, ...b]) {
    const key = sameRate(each.rate);
    const other = byRate.get(key);
    byRate.set(key, other && compare(other, each) >= 0 ? other : each);
  }
  return bounded([...byRate.values()]);
}

/** What is missing until three rates have their right names; null where they have. */
export function missingRates(tried: readonly TriedRate[]): Missing | null {
  const right = tried.filter(isNamed).length;
  if (right >= ratesAsked) {
    return null;
  }
  return tried.length < ratesAsked
    ? missing('ratesTried', tried.length, ratesAsked)
    : missing('ratesNamed', right, ratesAsked);
}

/** The run that was named last of three, as the evidence for them all. */
export function receiptOfRates(tried: readonly TriedRate[]): Receipt {
  const right = tried.filter(isNamed);
  const { rate: _, behaviour: _b, named: _n, ...newest } = right.reduce((a, b) => (b.at > a.at ? b : a));
  return { ...newest, numbers: { ...newest.numbers, rates: right.map(({ rate }) => rate) } };
}

function sameRun(tried: TriedRate, { text, seed }: Attempt, run: number): boolean {
  return tried.text === text && tried.seed === seed && tried.run === run;
}

/** Which of two is to be kept; in an order that every window agrees on. */
function compare(a: TriedRate, b: TriedRate): number {
  const rank = (each: TriedRate) => (isNamed(each) ? 2 : each.named === null ? 0 : 1);
  return rank(a) - rank(b) || a.at - b.at || (stableText(a) < stableText(b) ? -1 : 1);
}

/** As many as are kept, sorted: those with their right names, and the newest. */
function bounded(rates: readonly TriedRate[]): readonly TriedRate[] {
  const kept = [...rates].sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || b.at - a.at);
  return kept.slice(0, mostRates).sort((a, b) => a.rate - b.rate);
}
