import uPlot from 'uplot';
import type { Plotted } from './lossPlot.ts';

/** Beyond so many steps, points would cover the line. */
const mostPoints = 60;

/** Beyond so many steps, dashes are slow to draw and too dense to see. */
const mostDashed = 2000;

const linear = uPlot.paths.linear!();

/**
 * The line of the run: solid up to the cursor, and from there on dashed. Its path is built when its losses, the scales or the size
 * change; where the cursor stands only says how much of it is drawn in which way, so that moving costs the same however long the
 * run.
 */
export class RunLine {
  private readonly plotted: Plotted;
  private path: Path2D | null = null;
  /** All but the gaps; null where there is none. */
  private clip: Path2D | null = null;
  /** The points that are drawn: those of a short run, and what stands alone between gaps. */
  private points: readonly { readonly step: number; readonly x: number; readonly y: number }[] = [];

  constructor(plotted: Plotted) {
    this.plotted = plotted;
  }

  /** Builds the path of a series and leaves the drawing to {@link draw}. */
  readonly build: uPlot.Series.PathBuilder = (plot, series, from, to) => {
    const built = linear(plot, series, from, to);
    // SAFETY: this builder makes one path for the line, and one clip for the gaps.
    this.path = (built?.stroke as Path2D | undefined) ?? null;
    this.clip = (built?.clip as Path2D | undefined) ?? null;
    const losses = plot.data[series];
    const isShort = this.plotted.losses.length <= mostPoints;
    const points = [];
    for (let step = from; step <= to; step++) {
      const loss = losses[step];
      const isAlone = (losses[step - 1] ?? null) === null && (losses[step + 1] ?? null) === null;
      if (typeof loss === 'number' && (isShort || isAlone)) {
        points.push({ step, x: plot.valToPos(step, 'x', true), y: plot.valToPos(loss, 'y', true) });
      }
    }
    this.points = points;
    // Nothing of it for uPlot to draw.
    return { ...built, stroke: null };
  };

  draw(plot: uPlot, colour: (property: string) => string): void {
    const { current, losses } = this.plotted;
    const { ctx, bbox } = plot;
    const { path, clip, points } = this;
    const ratio = devicePixelRatio;
    const edge = 10 * ratio;
    const [start, end] = [bbox.left - edge, bbox.left + bbox.width + edge];
    const place = current < 0 ? start : plot.valToPos(current, 'x', true);
    const stroke = (from: number, to: number) => {
      if (!path || to <= from) {
        return;
      }
      ctx.save();
      ctx.beginPath();
      ctx.rect(from, bbox.top - edge, to - from, bbox.height + 2 * edge);
      ctx.clip();
      if (clip) {
        ctx.clip(clip);
      }
      ctx.stroke(path);
      ctx.restore();
    };
    ctx.save();
    ctx.lineJoin = 'round';
    ctx.lineCap = 'butt';
    ctx.setLineDash(losses.length > mostDashed ? [] : [4 * ratio, 4 * ratio]);
    ctx.lineWidth = 1.5 * ratio;
    ctx.strokeStyle = colour('--muted');
    stroke(place, end);
    ctx.setLineDash([]);
    ctx.lineWidth = 2 * ratio;
    ctx.strokeStyle = colour('--accent');
    stroke(start, place);
    for (const { step, x, y } of points) {
      const isDone = step <= current;
      ctx.beginPath();
      ctx.arc(x, y, 2.5 * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = colour(isDone ? '--accent' : '--page');
      ctx.strokeStyle = colour(isDone ? '--accent' : '--muted');
      ctx.lineWidth = ratio;
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  }
}
