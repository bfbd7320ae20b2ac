import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { tick } from './lossAxis.ts';
import { theme } from './theme.ts';

/** A line of a chart: its values by step, and what stands at its end. */
export interface Line {
  readonly values: ArrayLike<number>;
  readonly name: string;
  /** `main`: what it is about; `reference`: to compare with; `guess`: what somebody expected. */
  readonly kind: 'main' | 'reference' | 'guess';
}

const margin = { top: 10, bottom: 20, left: 44 };
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
        font-size: min(0.85em, 13px);
        font-variant-numeric: tabular-nums;
      }

      .grid {
        stroke: var(--grid);
      }

      .line {
        fill: none;
        stroke: var(--muted);
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
        stroke-dasharray: 4 4;
        stroke-width: 2;
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly Line[] = [];
  /** The ends of the vertical axis, and its marks. */
  @property({ attribute: false }) range: readonly [low: number, high: number] = [0, 10];
  @property({ attribute: false }) ticks: readonly number[] = [];
  @property({ attribute: false }) logarithmic = false;
  /** What it shows, for those who do not see it. */
  @property({ attribute: false }) label = '';
  /** What the horizontal axis counts. */
  @property({ attribute: false }) axis = '';
  @property({ attribute: false }) height = 190;
  @state() private width = 0;
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
    const longest = Math.max(0, ...lines.map(({ name }) => name.length));
    const right = longest > 0 ? 12 + longest * character : 8;
    const bottom = height - margin.bottom;
    const steps = Math.max(1, ...lines.map(({ values }) => values.length - 1));
    const x = (step: number) =>
      margin.left + 4 + (step / steps) * Math.max(1, width - margin.left - 4 - right);
    const y = (value: number) => margin.top + (1 - this.share(value)) * (bottom - margin.top);
    const names = spread(lines.map(({ values }) => y(values[values.length - 1])));
    const end = x(steps) + 4;
    // None where the name of the axis stands.
    const axisFrom = end - this.axis.length * character;
    const marks = [0, 5, 10, 15, 20].filter(
      (step) => steps <= 25 && step <= steps && x(step) + character < axisFrom,
    );
    // What it is about lies over what it is compared with.
    const order = [...lines.keys()].sort(
      (a, b) => Number(lines[a].kind === 'main') - Number(lines[b].kind === 'main'),
    );
    return html`
      <svg height=${height} role="img" aria-label=${this.label}>
        ${
          width === 0
            ? nothing
            : svg`
          ${ticks.map(
            (value) => svg`
            <line class="grid" x1=${margin.left} x2=${width - right} y1=${y(value)} y2=${y(value)} />
            <text x=${margin.left - 6} y=${y(value) + 4} text-anchor="end">${tick(value)}</text>`,
          )}
          ${marks.map((step) => svg`<text x=${x(step)} y=${height - 4} text-anchor="middle">${step}</text>`)}
          <text x=${end} y=${height - 4} text-anchor="end">${this.axis}</text>
          ${order.map((k) => {
            const { values, name, kind } = lines[k];
            const last = values.length - 1;
            const points = Array.from(
              values,
              (value, step) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`,
            );
            return svg`<g class=${kind}>
              <polyline class="line" points=${points.join(' ')} />
              ${kind === 'main' ? svg`<circle r="3.5" cx=${x(last)} cy=${y(values[last])} />` : nothing}
              <text x=${x(last) + 9} y=${names[k] + 4}>${name}</text>
            </g>`;
          })}`
        }
      </svg>
    `;
  }

  /** How far up a value stands: 0 at the low end, 1 at the high one; what lies beyond stands there. */
  private share(value: number): number {
    const { logarithmic, range } = this;
    const scale = (v: number) => (logarithmic ? Math.log10(v) : v);
    const [low, high] = [scale(range[0]), scale(range[1])];
    const share = (scale(Math.max(value, logarithmic ? range[0] : value)) - low) / (high - low);
    return Math.max(0, Math.min(1, share));
  }
}

/** Moves heights apart where names would stand on top of one another; their order stays. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((_, k) => k).sort((a, b) => heights[a] - heights[b]);
  const at = [...heights];
  for (let k = order.length - 2; k >= 0; k--) {
    at[order[k]] = Math.min(at[order[k]], at[order[k + 1]] - lineHeight);
  }
  const over = Math.max(0, margin.top - 6 - Math.min(...at));
  for (const k of order) {
    at[k] += over > 0 && at[k] < margin.top ? over : 0;
  }
  return at;
}
