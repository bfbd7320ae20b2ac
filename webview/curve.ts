import { html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css';
import { formatSignificant } from '../src/protocol/digits.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import type { ChoiceEvent } from './choice.ts';
import { Colours } from './colours.ts';
import { curveStyles } from './curveStyles.ts';
import { countsOf, curveInWords } from './curveWords.ts';
import { IntentEvent } from './host.ts';
import { latest } from './latest.ts';
import { type Plotted, plotOptions } from './lossPlot.ts';
import { drawable, knownStep, lossSeries, stepAxis, stopOfLoss, summarize } from './lossSeries.ts';
import {
  hasLosses,
  keptLoss,
  type Overlay,
  overlayColours,
  overlayLooks,
  overlaySeries,
} from './overlays.ts';
import { RunElement } from './runElement.ts';
import { TextSize } from './textSize.ts';
import { theme } from './theme.ts';
import './choice.ts';

const none = new Float64Array();

/** Fires when the person switches between a linear and a logarithmic axis. */
export class ScaleEvent extends Event {
  readonly logarithmic: boolean;

  constructor(logarithmic: boolean) {
    super('day5-scale');
    this.logarithmic = logarithmic;
  }
}

/**
 * Exhibit B: the loss of the run against its training steps, live, as far as it has been revealed; behind it the run before.
 * The one owner of uPlot.
 *
 * @slot what can be done while the curve is empty, below the words that say so
 */
@customElement('day5-curve')
export class Curve extends RunElement implements Plotted {
  static override styles = [theme, unsafeCSS(uPlotStyles), overlayColours, curveStyles];

  /** Whether the loss axis is logarithmic; the switch changes it and says so with a {@link ScaleEvent}. */
  @property({ attribute: false }) logarithmic = false;
  /** The losses of the run before; null where there is none. */
  @property({ attribute: false }) ghost: Float64Array | null = null;
  /** The past runs that are drawn beside it, four at most. */
  @property({ attribute: false }) overlays: readonly Overlay[] = [];
  /** Whether what is shown belongs to an older text. */
  @property({ attribute: false }) stale = false;
  /** What the empty curve says. */
  @property({ attribute: false }) hint = '';
  /** The step under the pointer; null where there is none. */
  @state() private hovered: number | null = null;
  @query('.plot') private readonly target!: HTMLElement;
  private plot: uPlot | null = null;
  /** The frame that is to show what has changed; 0 while nothing has. */
  private frame = 0;
  /** Where the pointer last dragged the cursor to. */
  private dragged: number | null = null;
  /** The curve in words; empty while there is none. */
  private summary = '';
  // A long run has many losses: what is made of them is kept while it cannot change, however often the cursor moves.
  private readonly drawableLosses = latest(
    (losses: readonly (number | null)[], logarithmic: boolean, _version: string) =>
      drawable(losses, logarithmic),
  );
  private readonly summarize = latest(
    (losses: readonly (number | null)[], revealed: number, _version: string) => summarize(losses, revealed),
  );
  private readonly summarizeGhost = latest((ghost: Float64Array | null) =>
    ghost ? summarize(ghost, ghost.length) : null,
  );
  private readonly drawableGhost = latest(drawable);
  private readonly stepAxis = latest(stepAxis);
  private readonly lossSeries = latest(lossSeries);
  private readonly overlaySeries = overlayLooks.map(() => latest(overlaySeries));
  /** The run before, unless it is one of those that are drawn beside this one anyway. */
  private readonly otherGhost = latest((ghost: Float64Array | null, overlays: readonly Overlay[]) =>
    ghost && overlays.some(({ run }) => hasLosses(run, ghost)) ? null : ghost,
  );
  private readonly text = new TextSize(this);
  /** The size of labels that the plot was made with. */
  private label = 0;
  private readonly sizes = new ResizeObserver(() => this.resize());
  private readonly colours = new Colours(() => this.target);
  private readonly themes = new MutationObserver(() => {
    this.colours.forget();
    this.plot?.redraw(false, true);
  });

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
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Moving the pointer renders as well.
    if (['view', 'ghost', 'strings', 'overlays'].some((name) => changed.has(name as keyof Curve))) {
      const summary = this.summarize(this.losses, this.revealed, this.version);
      this.summary = curveInWords(this.strings, summary, this.summarizeGhost(this.shownGhost), this.overlays);
    }
  }

  override render() {
    const { strings, logarithmic, summary, stale, shownGhost } = this;
    const label = summary || this.hint;
    return html`
      <div class="bar">
        <span class="eyebrow" aria-hidden="true">${this.renderTitle()}</span>
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
      <div class="frame ${this.isBlank ? 'blank' : ''}">
        <div
          class="plot"
          role="img"
          aria-label=${stale ? format(strings.curveOlder, label) : label}
          @pointerdown=${this.startDrag}
          @pointermove=${this.drag}
        >
          ${stale && summary ? html`<span class="tag" title=${strings.olderTextHint}>${strings.olderText}</span>` : nothing}
        </div>
        ${
          summary
            ? nothing
            : html`<div class="hint ${this.isBlank ? 'blank' : shownGhost ? 'high' : ''}">
                <p aria-hidden="true"><span>${this.hint}</span></p>
                <slot></slot>
              </div>`
        }
      </div>
      <div class="foot eyebrow" aria-hidden="true">
        ${
          shownGhost
            ? html`<span class="legend"><svg><line x1="0" x2="20" y1="1" y2="1" /></svg>${strings.ghost}</span>`
            : nothing
        }
        ${this.overlays
          .filter(({ run }) => run.losses.length < run.steps)
          .map(({ run, letter }) => {
            const [kept, all] = countsOf(run);
            const hint = format(strings['history.fewerHint'], letter, kept, all);
            return html`<span class="legend" title=${hint}>${format(strings['history.fewer'], letter, kept, all)}</span>`;
          })}
        <span class="axis">${strings.axisStep}</span>
      </div>
    `;
  }

  /** What the curve is; while the pointer is over it, the loss of the step there. */
  private renderTitle() {
    const { strings, hovered } = this;
    const loss = hovered === null || hovered > this.revealed ? null : this.losses[hovered];
    return hovered === null || typeof loss !== 'number'
      ? `${strings.exhibitB} · ${strings.curve}`
      : html`<span class="number">${format(strings.curvePoint, hovered, formatSignificant(loss, 8))}${this.overlays.map(
          (overlay) => this.renderOther(overlay, hovered),
        )}</span>`;
  }

  /** The loss of a past run in the step under the pointer. */
  private renderOther({ run, letter }: Overlay, step: number) {
    const loss = keptLoss(run, step);
    return loss === undefined || Number.isNaN(loss) ? nothing : html` · ${letter} ${formatLoss(loss)}`;
  }

  /** What is drawn, as a PNG in a data URI, on the page's colour. */
  picture(): string | null {
    const drawn = this.plot?.ctx.canvas;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    if (!drawn || !context) {
      return null;
    }
    canvas.width = drawn.width;
    canvas.height = drawn.height;
    context.fillStyle = this.colour('--page');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
    return canvas.toDataURL('image/png');
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('logarithmic') || this.label !== this.text.label) {
      // A scale keeps its distribution for life, and an axis its font.
      this.create();
    } else if (
      this.plot &&
      ['view', 'recording', 'ghost', 'overlays'].some((name) => changed.has(name as keyof Curve))
    ) {
      // In its frame: a canvas that writes has the styles of the whole window brought up to date, and once is enough.
      this.frame ||= requestAnimationFrame(() => this.draw());
    }
  }

  private draw(): void {
    this.frame = 0;
    const { plot } = this;
    if (!plot) {
      return;
    }
    const data = this.data();
    // Where only the cursor has moved, the paths are as they were.
    if (data.every((series, k) => series === plot.data[k])) {
      plot.redraw(false);
    } else {
      plot.setData(data);
    }
  }

  private setScale(logarithmic: boolean): void {
    this.logarithmic = logarithmic;
    this.dispatchEvent(new ScaleEvent(logarithmic));
  }

  /** Whether there is nothing to draw, and nothing to come that is known of: axes would be of nothing. */
  private get isBlank(): boolean {
    return this.recording.steps === 0 && !this.shownGhost && this.overlays.length === 0;
  }

  get current(): number {
    return knownStep(this.recording, this.view.position);
  }

  get losses(): readonly (number | null)[] {
    return this.recording.losses();
  }

  /** The run before as it is drawn. */
  private get shownGhost(): Float64Array | null {
    return this.otherGhost(this.ghost, this.overlays);
  }

  /** Another one where the losses may have changed. */
  private get version(): string {
    const { stops, steps } = this.recording;
    return `${stops.length} ${steps} ${this.losses.at(-1)}`;
  }

  /** The last step whose loss may be seen. */
  get revealed(): number {
    return knownStep(this.recording, this.view.revealed);
  }

  get length(): number {
    const { recording, ghost } = this;
    const others = this.overlays.map(({ run }) => run.steps);
    return Math.max(recording.info.steps ?? 0, recording.steps, ghost?.length ?? 0, ...others);
  }

  private data(): uPlot.AlignedData {
    const { shownGhost, logarithmic, length, overlays } = this;
    const losses = this.drawableLosses(this.losses, logarithmic, this.version);
    const ghost = this.drawableGhost(shownGhost ?? none, logarithmic);
    const series = this.lossSeries(this.stepAxis(length), losses, ghost, this.revealed);
    const past = this.overlaySeries.map((make, k) =>
      make(overlays.find(({ slot }) => slot === k)?.run ?? null, length, logarithmic),
    );
    return [...series, ...past];
  }

  private create(): void {
    this.plot?.destroy();
    this.label = this.text.label;
    const pens = {
      colour: (property: string) => this.colour(property),
      label: this.label,
      // Asked once: at each drawing the browser would lay out the whole document to answer.
      family: getComputedStyle(this.target).fontFamily,
    };
    const options = plotOptions(this, this.target, pens, (step) => this.hover(step));
    this.plot = new uPlot(options, this.data(), this.target);
    this.sizes.disconnect();
    this.sizes.observe(this.target);
  }

  /** What belongs to an older text has other colours. */
  private colour(property: string): string {
    return this.colours.read(property, this.stale ? 'older' : 'new');
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.target;
    if (width > 0 && height > 0) {
      this.plot?.setSize({ width, height });
    }
  }

  private hover(step: number | null): void {
    this.hovered = step;
  }

  /** A press on the curve goes to the step there, and a drag from there on along with the pointer. */
  private startDrag(event: PointerEvent): void {
    if (event.button === 0 && event.isPrimary) {
      // The keyboard goes on from here, with the scrubber.
      event.preventDefault();
      this.dispatchEvent(new Event('day5-grab'));
      this.target.setPointerCapture(event.pointerId);
      this.dragged = null;
      this.goToStep(event.clientX);
    }
  }

  private drag(event: PointerEvent): void {
    if (this.target.hasPointerCapture(event.pointerId)) {
      this.goToStep(event.clientX);
    }
  }

  /** Moves the cursor to the loss of the step at a place in the window, or of the nearest there is. */
  private goToStep(x: number): void {
    const { plot, recording } = this;
    if (!plot || recording.steps === 0) {
      return;
    }
    const { left, width } = plot.over.getBoundingClientRect();
    const there = plot.posToIdx(Math.max(0, Math.min(x - left, width)));
    const step = Math.min(there, recording.steps - 1);
    const position = stopOfLoss(recording, step);
    if (position >= 0 && position !== this.dragged) {
      this.dragged = position;
      this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
    }
  }
}
