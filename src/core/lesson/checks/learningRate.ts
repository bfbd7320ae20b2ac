import type { Attempt } from '../attempt.ts';
import { type Checked, missing, type Numbers, type RateSeen } from './checked.ts';

export const ratesAsked = 3;

/** The learning rates of an attempt's sound runs of five steps or more, and how each went: of each rate the last run. */
export function ratesIn({ findings }: Attempt): readonly RateSeen[] {
  const seen = new Map<number, RateSeen>();
  for (const finding of findings) {
    if (finding.severity === 'note' && finding.code !== 'negative-loss') {
      const { run, code, line, evidence } = finding;
      const { steps, learningRate: rate } = evidence;
      if (rate !== null && rate > 0) {
        seen.set(sameRate(rate), {
          run,
          step: steps - 1,
          line,
          rate,
          behaviour: code,
          numbers: evidence,
        });
      }
    }
  }
  return [...seen.values()].sort((a, b) => a.rate - b.rate);
}

/** What two learning rates have in common that nobody would call different. */
export function sameRate(rate: number): number {
  return Number(rate.toPrecision(3));
}

/** Three different learning rates in one script. What they are called is for the learner to say, in the lesson. */
export function learningRate(attempt: Attempt): Checked<Numbers['learningRate']> {
  const rates = ratesIn(attempt);
  if (rates.length < ratesAsked) {
    return missing('ratesTried', rates.length, ratesAsked);
  }
  const { run, step, line } = rates[rates.length - 1];
  return { done: true, evidence: { run, step, line, rates } };
}
