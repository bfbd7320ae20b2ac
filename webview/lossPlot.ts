import type uPlot from 'uplot';
import { formatLoss } from '../src/protocol/numbers.ts';
import { decades, distances, floor, footTick, isPower, linearRange, powers, tick } from './lossAxis.ts';
import { type Overlay, overlayLooks } from './overlays.ts';
import { RunLine } from './runLine.ts';

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

/** Which of the series is the run that is shown. */
const runSeries = 2;

const logarithmicMarks: uPlot.Axis = {
  splits: (_plot, _axis, min, max) => powers(min, max),
  filter: (_plot, splits) => splits.map((mark) => (isPower(mark) ? mark : null)),
};

/** What a plot is drawn with. */
export interface Pens {
  /** A custom property's value, as it is at each drawing. */
  readonly colour: (property: string) => string;
  /** The size of labels, in pixels. */
  readonly label: number;
  readonly family: string;
}

/**
 * How uPlot draws the series of `lossSeries`, and the past runs: the run before thin behind the run. `hover` hears of the step under
 * the pointer.
 */
export function plotOptions(
  plotted: Plotted,
  element: HTMLElement,
  pens: Pens,
  hover: (step: number | null) => void,
): uPlot.Options {
  const isLong = () => plotted.length > 1000;
  const { colour, label, family } = pens;
  const scale = label / 11;
  const axis: uPlot.Axis = {
    stroke: () => colour('--muted'),
    font: `${label}px ${family}`,
    grid: { stroke: () => colour('--grid'), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  const run = new RunLine(plotted);
  const seriesColours = ['--muted', '--ghost', '--accent', ...overlayLooks.map((look) => look.colour)];
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    // The last mark of a long axis is wider than half a step.
    padding: [8, () => (isLong() ? 20 * scale : 8), 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: {
        size: 9,
        width: 2,
        stroke: (_plot, series) => colour(seriesColours[series]),
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
      { paths: run.build, points: { show: false } },
      ...overlayLooks.map(({ colour: property, dash }) => ({
        stroke: () => colour(property),
        width: 1.5,
        dash: [...dash],
        points: { show: false },
      })),
    ],
    axes: [
      { ...axis, size: 24 * scale, space: () => (isLong() ? 60 : 36) * scale, incrs: wholeSteps },
      {
        ...axis,
        // Wider where the losses have run away.
        size: (_plot, marks) =>
          scale * Math.max(46, 14 + 7 * Math.max(0, ...(marks ?? []).map((mark) => mark.length))),
        space: 30 * scale,
        values: (_plot, splits) =>
          splits.map((mark) => (plotted.logarithmic && mark === floor ? footTick(mark) : tick(mark))),
        incrs: (_plot, _axis, min, max) => distances(max - min),
        ...(plotted.logarithmic ? logarithmicMarks : {}),
      },
    ],
    hooks: {
      drawSeries: [
        (plot, series) => {
          if (series === runSeries) {
            run.draw(plot, colour);
          }
        },
      ],
      draw: [
        (plot) => drawFoot(plot, plotted, pens),
        (plot) => drawMarks(plot, plotted, pens),
        (plot) => drawPlace(plot, plotted, pens),
        (plot) => drawLetters(plot, plotted, pens),
      ],
      setCursor: [(plot) => hover(plot.cursor.idx ?? null)],
    },
  };
}

/** The foot of a logarithmic axis where all that is lower is drawn as well. */
function drawFoot(plot: uPlot, { logarithmic }: Plotted, { colour }: Pens): void {
  const { ctx, bbox, scales } = plot;
  if (!logarithmic || scales.y.min !== floor) {
    return;
  }
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.setLineDash([ratio, 3 * ratio]);
  ctx.strokeStyle = colour('--muted');
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, bbox.top + bbox.height);
  ctx.lineTo(bbox.left + bbox.width, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** The steps that the lesson speaks of, each with its loss beside it; only where there is room for both. */
const marked = [5, 10];
/** What a loss takes beside another, in sizes of a label. */
const labelRoom = 4;

function drawMarks(plot: uPlot, plotted: Plotted, { colour, label, family }: Pens): void {
  const { losses, logarithmic, revealed } = plotted;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const size = label * ratio;
  if (plot.valToPos(marked[1], 'x', true) - plot.valToPos(marked[0], 'x', true) < labelRoom * size) {
    return;
  }
  ctx.save();
  ctx.font = `${size}px ${family}`;
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
    const down = y - 20 * ratio - 1.1 * size < bbox.top;
    const side = (down ? 1 : -1) * ratio;
    ctx.beginPath();
    ctx.moveTo(x, y + 6 * side);
    ctx.lineTo(x, y + 16 * side);
    ctx.stroke();
    ctx.fillText(formatLoss(loss), x, y + 20 * side + (down ? 0.75 * size : 0));
  }
  ctx.restore();
}

/** Where the ring of the cursor is, and how large; null where there is none. */
function ringOf(plot: uPlot, { current, logarithmic, losses }: Plotted) {
  const loss = losses[current];
  return typeof loss === 'number' && Number.isFinite(loss)
    ? {
        x: plot.valToPos(current, 'x', true),
        y: plot.valToPos(logarithmic ? Math.max(loss, floor) : loss, 'y', true),
        radius: 5.5 * devicePixelRatio,
      }
    : null;
}

/** The letter of each past run at the end of its line, clear of the ring and of one another. */
function drawLetters(plot: uPlot, plotted: Plotted, { colour, label, family }: Pens): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const size = label * ratio;
  const ring = ringOf(plot, plotted);
  const taken = ring ? [{ x: ring.x, y: ring.y, room: ring.radius + 0.6 * size }] : [];
  ctx.save();
  ctx.font = `600 ${size}px ${family}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const { run, letter, slot } of plotted.overlays) {
    const last = run.losses.findLastIndex(Number.isFinite);
    if (last < 0) {
      continue;
    }
    const loss = plotted.logarithmic ? Math.max(run.losses[last], floor) : run.losses[last];
    // Never over the marks of the axis, where a run has but one step.
    const x = Math.max(bbox.left + size, plot.valToPos(run.at[last], 'x', true) - 0.6 * size);
    const end = plot.valToPos(loss, 'y', true);
    const y = [-0.9, 1, -2, 2.1, -3.1, 3.2, -4.2, 4.3, -5.3, -6.4]
      .map((distance) => end + distance * size)
      .find(
        (each) =>
          each > bbox.top + 0.5 * size &&
          each < bbox.top + bbox.height - 0.5 * size &&
          taken.every((other) => Math.hypot(other.x - x, other.y - each) >= other.room),
      );
    if (y !== undefined) {
      taken.push({ x, y, room: 1.05 * size });
      // Over the lines, to be read.
      ctx.strokeStyle = colour('--page');
      ctx.lineWidth = 4 * ratio;
      ctx.strokeText(letter, x, y);
      ctx.fillStyle = colour(overlayLooks[slot].colour);
      ctx.fillText(letter, x, y);
    }
  }
  ctx.restore();
}

/** A line and a ring where the cursor of the run stands. */
function drawPlace(plot: uPlot, plotted: Plotted, { colour }: Pens): void {
  const ring = ringOf(plot, plotted);
  if (!ring) {
    return;
  }
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  // The series before may have left its dashes.
  ctx.setLineDash([]);
  ctx.strokeStyle = colour('--muted');
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(ring.x, bbox.top);
  ctx.lineTo(ring.x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = colour('--page');
  ctx.strokeStyle = colour('--accent');
  ctx.lineWidth = 2.5 * ratio;
  ctx.beginPath();
  ctx.arc(ring.x, ring.y, ring.radius, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}
