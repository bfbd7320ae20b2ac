import { css } from 'lit';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { type Drawable, drawable } from './lossSeries.ts';

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

/** The losses of a past run as a series over the steps; null where they were not kept, and everywhere for no run. */
export function overlaySeries(run: PastRun | null, length: number, logarithmic: boolean): Drawable {
  const series = new Array<number | null>(length).fill(null);
  for (const [k, loss] of drawable(run?.losses ?? [], logarithmic).entries()) {
    series[k * (run?.stride ?? 1)] = loss;
  }
  return series;
}
