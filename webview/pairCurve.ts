import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { tick } from './lossAxis.ts';
import { theme } from './theme.ts';

/** Where the curves stand in the drawing: whoever puts a slider below aligns it with these. */
export const pairMargin = { left: 48, right: 12 } as const;

const height = 210;
const [top, bottom] = [8, height - 24];

/** What a character of a label takes, at most. */
const character = 7.5;

/** Losses below the first are drawn at the foot of the axis, which is logarithmic. */
const [lowest, highest] = [1e-5, 20];
const ticks = [10, 1, 0.1, 0.01, 0.001, 0.0001] as const;
/** What stands at the foot where a curve runs along it. */
const foot = `≤ ${tick(lowest)}`;

/** Fires when the person points at a step. */
export class StepEvent extends Event {
  static readonly type = 'day5-step';
  readonly step: number;

  constructor(step: number) {
    super(StepEvent.type);
    this.step = step;
  }
}

/**
 * Two runs in one plot, sound and with the bug, and the step that is looked at.
 *
 * @fires day5-step when the pointer is pressed or dragged over a step
 */
@customElement('day5-pair-curve')
export class PairCurve extends LitElement {
  static override styles = [
    theme,
    css`
      svg {
        display: block;
        width: 100%;
        touch-action: pan-y;
      }

      .open {
        cursor: ew-resize;
      }

      text {
        fill: var(--muted);
        font-size: min(0.85em, 13px);
        font-variant-numeric: tabular-nums;
      }

      .grid {
        stroke: var(--grid);
      }

      .place {
        stroke: var(--muted);
      }

      .asked {
        stroke: var(--muted);
        stroke-dasharray: 2 3;
      }

      path {
        fill: none;
        stroke: var(--own);
        stroke-linejoin: round;
        stroke-width: 2;
      }

      .sound {
        --own: var(--phase-update);
      }

      .buggy {
        --own: var(--phase-loss);
      }

      path.sound {
        stroke-dasharray: 6 3;
      }

      circle {
        fill: var(--page);
        stroke: var(--own);
        stroke-width: 2.5;
      }

      .dot {
        fill: var(--own);
        stroke: var(--page);
        stroke-width: 1.5;
      }
    `,
  ];

  /** The loss of each step; where it is NaN, the curve has a gap. */
  @property({ attribute: false }) sound: readonly number[] = [];
  /** Null while it is not to be seen. */
  @property({ attribute: false }) buggy: readonly number[] | null = null;
  /** The step that is looked at; null where none is yet. */
  @property({ attribute: false }) step: number | null = null;
  /** The steps that something was asked of: a dot on each curve. */
  @property({ attribute: false }) asked: readonly number[] = [];
  /** How many steps the axis has. */
  @property({ attribute: false }) steps = 1;
  /** What it shows, for those who do not see it. */
  @property({ attribute: false }) label = '';
  /** What the horizontal axis counts. */
  @property({ attribute: false }) axis = '';
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
    const { width, sound, buggy, step, asked } = this;
    return html`
      <svg
        class=${step === null ? '' : 'open'}
        height=${height}
        role="img"
        aria-label=${this.label}
        @pointerdown=${this.press}
        @pointermove=${this.drag}
      >
        ${width === 0 ? nothing : this.renderAxes()}
        ${width === 0 ? nothing : this.renderLine('sound', sound)}
        ${width === 0 || !buggy ? nothing : this.renderLine('buggy', buggy)}
        ${width === 0 ? nothing : asked.map((each) => this.renderAsked(each))}
        ${width === 0 || step === null ? nothing : this.renderPlace(step)}
      </svg>
    `;
  }

  private renderAxes() {
    const { width, steps, sound, buggy } = this;
    const isLower = [...sound, ...(buggy ?? [])].some((loss) => loss < lowest);
    const right = width - pairMargin.right;
    // None where the name of the axis stands.
    const marks = [0, 50, 100, 150].filter(
      (step) => step < steps && this.x(step) + 14 < right - this.axis.length * character,
    );
    return svg`
      ${ticks.map(
        (value) => svg`
          <line class="grid" x1=${pairMargin.left} x2=${right} y1=${y(value)} y2=${y(value)} />
          <text x=${pairMargin.left - 8} y=${y(value) + 4} text-anchor="end">${tick(value)}</text>`,
      )}
      ${isLower ? svg`<text x=${pairMargin.left - 8} y=${bottom + 4} text-anchor="end">${foot}</text>` : nothing}
      ${marks.map((step) => svg`<text x=${this.x(step)} y=${height - 5} text-anchor="middle">${step}</text>`)}
      <text x=${right} y=${height - 5} text-anchor="end">${this.axis}</text>`;
  }

  private renderLine(name: 'sound' | 'buggy', losses: readonly number[]) {
    let path = '';
    let pen = 'M';
    for (const [step, loss] of losses.entries()) {
      if (Number.isNaN(loss)) {
        pen = 'M';
      } else {
        path += `${pen}${this.x(step).toFixed(1)} ${y(loss).toFixed(1)}`;
        pen = 'L';
      }
    }
    return svg`<path class=${name} d=${path} />`;
  }

  private renderAsked(step: number) {
    const x = this.x(step);
    return svg`
      <line class="asked" x1=${x} x2=${x} y1=${top} y2=${bottom} />
      ${point('sound dot', x, this.sound[step])} ${point('buggy dot', x, this.buggy?.[step])}`;
  }

  private renderPlace(step: number) {
    const x = this.x(step);
    return svg`
      <line class="place" x1=${x} x2=${x} y1=${top} y2=${bottom} />
      ${point('sound', x, this.sound[step])} ${point('buggy', x, this.buggy?.[step])}`;
  }

  private x(step: number): number {
    const span = Math.max(1, this.width - pairMargin.left - pairMargin.right);
    return pairMargin.left + (step / Math.max(1, this.steps - 1)) * span;
  }

  private readonly press = (event: PointerEvent) => {
    if (this.step !== null && event.currentTarget instanceof Element) {
      event.currentTarget.setPointerCapture(event.pointerId);
      this.point(event);
    }
  };

  private readonly drag = (event: PointerEvent) => {
    if (this.step !== null && event.buttons === 1) {
      this.point(event);
    }
  };

  private point({ clientX }: PointerEvent): void {
    const { left } = this.getBoundingClientRect();
    const span = Math.max(1, this.width - pairMargin.left - pairMargin.right);
    const share = Math.max(0, Math.min(1, (clientX - left - pairMargin.left) / span));
    this.dispatchEvent(new StepEvent(Math.round(share * (this.steps - 1))));
  }
}

function point(name: string, x: number, loss: number | undefined) {
  return loss === undefined || Number.isNaN(loss)
    ? nothing
    : svg`<circle class=${name} cx=${x} cy=${y(loss)} r="4.5" />`;
}

function y(loss: number): number {
  const clamped = Math.max(lowest, Math.min(highest, loss));
  const share = Math.log(clamped / lowest) / Math.log(highest / lowest);
  return top + (1 - share) * (bottom - top);
}
