import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { linePath } from './linePath.ts';
import { footTick, tick } from './lossAxis.ts';
import { TextSize } from './textSize.ts';
import { theme } from './theme.ts';

/** A line of a chart: its values by step, and what stands at its end. */
export interface Line {
  readonly values: ArrayLike<number>;
  readonly name: string;
  /** `main`: what it is about; `reference`: to compare with; `guess`: what somebody expected. */
  readonly kind: 'main' | 'reference' | 'guess';
}

/** Around the lines, in labels of the usual size. */
const margin = { top: 10, bottom: 20, left: 48 };
/** What a character of a label takes at most, and a line of such. */
const character = 7.5;
const lineHeight = 14;

/**
 * A small still chart of a few short lines, each with its name at its end. Drawn as SVG, so that its colours are the theme's
 * without asking; for the runs of the learner, which may be long and grow, there is `day5-curve`.
 */
@customElement('day5-chart')
export class Chart extends LitElement {
  static override styles = [
    theme,
    css`
      svg {
        display: block;
        width: 100%;
        overflow: hidden;
      }

      text {
        fill: var(--muted);
        font-variant-numeric: tabular-nums;
      }

      .grid {
        stroke: var(--grid);
      }

      /* What lies below is drawn here, too. */
      .foot {
        stroke: var(--muted);
        stroke-dasharray: 1 3;
      }

      .line {
        fill: none;
        stroke: var(--muted);
        stroke-linecap: round;
        stroke-linejoin: round;
        stroke-width: 1.25;
      }

      .main .line {
        stroke: var(--accent);
        stroke-width: 2.25;
      }

      .main circle {
        fill: var(--accent);
      }

      .main text {
        fill: var(--accent);
        font-weight: 600;
      }

      .guess .line {
        stroke: var(--muted);
        stroke-dasharray: 3 5;
        stroke-width: 2;
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly Line[] = [];
  /**
   * The ends of the vertical axis, and its marks. What is higher leaves the chart; on a logarithmic axis what is lower is drawn
   * at its foot, which says so.
   */
  @property({ attribute: false }) range: readonly [low: number, high: number] = [0, 10];
  @property({ attribute: false }) ticks: readonly number[] = [];
  @property({ attribute: false }) logarithmic = false;
  /** What it shows, for those who do not see it. */
  @property({ attribute: false }) label = '';
  /** What the horizontal axis counts. */
  @property({ attribute: false }) axis = '';
  @property({ attribute: false }) height = 190;
  @state() private width = 0;
  private readonly text = new TextSize(this);
  private readonly sizes = new ResizeObserver(([entry]) => {
    this.width = entry.contentRect.width;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render() {
    const { width, height, lines, ticks } = this;
    const { label, scale } = this.text;
    const [left, wide] = [margin.left * scale, character * scale];
    const longest = Math.max(0, ...lines.map(({ name }) => name.length));
    const right = longest > 0 ? 12 + longest * wide : 8;
    const bottom = height - margin.bottom * scale;
    const steps = Math.max(1, ...lines.map(({ values }) => values.length - 1));
    const x = (step: number) => left + 4 + (step / steps) * Math.max(1, width - left - 4 - right);
    const y = (value: number) => margin.top + (1 - this.share(value)) * (bottom - margin.top);
    const names = spread(
      lines.map(({ values }) => y(values[values.length - 1])),
      lineHeight * scale,
    );
    const end = x(steps) + 4;
    // None where the name of the axis stands.
    const axisFrom = end - this.axis.length * wide;
    const marks = [0, 5, 10, 15, 20].filter(
      (step) => steps <= 25 && step <= steps && x(step) + wide < axisFrom,
    );
    // What it is about lies over what it is compared with.
    const order = [...lines.keys()].sort(
      (a, b) => Number(lines[a].kind === 'main') - Number(lines[b].kind === 'main'),
    );
    return html`
      <svg height=${height} font-size=${label} role="img" aria-label=${this.label}>
        ${
          width === 0
            ? nothing
            : svg`
          ${ticks.map((value) => {
            const isFoot = this.logarithmic && value === this.range[0];
            return svg`
            <line class=${isFoot ? 'foot' : 'grid'} x1=${left} x2=${width - right} y1=${y(value)} y2=${y(value)} />
            <text x=${left - 6} y=${y(value) + 4} text-anchor="end">${isFoot ? footTick(value) : tick(value)}</text>`;
          })}
          ${marks.map((step) => svg`<text x=${x(step)} y=${height - 4} text-anchor="middle">${step}</text>`)}
          <text x=${end} y=${height - 4} text-anchor="end">${this.axis}</text>
          ${order.map((k) => {
            const { values, name, kind } = lines[k];
            const last = values.length - 1;
            // A line that leaves the chart has its name where it does.
            const leaves = Array.from(values, y).findIndex((height) => height < 0);
            return svg`<g class=${kind}>
              <path class="line" d=${linePath(values, x, y)} />
              ${kind === 'main' ? svg`<circle r="3.5" cx=${x(last)} cy=${y(values[last])} />` : nothing}
              <text x=${x(leaves < 0 ? last : leaves) + 9} y=${names[k] + 4}>${name}</text>
            </g>`;
          })}`
        }
      </svg>
    `;
  }

  /** How far up a value stands: 0 at the low end, 1 at the high one. */
  private share(value: number): number {
    const { logarithmic, range } = this;
    const scale = (v: number) => (logarithmic ? Math.log10(Math.max(v, range[0])) : v);
    const [low, high] = range.map(scale);
    return (scale(value) - low) / (high - low);
  }
}

/** Moves heights apart where names would stand on top of one another; their order stays. */
function spread(heights: readonly number[], distance: number): number[] {
  const top = margin.top - 6;
  // A line that has left the chart has its name where it left.
  const at = heights.map((height) => Math.max(top, height || top));
  const order = at.map((_, k) => k).sort((a, b) => at[a] - at[b]);
  for (let k = order.length - 2; k >= 0; k--) {
    at[order[k]] = Math.min(at[order[k]], at[order[k + 1]] - distance);
  }
  for (let k = 0; k < order.length; k++) {
    at[order[k]] = Math.max(at[order[k]], k === 0 ? top : at[order[k - 1]] + distance);
  }
  return at;
}
