import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HuntLoop } from '../src/core/lesson/huntLoop.ts';
import { linePath } from './linePath.ts';
import { footTick, tick } from './lossAxis.ts';
import { TextSize } from './textSize.ts';
import { theme } from './theme.ts';

/**
 * Where the curves stand in the drawing, on the left in widths of the text, on the right in pixels: whoever puts a slider below
 * aligns it with these.
 */
export const pairMargin = { left: 3.7, right: 12 } as const;

const height = 210;
const top = 8;

/** What a character of a label takes, at most, and the axis of steps below the curves; in labels of the usual size. */
const character = 7.5;
const foot = 24;

/** Losses below the first are drawn at the foot of the axis, which is logarithmic, and says so. */
const [lowest, highest] = [1e-5, 20];
const ticks = [10, 1, 0.1, 0.01, 0.001, 0.0001] as const;

/** A step that something is asked of, and which loop the learner has said would be lower there; null before that. */
export interface Asked {
  readonly step: number;
  readonly guess: HuntLoop | null;
}

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
 * Two runs in one plot, sound and with the bug, the step that is looked at, and what the learner expects: a guess that the run with
 * the bug is lower is an arrow from the sound curve down to where that would be, the other one an arrow up.
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
        stroke-linecap: round;
        stroke-linejoin: round;
        stroke-width: 2;
      }

      .guess {
        --own: var(--text);
      }

      .guess path {
        stroke-dasharray: 3 5;
      }

      .guess path.head {
        stroke-dasharray: none;
      }

      .guess text {
        paint-order: stroke;
        fill: var(--text);
        stroke: var(--page);
        stroke-linejoin: round;
        stroke-width: 4;
      }

      .sound {
        --own: var(--phase-update);
      }

      .buggy {
        --own: var(--phase-loss);
      }

      path.sound {
        stroke-dasharray: 6 4;
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

  /** The loss of each step; where it is not finite, the curve has a gap. */
  @property({ attribute: false }) sound: readonly number[] = [];
  /** As far as it may be seen; null while it may not. */
  @property({ attribute: false }) buggy: readonly number[] | null = null;
  /** The step that is looked at; null where none is yet. */
  @property({ attribute: false }) step: number | null = null;
  /** The steps that something is asked of: a dot on each curve, and the guess. */
  @property({ attribute: false }) asked: readonly Asked[] = [];
  /** What a guess is called. */
  @property({ attribute: false }) guessName = '';
  /** How many steps the axis has. */
  @property({ attribute: false }) steps = 1;
  /** What it shows, for those who do not see it. */
  @property({ attribute: false }) label = '';
  /** What the horizontal axis counts. */
  @property({ attribute: false }) axis = '';
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
    const { width, sound, buggy, step, asked } = this;
    return html`
      <svg
        class=${step === null ? '' : 'open'}
        height=${height}
        font-size=${this.text.label}
        role="img"
        aria-label=${this.label}
        @pointerdown=${this.press}
        @pointermove=${this.drag}
      >
        ${width === 0 ? nothing : this.renderAxes()}
        ${width === 0 ? nothing : asked.map((each) => this.renderAsked(each))}
        ${width === 0 ? nothing : this.renderLine('sound', sound)}
        ${width === 0 || !buggy ? nothing : this.renderLine('buggy', buggy)}
        ${width === 0 ? nothing : asked.map((each) => this.renderDots(each.step, 'dot'))}
        ${width === 0 ? nothing : asked.map((each) => this.renderName(each))}
        ${width === 0 || step === null ? nothing : this.renderPlace(step)}
      </svg>
    `;
  }

  private renderAxes() {
    const { left, bottom } = this;
    const right = this.width - pairMargin.right;
    const wide = character * this.text.scale;
    // None where the name of the axis stands.
    const marks = [0, 50, 100, 150].filter(
      (step) => step < this.steps && this.x(step) + 2 * wide < right - this.axis.length * wide,
    );
    return svg`
      ${ticks.map(
        (value) => svg`
          <line class="grid" x1=${left} x2=${right} y1=${this.y(value)} y2=${this.y(value)} />
          <text x=${left - 8} y=${this.y(value) + 4} text-anchor="end">${tick(value)}</text>`,
      )}
      <line class="foot" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
      <text x=${left - 8} y=${bottom + 4} text-anchor="end">${footTick(lowest)}</text>
      ${marks.map((step) => svg`<text x=${this.x(step)} y=${height - 5} text-anchor="middle">${step}</text>`)}
      <text x=${right} y=${height - 5} text-anchor="end">${this.axis}</text>`;
  }

  private renderLine(name: HuntLoop, losses: readonly number[]) {
    const path = linePath(
      losses,
      (step) => this.x(step),
      (loss) => this.y(loss),
    );
    return svg`<path class=${name} d=${path} />`;
  }

  private renderAsked({ step, guess }: Asked) {
    const x = this.x(step);
    const [from, to] = this.arrow({ step, guess });
    const back = to + 5 * Math.sign(from - to);
    return svg`
      <line class="asked" x1=${x} x2=${x} y1=${top} y2=${this.bottom} />
      ${
        from === to
          ? nothing
          : svg`<g class="guess">
              <path d="M${x} ${from}V${to}" />
              <path class="head" d="M${x - 4} ${back}L${x} ${to}L${x + 4} ${back}" />
            </g>`
      }`;
  }

  /** The name of a guess, at its arrow's head; over the curves, to be read. */
  private renderName({ step, guess }: Asked) {
    const [from, to] = this.arrow({ step, guess });
    const x = this.x(step);
    const side = x > this.width / 2 ? -8 : 8;
    return from === to
      ? nothing
      : svg`<g class="guess">
          <text x=${x + side} y=${to < from ? to + this.text.label : to - 5} text-anchor=${side < 0 ? 'end' : 'start'}>${this.guessName}</text>
        </g>`;
  }

  /** From the sound curve to where the other would be far lower, or far higher, as was guessed; without a guess no way at all. */
  private arrow({ step, guess }: Asked): [from: number, to: number] {
    const loss = this.sound[step];
    if (guess === null || loss === undefined || !Number.isFinite(loss)) {
      return [0, 0];
    }
    const from = this.y(loss);
    return guess === 'buggy'
      ? [from, Math.max(from + 12, this.bottom - 6)]
      : [from, Math.min(from - 12, top + 2)];
  }

  private renderPlace(step: number) {
    const x = this.x(step);
    return svg`
      <line class="place" x1=${x} x2=${x} y1=${top} y2=${this.bottom} />
      ${this.renderDots(step, '')}`;
  }

  private renderDots(step: number, kind: string) {
    return (['sound', 'buggy'] as const).map((loop) => {
      const loss = this[loop]?.[step];
      return loss === undefined || !Number.isFinite(loss)
        ? nothing
        : svg`<circle class="${loop} ${kind}" cx=${this.x(step)} cy=${this.y(loss)} r="4.5" />`;
    });
  }

  private get left(): number {
    return pairMargin.left * this.text.size;
  }

  private get bottom(): number {
    return height - foot * this.text.scale;
  }

  private x(step: number): number {
    return this.left + (step / Math.max(1, this.steps - 1)) * this.span;
  }

  private y(loss: number): number {
    const clamped = Math.max(lowest, Math.min(highest, loss));
    const share = Math.log(clamped / lowest) / Math.log(highest / lowest);
    return top + (1 - share) * (this.bottom - top);
  }

  private get span(): number {
    return Math.max(1, this.width - this.left - pairMargin.right);
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
    const share = Math.max(0, Math.min(1, (clientX - left - this.left) / this.span));
    this.dispatchEvent(new StepEvent(Math.round(share * (this.steps - 1))));
  }
}
