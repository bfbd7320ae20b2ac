import type uPlot from 'uplot';
import { formatLoss } from '../src/protocol/numbers.ts';
import { decades, distances, floor, isPower, linearRange, powers, tick } from './lossAxis.ts';
import { type Overlay, overlayLooks } from './overlays.ts';

/** What a plot of losses reads each time it draws. */
export interface Plotted {
  readonly losses: readonly (number | null)[];
  /** Number of steps on the axis: those of the run, as far as it is known, and those of the run before. */
  readonly length: number;
  /** The last step whose loss is known where the cursor stands; -1 before the first. */
  readonly current: number;
  /** The last step whose loss may be seen. */
  readonly revealed: number;
  readonly logarithmic: boolean;
  /** The past runs that are drawn beside it. */
  readonly overlays: readonly Overlay[];
}

/** The distances between marks on the axis of steps. */
const wholeSteps = [1, 5, 10, 20, 50].concat(
  [100, 1000, 10_000, 100_000].flatMap((power) => [power, 2 * power, 5 * power]),
);

/** So many steps has the axis of a run of which nothing is known. */
const emptyLength = 20;

/** Beyond so many steps, points would cover the line. */
const mostPoints = 60;

/** Beyond so many steps, dashes are slow to draw and too dense to see. */
const mostDashed = 2000;

const logarithmicMarks: uPlot.Axis = {
  splits: (_plot, _axis, min, max) => powers(min, max),
  filter: (_plot, splits) => splits.map((mark) => (isPower(mark) ? mark : null)),
};

/** How the losses ahead of the cursor are dashed. */
export function dashesOf({ losses }: Plotted): number[] {
  return losses.length > mostDashed ? [] : [4, 4];
}

/**
 * How uPlot draws the series of `lossSeries`: the run before thin behind the run, solid up to the cursor and dashed ahead of
 * it. Colours are custom properties, as `colour` says them at each drawing; `hover` hears of the step under the pointer.
 */
