import { css } from 'lit';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { drawable } from './lossSeries.ts';

/** So many runs can be compared with at once; more lines than that nobody tells apart. */
export const mostOverlays = 4;

/** A past run that is drawn beside the one that is shown. */
export interface Overlay {
  readonly run: PastRun;
  /** Which of the looks it has; it keeps it as others come and go. */
  readonly slot: number;
  /** What it is called in the plot: A, B, C, D. */
  readonly letter: string;
}

/** The custom property of an overlay's colour, and its dashes: it must be told from the others without colours, too. */
export const overlayLooks = [
  { colour: '--overlay-a', dash: [7, 3] },
  { colour: '--overlay-b', dash: [2, 3] },
  { colour: '--overlay-c', dash: [10, 3, 2, 3] },
  { colour: '--overlay-d', dash: [4, 2] },
] as const;

export const overlayColours = css`
  :host {
    --overlay-a: var(--phase-zeroGrad);
    --overlay-b: var(--negative);
    --overlay-c: var(--phase-update);
    --overlay-d: var(--phase-loss);
  }
`;

/** Losses over the steps: null where there is none; undefined for a step between two losses whose own is not kept. */
export type SparseSeries = (number | null | undefined)[];

/**
 * The losses of a past run as a series over the steps; nothing for no run. Undefined is kept to where a line goes over it: whoever
 * points at such a step has uPlot look for the next that is not, however far.
 */
export function overlaySeries(run: PastRun | null, length: number, logarithmic: boolean): SparseSeries {
  const series: SparseSeries = new Array(length).fill(null);
  if (!run) {
    return series;
  }
  const { at } = run;
  const losses = drawable(run.losses, logarithmic);
  for (const [k, loss] of losses.entries()) {
    series[at[k]] = loss;
    // A gap goes from the loss that is kept before it to the one after.
    if (k > 0 && loss !== null && losses[k - 1] !== null) {
      series.fill(undefined, at[k - 1] + 1, at[k]);
    }
  }
  return series;
}

/** The loss of a step; undefined where it is not kept. */
export function keptLoss({ at, losses }: PastRun, step: number): number | undefined {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    [low, high] = at[middle] < step ? [middle + 1, high] : [low, middle];
  }
  return at[low] === step ? losses[low] : undefined;
}

/** Whether a past run is the one with these losses, as far as its own are kept. */
export function hasLosses({ at, losses, steps }: PastRun, others: Float64Array): boolean {
  return steps === others.length && losses.every((loss, k) => Object.is(loss, others[at[k]]));
}
