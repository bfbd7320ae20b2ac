import { css, html, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import type { ChoiceEvent } from './choice.ts';
import { IntentEvent } from './host.ts';
import { decades, floor, tick, top } from './lossAxis.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';
import './choice.ts';

/** Fires when the person switches between a linear and a logarithmic axis. */
export class ScaleEvent extends Event {
  readonly logarithmic: boolean;

  constructor(logarithmic: boolean) {
    super('day5-scale');
    this.logarithmic = logarithmic;
  }
}

/** Exhibit B: the loss of the run against its training steps, live. The one owner of uPlot. */
@customElement('day5-curve')
export class Curve extends RunElement {
  static override styles = [
    theme,
    unsafeCSS(uPlotStyles),
    css`
      .bar {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 24px;
      }

      .plot {
        position: relative;
        height: clamp(150px, 46cqi, 300px);
        cursor: pointer;
      }

      .frame {
        container-type: inline-size;
      }

      .hint {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        padding: 0 24px 24px 56px;
        color: var(--muted);
        text-align: center;
        pointer-events: none;
      }

      .hint span {
        padding: 2px 8px;
        background: var(--page);
      }

      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--muted);
      }

      .axis {
        text-align: end;
      }
    `,
  ];

  /** Whether the loss axis is logarithmic; the switch changes it and says so with a {@link ScaleEvent}. */
  @property({ attribute: false }) logarithmic = false;
  /** The step under the pointer; null where there is none. */
  @state() private hovered: number | null = null;
  @query('.plot') private readonly target!: HTMLElement;
  private plot: uPlot | null = null;
  private losses: readonly (number | null)[] = [];
  private readonly sizes = new ResizeObserver(() => this.resize());
  private readonly themes = new MutationObserver(() => this.plot?.redraw(false, true));

  override connectedCallback(): void {
    super.connectedCallback();
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
    if (this.hasUpdated) {
      this.create();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.themes.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  override render() {
    const { strings, logarithmic, hovered } = this;
    this.losses = this.recording.losses();
    const pointed = hovered === null ? null : (this.losses[hovered] ?? null);
    return html`
      <div class="bar">
        <span class="eyebrow" aria-hidden="true">
          ${
            pointed === null || hovered === null
              ? html`${strings.exhibitB} · ${strings.curve}`
              : html`<span class="number">${format(strings.curvePoint, hovered, formatLoss(pointed))}</span>`
          }
        </span>
        <day5-choice
          .label=${strings.scale}
          .options=${[
            { value: false, text: strings.linear, label: strings.linear },
            { value: true, text: strings.log, label: strings.log },
          ]}
          .value=${logarithmic}
          @day5-choice=${(event: ChoiceEvent<boolean>) => this.setScale(event.value)}
        ></day5-choice>
      </div>
      <div class="frame">
        <div class="plot" role="img" aria-label=${this.summary()} @click=${this.goToStep}>
          ${this.losses.some((loss) => loss !== null) ? '' : html`<div class="hint"><span>${strings.curveHint}</span></div>`}
        </div>
      </div>
      <div class="axis eyebrow" aria-hidden="true">${strings.axisStep}</div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('logarithmic')) {
      // A scale keeps its distribution for life.
      this.create();
    } else {
      this.plot?.setData(this.data());
    }
  }

  private setScale(logarithmic: boolean): void {
    this.logarithmic = logarithmic;
    this.dispatchEvent(new ScaleEvent(logarithmic));
  }

  /** The curve in words. */
  private summary(): string {
    const { strings, losses } = this;
    const known = losses.flatMap((loss, step) =>
      loss !== null && Number.isFinite(loss) ? [{ loss, step }] : [],
    );
    if (known.length === 0) {
      return strings.curveEmpty;
    }
    const first = known[0];
    const last = known[known.length - 1];
    const lowest = known.reduce((low, point) => (point.loss < low.loss ? point : low));
    return format(
      strings.curveSummary,
      known.length,
      formatLoss(first.loss),
      formatLoss(last.loss),
      last.step,
      formatLoss(lowest.loss),
      lowest.step,
    );
  }

  /** Steps, the losses up to the cursor, the losses ahead of it. Gaps are null. */
  private data(): uPlot.AlignedData {
    const shown = this.losses.map((loss) => {
      if (loss === null || !Number.isFinite(loss)) {
        return null;
      }
      return this.logarithmic ? Math.max(loss, floor) : loss;
    });
    const current = this.recording.lossStep(this.view.position);
    return [
      shown.map((_, step) => step),
      shown.map((loss, step) => (step <= current ? loss : null)),
      shown.map((loss, step) => (step >= current ? loss : null)),
    ];
  }

  private create(): void {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data(), this.target);
    this.sizes.disconnect();
    this.sizes.observe(this.target);
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.target;
    if (width > 0 && height > 0) {
      this.plot?.setSize({ width, height });
    }
  }

  private options(): uPlot.Options {
    const axis: uPlot.Axis = {
      stroke: () => this.colour('--muted'),
      font: `11px ${getComputedStyle(this).fontFamily}`,
      grid: { stroke: () => this.colour('--grid'), width: 1 },
      ticks: { show: false },
      gap: 6,
    };
    const points = { show: () => this.losses.length <= 60, size: 5, width: 1 };
    return {
      width: Math.max(1, this.target.clientWidth),
      height: Math.max(1, this.target.clientHeight),
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: {
          size: 9,
          width: 2,
          stroke: () => this.colour('--accent'),
          fill: () => this.colour('--page'),
        },
      },
      scales: {
        x: {
          time: false,
          range: () => [
            -0.3,
            Math.max((this.recording.info.steps ?? 0) - 1, this.losses.length - 1, 1) + 0.3,
          ],
        },
        y: this.logarithmic
          ? { distr: 3, range: (_plot, min, max) => decades(min, max) }
          : { range: (_plot, _min, max) => [0, top(max)] },
      },
      series: [
        {},
        {
          stroke: () => this.colour('--accent'),
          width: 2,
          points: { ...points, fill: () => this.colour('--accent') },
        },
        {
          stroke: () => this.colour('--muted'),
          width: 1.5,
          dash: [4, 4],
          points: { ...points, fill: () => this.colour('--page'), stroke: () => this.colour('--muted') },
        },
      ],
      axes: [
        { ...axis, size: 24, space: 36, incrs: [1, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000] },
        { ...axis, size: 46, space: 30, values: (_plot, splits) => splits.map(tick) },
      ],
      hooks: {
        draw: [(plot) => this.drawPlace(plot)],
        setCursor: [(plot) => this.hover(plot.cursor.idx ?? null)],
      },
    };
  }

  /** A line and a ring where the cursor of the run stands. */
  private drawPlace(plot: uPlot): void {
    const current = this.recording.lossStep(this.view.position);
    const loss = this.losses[current];
    if (loss === undefined || loss === null || !Number.isFinite(loss)) {
      return;
    }
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const x = plot.valToPos(current, 'x', true);
    const y = plot.valToPos(this.logarithmic ? Math.max(loss, floor) : loss, 'y', true);
    ctx.save();
    ctx.strokeStyle = this.colour('--muted');
    ctx.lineWidth = ratio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillStyle = this.colour('--page');
    ctx.strokeStyle = this.colour('--accent');
    ctx.lineWidth = 2.5 * ratio;
    ctx.beginPath();
    ctx.arc(x, y, 5.5 * ratio, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  }

  private hover(step: number | null): void {
    this.hovered = step;
  }

  /** Moves the cursor to the loss of the step that was clicked. */
  private goToStep(): void {
    const step = this.plot?.cursor.idx ?? null;
    const position = step === null ? -1 : this.recording.find(step, 'loss');
    if (position >= 0) {
      this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
    }
  }

  /** The value of a custom property, as a colour that a canvas understands. */
  private colour(property: string): string {
    return getComputedStyle(this).getPropertyValue(property).trim();
  }
}