export function plotOptions(
  plotted: Plotted,
  element: HTMLElement,
  colour: (property: string) => string,
  hover: (step: number | null) => void,
): uPlot.Options {
  const isLong = () => plotted.length > 1000;
  // Asked once: at each drawing the browser would lay out the whole document to answer.
  const { fontFamily } = getComputedStyle(element);
  const axis: uPlot.Axis = {
    stroke: () => colour('--muted'),
    font: `11px ${fontFamily}`,
    grid: { stroke: () => colour('--grid'), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  const points = { show: () => plotted.losses.length <= mostPoints, size: 5, width: 1 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    // The last mark of a long axis is wider than half a step.
    padding: [8, () => (isLong() ? 20 : 8), 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: {
        size: 9,
        width: 2,
        stroke: (_plot, series) => colour(series === 1 ? '--ghost' : '--accent'),
        fill: () => colour('--page'),
      },
    },
    scales: {
      x: {
        time: false,
        range: () => {
          const steps = plotted.length || emptyLength;
          const margin = Math.max(0.3, steps * 0.015);
          return [-margin, Math.max(steps - 1, 1) + margin];
        },
      },
      y: plotted.logarithmic
        ? { distr: 3, range: (_plot, min, max) => decades(min, max) }
        : { range: (_plot, min, max) => linearRange(min, max) },
    },
    series: [
      {},
      { stroke: () => colour('--ghost'), width: 1, points: { show: false } },
      {
        stroke: () => colour('--accent'),
        width: 2,
        points: { ...points, fill: () => colour('--accent') },
      },
      {
        stroke: () => colour('--muted'),
        width: 1.5,
        dash: dashesOf(plotted),
        points: { ...points, fill: () => colour('--page'), stroke: () => colour('--muted') },
      },
      ...overlayLooks.map(({ colour: property, dash }) => ({
        stroke: () => colour(property),
        width: 1.5,
        dash: [...dash],
        // Of a long run not every loss is kept.
        spanGaps: true,
        points: { show: false },
      })),
    ],
    axes: [
      { ...axis, size: 24, space: () => (isLong() ? 60 : 36), incrs: wholeSteps },
      {
        ...axis,
        // Wider where the losses have run away.
        size: (_plot, marks) =>
          Math.max(46, 14 + 7 * Math.max(0, ...(marks ?? []).map((mark) => mark.length))),
        space: 30,
        values: (_plot, splits) => splits.map(tick),
        incrs: (_plot, _axis, min, max) => distances(max - min),
        ...(plotted.logarithmic ? logarithmicMarks : {}),
      },
    ],
    hooks: {
      draw: [
        (plot) => drawMarks(plot, plotted, colour, fontFamily),
        (plot) => drawLetters(plot, plotted, colour, fontFamily),
        (plot) => drawPlace(plot, plotted, colour),
      ],
      setCursor: [(plot) => hover(plot.cursor.idx ?? null)],
    },
  };
}

/** The steps that the lesson speaks of, each with its loss beside it; only where there is room for both. */
const marked = [5, 10];
/** What a loss takes beside another, in pixels. */
const labelRoom = 44;

function drawMarks(
  plot: uPlot,
  plotted: Plotted,
  colour: (property: string) => string,
  family: string,
): void {
  const { losses, logarithmic, revealed } = plotted;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  if (plot.valToPos(marked[1], 'x', true) - plot.valToPos(marked[0], 'x', true) < labelRoom * ratio) {
    return;
  }
  ctx.save();
  ctx.font = `${10.5 * ratio}px ${family}`;
  ctx.textAlign = 'center';
  ctx.setLineDash([]);
  for (const step of marked) {
    const loss = losses[step];
    if (step > revealed || typeof loss !== 'number' || !Number.isFinite(loss)) {
      continue;
    }
    const x = plot.valToPos(step, 'x', true);
    const y = plot.valToPos(logarithmic ? Math.max(loss, floor) : loss, 'y', true);
    ctx.strokeStyle = colour('--muted');
    ctx.fillStyle = colour('--text');
    ctx.lineWidth = ratio;
    // Below, where there is no room above.
    const down = y - 32 * ratio < bbox.top;
    const side = (down ? 1 : -1) * ratio;
    ctx.beginPath();
    ctx.moveTo(x, y + 6 * side);
    ctx.lineTo(x, y + 16 * side);
    ctx.stroke();
    ctx.fillText(formatLoss(loss), x, y + (down ? 28 : 20) * side);
  }
  ctx.restore();
}

/** The letter of each past run at the end of its line. */
function drawLetters(
  plot: uPlot,
  { overlays }: Plotted,
  colour: (property: string) => string,
  family: string,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${11 * ratio}px ${family}`;
  ctx.textAlign = 'end';
  for (const { letter, slot } of overlays) {
    const series = plot.data[plot.series.length - overlayLooks.length + slot];
    const last = series.findLastIndex((loss) => loss !== null && loss !== undefined);
    if (last >= 0) {
      // Never over the marks of the axis, where a run has but one step.
      const x = Math.max(bbox.left + 14 * ratio, plot.valToPos(plot.data[0][last], 'x', true) - 4 * ratio);
      const y = plot.valToPos(Number(series[last]), 'y', true) - 5 * ratio;
      ctx.fillStyle = colour(overlayLooks[slot].colour);
      ctx.fillText(letter, x, Math.max(bbox.top + 10 * ratio, y));
    }
  }
  ctx.restore();
}

/** A line and a ring where the cursor of the run stands. */
function drawPlace(plot: uPlot, plotted: Plotted, colour: (property: string) => string): void {
  const { current, logarithmic } = plotted;
  const loss = plotted.losses[current];
  if (loss === undefined || loss === null || !Number.isFinite(loss)) {
    return;
  }
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const x = plot.valToPos(current, 'x', true);
  const y = plot.valToPos(logarithmic ? Math.max(loss, floor) : loss, 'y', true);
  ctx.save();
  // The series before may have left its dashes.
  ctx.setLineDash([]);
  ctx.strokeStyle = colour('--muted');
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = colour('--page');
  ctx.strokeStyle = colour('--accent');
  ctx.lineWidth = 2.5 * ratio;
  ctx.beginPath();
  ctx.arc(x, y, 5.5 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}
