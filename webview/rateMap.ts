import { css, html, LitElement, nothing, type PropertyValues, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  column,
  mapRates,
  mapSeeds,
  mapSteps,
  nearestRate,
  summarizeRate,
  sweetSpot,
} from '../src/core/training/rateMap.ts';
import { learningRateOf, type Recording } from '../src/core/training/recording.ts';
import { formatLoss, formatRate } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { Colours } from './colours.ts';
import { IntentEvent } from './host.ts';
import { mapTable } from './mapTable.ts';
import { theme } from './theme.ts';

/** The losses at the two ends of the colours. */
const [learned, stuck] = [0.003, 8];

/** The learning rates that are written below the map. */
const marks = [0.001, 0.01, 0.1, 1];

/**
 * The map: what 200 networks come to at each of 64 learning rates, as a picture, a column for each rate. It asks for its runs before
 * it comes into sight. The run that is shown is one point of it.
 */
@customElement('day5-rate-map')
export class RateMap extends LitElement {
  static override styles = [
    theme,
    css`
      .map {
        position: relative;
        margin-top: 10px;
        padding: 0 0 1.7em 1.6em;
      }

      .side {
        position: absolute;
        inset: 0 auto auto 0;
        height: 190px;
        color: var(--muted);
        font-size: 0.85em;
        line-height: 1.4;
        text-align: center;
        writing-mode: vertical-rl;
        rotate: 180deg;
      }

      canvas {
        display: block;
        width: 100%;
        height: 190px;
        border: 1px solid var(--line);
        border-radius: 3px;
        image-rendering: pixelated;
        cursor: crosshair;
      }

      .over {
        position: absolute;
        inset: 1px 1px auto calc(1.6em + 1px);
        height: 188px;
        pointer-events: none;
      }

      .over svg {
        width: 100%;
        height: 100%;
        overflow: visible;
      }

      .column {
        stroke: var(--text);
        stroke-width: 1;
        stroke-dasharray: 3 3;
      }

      .ring {
        fill: var(--page);
        fill-opacity: 0.6;
        stroke: var(--text);
        stroke-width: 2;
      }

      text {
        fill: var(--muted);
        font-size: 0.85em;
        text-anchor: middle;
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 16px;
      }

      .legend {
        display: flex;
        align-items: center;
        gap: 7px;
        color: var(--muted);
        font-size: 0.88em;
      }

      .scale {
        width: 90px;
        height: 9px;
        border: 1px solid var(--line);
        background: linear-gradient(to right, var(--positive), var(--page), var(--negative));
        forced-color-adjust: none;
      }

      input {
        width: calc(100% - 1.6em);
        margin: 6px 0 0 1.6em;
        accent-color: var(--accent);
      }

      day5-loss-table {
        margin-top: 8px;
      }

      p {
        margin-top: 6px;
      }

      .said {
        min-height: 3em;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** The last losses at each rate, a row for each seed that is there by now. */
  @property({ attribute: false }) rows: readonly Float32Array[] = [];
  /** The run that is shown, where it is one like those of the map: without an error, and seen to its end. */
  @property({ attribute: false }) recording: Recording | null = null;
  /** Index of the column that is told of. */
  @state() private chosen = nearestRate(0.05);
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  private readonly sight = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        this.sight.disconnect();
        this.dispatchEvent(new IntentEvent({ type: 'trainMap' }));
      }
    },
    // A window ahead: a worker takes its time to start. In a frame, a margin counts for its own document alone.
    { root: document, rootMargin: '100% 0px' },
  );
  private readonly colours = new Colours(() => this);
  private readonly themes = new MutationObserver(() => {
    this.colours.forget();
    this.draw();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.themes.disconnect();
  }

  override render() {
    const { strings, rows, chosen } = this;
    const { learningRate, runs, median, done, stuck } = summarizeRate(rows, chosen);
    const count = (share: number) => Math.round(share * runs);
    const said =
      runs === 0
        ? ''
        : format(
            strings['map.column'],
            formatRate(Number(learningRate.toPrecision(2))),
            formatLoss(median),
            count(done),
            runs,
            count(stuck),
          );
    const spot = rows.length === mapSeeds ? sweetSpot(rows) : null;
    const found = spot
      ? format(
          strings['map.spot'],
          formatRate(Number(spot.from.toPrecision(2))),
          formatRate(Number(spot.to.toPrecision(2))),
          mapSteps,
          formatRate(Number(spot.best.learningRate.toPrecision(2))),
          Math.round(spot.best.done * mapSeeds),
          mapSeeds,
        )
      : '';
    const own = this.own();
    return html`
      <h4>${format(strings['map.title'], (mapRates.length * mapSeeds).toLocaleString('en'))}</h4>
      <p class="muted">${format(strings['map.text'], mapSeeds, mapSteps)}</p>
      <div class="map" @pointermove=${this.point} @pointerdown=${this.point}>
        <canvas width=${mapRates.length} height=${mapSeeds} role="img" aria-label=${found || said || format(strings['map.text'], mapSeeds, mapSteps)}></canvas>
        <div class="side" aria-hidden="true">${format(strings['map.side'], mapSeeds)}</div>
        <div class="over" aria-hidden="true">
          <svg>
            <line class="column" x1=${at(chosen)} x2=${at(chosen)} y1="0" y2="100%" />
            ${marks.map((mark) => this.renderMark(mark))}
            ${own ? this.renderOwn(own) : nothing}
          </svg>
        </div>
      </div>
      <div class="foot">
        <span class="legend">
          <span aria-hidden="true">${strings['map.legendLow']}</span>
          <span class="scale"></span>
          <span aria-hidden="true">${strings['map.legendHigh']}</span>
        </span>
        <span class="legend">${
          rows.length < mapSeeds ? format(strings['map.growing'], rows.length, mapSeeds) : strings['map.rate']
        }</span>
      </div>
      <input
        type="range"
        min="0"
        max=${mapRates.length - 1}
        aria-label=${strings['map.slider']}
        aria-valuetext=${said}
        .value=${String(chosen)}
        @input=${(event: Event) => {
          this.chosen = Number((event.target as HTMLInputElement).value);
        }}
      />
      <p class="said">${said}</p>
      <p>${found}</p>
      ${
        own
          ? html`<p class="muted">${format(strings['map.own'], formatRate(own.rate), formatLoss(own.loss), mapSteps)}</p>`
          : nothing
      }
      ${mapTable(rows, strings)}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('rows') || !changed.has('strings')) {
      this.draw();
    }
  }

  private renderMark(rate: number) {
    const x = at(nearestRate(rate));
    return svg`<text x=${x} y="190" dy="1.4em">${rate}</text>`;
  }

  private renderOwn({ rate, loss }: { rate: number; loss: number }) {
    const nearest = nearestRate(rate);
    const losses = column(this.rows, nearest);
    const above = losses.filter((other) => other > loss).length;
    const y = `${losses.length === 0 ? 50 : (100 * above) / losses.length}%`;
    return svg`<circle class="ring" cx=${at(nearest)} cy=${y} r="6" />`;
  }

  /** The run that is shown as a point of the map: one that is as long, by a rate that lies on it. */
  private own(): { rate: number; loss: number } | null {
    const { recording } = this;
    const loss = recording?.losses()[mapSteps - 1];
    const first = recording && loss !== undefined ? learningRateOf(recording, 0) : null;
    // With momentum, or a schedule, it is not one rate.
    const rate = recording && first === learningRateOf(recording, mapSteps - 1) ? first : null;
    const isLesson = recording?.info.shape?.join() === '3,4,4,1' && recording.info.targets.length === 4;
    return rate !== null && isLesson && typeof loss === 'number' && rate > 0 && nearestRate(rate) >= 0
      ? { rate, loss }
      : null;
  }

  private point(event: PointerEvent): void {
    const { left, width } = this.canvas.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    this.chosen = Math.max(0, Math.min(mapRates.length - 1, Math.floor(share * mapRates.length)));
  }

  /** Paints a point for each run, the seeds of a column in the order of their losses. */
  private draw(): void {
    const context = this.canvas?.getContext('2d');
    if (!context) {
      return;
    }
    const page = rgb(this.colours.read('--page', ''));
    const low = rgb(this.colours.read('--positive', ''));
    const high = rgb(this.colours.read('--negative', ''));
    const image = context.createImageData(mapRates.length, mapSeeds);
    for (const rate of mapRates.keys()) {
      for (const [rank, loss] of column(this.rows, rate).entries()) {
        // From learned over the page's colour to stuck, evenly in the logarithm.
        const place =
          Math.log(Math.max(learned, Math.min(stuck, loss)) / learned) / Math.log(stuck / learned);
        const [from, to, share] = place < 0.5 ? [low, page, 2 * place] : [page, high, 2 * place - 1];
        const pixel = 4 * ((mapSeeds - 1 - rank) * mapRates.length + rate);
        for (let k = 0; k < 3; k++) {
          image.data[pixel + k] = from[k] + (to[k] - from[k]) * share;
        }
        image.data[pixel + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }
}

/** The middle of a column. */
function at(rate: number): string {
  return `${((rate + 0.5) / mapRates.length) * 100}%`;
}

/** Red, green and blue of a colour as style sheets write it. */
function rgb(colour: string): readonly number[] {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}
