import type { Recording } from '../src/core/training/recording.ts';
import { floor } from './lossAxis.ts';

/** Losses as a plot takes them: null where there is nothing to draw. */
export type Drawable = (number | null)[];

/** What a plot draws: the steps, and for each the run before, and the run as far as it is revealed. */
export type Series = [steps: number[], ghost: Drawable, run: Drawable];

/** The losses that can be drawn, on a logarithmic axis none below its floor. */
export function drawable(losses: Iterable<number | null>, logarithmic: boolean): Drawable {
  return Array.from(losses, (loss) => {
    if (loss === null || !Number.isFinite(loss)) {
      return null;
    }
    return logarithmic ? Math.max(loss, floor) : loss;
  });
}

/** The steps from 0 on. */
export function stepAxis(length: number): number[] {
  return Array.from({ length }, (_, step) => step);
}

/** The series of a plot: `losses` up to the last step `revealed`. All are as long as `steps`, which covers the ghost as well. */
export function lossSeries(steps: number[], losses: Drawable, ghost: Drawable, revealed: number): Series {
  const upTo = (of: Drawable, last: number) => {
    const series = new Array<number | null>(steps.length).fill(null);
    for (let step = 0; step <= Math.min(last, of.length - 1); step++) {
      series[step] = of[step];
    }
    return series;
  };
  return [steps, upTo(ghost, steps.length - 1), upTo(losses, revealed)];
}

/** The last step whose loss is known at a stop; -1 before the first. At the end of a run it is the run's last. */
export function knownStep(recording: Recording, position: number): number {
  const over = recording.outcome !== null && position === recording.stops.length - 1;
  return over ? recording.steps - 1 : recording.lossStep(position);
}

/** The loss of a step. */
export interface Point {
  readonly step: number;
  readonly loss: number;
}

/** A curve in a few numbers. */
export interface CurveSummary {
  readonly count: number;
  readonly first: Point;
  readonly last: Point;
  readonly lowest: Point;
}

/** What is to say of the losses of the steps up to `revealed`; null where there is none. */
export function summarize(losses: ArrayLike<number | null>, revealed: number): CurveSummary | null {
  const known: number[] = [];
  let lowest = -1;
  for (let step = 0; step <= Math.min(revealed, losses.length - 1); step++) {
    const loss = losses[step];
    if (loss !== null && Number.isFinite(loss)) {
      known.push(step);
      lowest = lowest < 0 || loss < Number(losses[lowest]) ? step : lowest;
    }
  }
  if (known.length === 0) {
    return null;
  }
  const at = (step: number): Point => ({ step, loss: Number(losses[step]) });
  return { count: known.length, first: at(known[0]), last: at(known[known.length - 1]), lowest: at(lowest) };
}

/**
 * Index of the stop that shows a step's loss. Of a step without stops it is that of the nearest step that has some; -1 where
 * none has.
 */
export function stopOfLoss(recording: Recording, step: number): number {
  const { stops } = recording;
  const before = recording.lastOf(step);
  const after = recording.firstOf(step);
  const candidates = [stops[before], stops[after]].filter((stop) => stop !== undefined);
  if (candidates.length === 0) {
    return -1;
  }
  const nearest = candidates.reduce((best, stop) =>
    Math.abs(stop.step - step) < Math.abs(best.step - step) ? stop : best,
  ).step;
  const loss = recording.find(nearest, 'loss');
  return loss >= 0 ? loss : recording.lastOf(nearest);
}
