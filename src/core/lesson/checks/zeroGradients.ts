import type { ErrorCode } from '../../diagnosis/finding.ts';
import { norm, type Recording } from '../../training/recording.ts';
import type { Attempt } from '../attempt.ts';
import { type Checked, missing, type Numbers } from './checked.ts';
import { errorsIn, unsound } from './soundness.ts';

/** With these errors, that gradients were 0 before a backward pass says nothing. */
const aboutGradients: readonly string[] = [
  'stale-gradients',
  'gradients-cleared-before-update',
  'missing-backward',
  'repeated-backward',
  'rebuilt-model',
  'detached-loss',
] satisfies ErrorCode[];

/**
 * Every gradient is reset: whenever a backward pass begins, in all the run, each holds nothing but what has been deposited
 * since the last update.
 *
 * Seen from the deposits, so that it does not matter where gradients are reset, or how.
 */
export function zeroGradients(attempt: Attempt, run: number): Checked<Numbers['zeroGradients']> {
  const recording = attempt.recordings[run];
  const wrong = unsound(errorsIn(attempt, run).filter(({ code }) => aboutGradients.includes(code)));
  if (wrong) {
    return wrong;
  }
  const passes = recording.stops.flatMap(({ deposit }, index) => (deposit ? [index] : []));
  const steps = new Set(passes.map((index) => recording.stops[index].step)).size;
  if (steps < 2) {
    return passes.length === 0 ? missing('noBackward') : missing('tooFewSteps', steps, 2);
  }
  const kept = keptGradients(recording, passes);
  if (kept) {
    const stop = recording.stops[kept.index];
    return missing('gradientsKept', stop.step, stop.lines?.backward ?? stop.line, kept.norm);
  }
  const { step, line } = placeOfReset(recording, passes[passes.length - 1]);
  return { done: true, evidence: { run, step, line, passes: passes.length, steps } };
}

/** The first backward pass that found gradients of before the last update, and how much of them; null where none did. */
function keptGradients(recording: Recording, passes: readonly number[]) {
  let deposited: Float64Array | null = null;
  let last = -1;
  for (const index of passes) {
    const { step, deposit, grad } = recording.stops[index];
    if (step !== last || !deposited) {
      deposited = new Float64Array(grad.length);
      last = step;
    }
    const sum = deposited;
    const left = grad.map((g, k) => g - (deposit?.[k] ?? 0));
    const reset = left.every((g, k) => Math.abs(g) <= 1e-9 * Math.abs(grad[k] - g));
    const own = left.every((g, k) => Math.abs(g - sum[k]) <= 1e-9 * (Math.abs(g) + Math.abs(sum[k])) + 1e-15);
    if (!reset && !own) {
      return { index, norm: norm(left) };
    }
    deposit?.forEach((g, k) => {
      sum[k] = reset ? g : sum[k] + g;
    });
  }
  return null;
}

/** Where the gradients that the backward pass at `index` found had been reset; the pass itself where that cannot be told. */
function placeOfReset({ stops }: Recording, index: number) {
  const at = stops.findLastIndex(({ phases }, k) => k <= index && phases.includes('zeroGrad'));
  const stop = stops[at < 0 ? index : at];
  return { step: stop.step, line: stop.lines?.zeroGrad ?? stop.line };
}
