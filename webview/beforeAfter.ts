import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import { depositsAt, type Stack } from '../src/core/training/deposits.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { formatNumber } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { drawPair } from './depositPairDrawing.ts';
import { drawAll, heightOf, placeAt, rowsOf } from './depositRows.ts';
import { loudestOf } from './depositStack.ts';
import { depositStyles } from './depositStyles.ts';
import { besideInWords } from './depositWords.ts';
import { DrawnElement, stepColourStyles } from './drawnElement.ts';
import { latest } from './latest.ts';
import { select } from './select.ts';
import { theme } from './theme.ts';

/** How long layers take to fall away, in milliseconds. */
const falling = 700;

/**
 * What the gradients consist of in a run, beside what they consisted of in the run before it was changed: right after the
 * backward pass of a step, of one parameter large and of all small, to one scale. Where layers go, they are seen to go.
 *
 * The step is the cursor's, once somebody has moved it: a run that is over leaves the cursor at its end, which nobody asked for.
 */
@customElement('day5-before-after')
export class BeforeAfter extends DrawnElement {
  static override styles = [
    theme,
    select,
    stepColourStyles,
    depositStyles,
    css`
      .pair {
        height: 220px;
        margin-top: 8px;
      }

      /* Where there is no room beside, the sentence on all of them has to do. */
      .all {
        display: none;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-content: start;
        gap: 8px 20px;
      }

      figure {
        min-width: 0;
        margin: 0;
      }

      .all canvas {
        margin-top: 6px;
      }

      .says {
        display: grid;
        gap: 4px;
        margin-top: 10px;
      }

      .says p::first-letter {
        text-transform: uppercase;
      }

      .says span {
        color: var(--muted);
      }

      @container (min-width: 640px) {
        .parts {
          grid-template-columns: minmax(0, 320px) minmax(0, 1fr);
        }

        .all {
          display: grid;
        }
      }
    `,
  ];

  /** The run before it was changed. */
  @property({ attribute: false }) earlier!: Recording;
  /** The step that is looked at while the cursor is at none, or where a run has left it. */
  @property({ attribute: false }) otherwise = 0;
  /** The parameter that is shown large, by its place in `model.parameters()`; null for the one with the largest first gradient. */
  @state() private parameter: number | null = null;
  @query('.pair') private readonly pair!: HTMLCanvasElement;
  @queryAll('.all canvas') private readonly all!: NodeListOf<HTMLCanvasElement>;
  private step = 0;
  /** Whether the cursor of this run has been put anywhere but at its end. */
  private moved = false;
  /** Of both runs, that before first. */
  private stacks: readonly (readonly Stack[])[] = [[], []];
  /** The stacks that the run had until a moment ago, and since when it has others. */
  private fallen: { readonly stacks: readonly Stack[]; readonly since: number } | null = null;
  private readonly names = latest(parameterNames);
  private readonly loudest = latest(loudestOf);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recording') || changed.has('view') || changed.has('earlier')) {
      this.moved = (this.moved && !changed.has('recording')) || (this.isAway && !this.view.playing);
      this.look();
    }
  }

  override render() {
    const { strings, stacks, chosen } = this;
    const captions = [strings.huntBefore, strings.huntAfter];
    const says = stacks.map((each, k) => besideInWords(each, stacks[1 - k], chosen, strings));
    const names = this.names(this.earlier.info.shape, stacks[0].length);
    return html`
      <div class="parts">
        <div>
          <label>
            <span class="muted">${strings.stackParameter}</span>
            <select @change=${this.choose}>
              ${names.map((name, k) => html`<option value=${k} .selected=${k === chosen}>${name}</option>`)}
            </select>
          </label>
          <canvas
            class="pair"
            role="img"
            aria-label=${captions.map((caption, k) => `${caption}: ${says[k]}`).join(' ')}
          ></canvas>
        </div>
        <div class="all">
          ${captions.map(
            (caption, k) => html`
              <figure>
                <figcaption class="muted">${caption}</figcaption>
                <canvas
                  role="img"
                  aria-label=${format(strings.huntAllLabel, caption, stacks[k].length, tallestOf(stacks[k]))}
                  @click=${this.pick}
                ></canvas>
              </figure>
            `,
          )}
        </div>
      </div>
      <div class="says">
        ${captions.map((caption, k) => html`<p><span>${caption}:</span> ${says[k]}</p>`)}
        ${
          isOf(stacks[1], this.step)
            ? html`<p class="whole">${format(strings.huntAllOwn, stacks[1].length, this.step)}</p>`
            : nothing
        }
      </div>
    `;
  }

  protected override draw(): void {
    const { strings, stacks, chosen, earlier } = this;
    const share = this.share();
    const was = this.fallen?.stacks[chosen];
    const sides = [strings.huntBefore, strings.huntAfter].flatMap((name, k) => {
      const stack = stacks[k][chosen];
      const stored = format(strings.stackStored, formatNumber(stack?.stored ?? 0));
      return stack ? [{ stack, name, stored, ...(k === 1 && was ? { was, left: share } : {}) }] : [];
    });
    const pair = this.sheet(this.pair, 220);
    if (pair) {
      drawPair(pair, sides, {
        step: (step) => format(strings.stackOf, step),
        earlier: strings.stackEarlier,
      });
    }
    for (const [k, canvas] of this.all.entries()) {
      const rows = rowsOf(earlier.info.shape, stacks[k].length, this.widthOf(canvas));
      const sheet = this.sheet(canvas, heightOf(rows));
      if (sheet) {
        drawAll(sheet, stacks[k], rows, chosen, stacks[1 - k]);
      }
    }
    if (share > 0) {
      requestAnimationFrame(() => this.isConnected && this.draw());
    } else {
      this.fallen = null;
    }
  }

  private get chosen(): number {
    return this.parameter ?? this.loudest(this.earlier, this.earlier.find(0, 'backward'));
  }

  /** Whether the cursor is somewhere in a run that is over, and not at its end. */
  private get isAway(): boolean {
    const { recording, view } = this;
    return recording.outcome !== null && view.position >= 0 && view.position < recording.stops.length - 1;
  }

  /** Looks at both runs at the step that is asked for. */
  private look(): void {
    const { earlier, recording, view } = this;
    const own =
      this.moved || (this.isAway && view.playing) ? recording.stops[view.position]?.step : undefined;
    const step = Math.min(own ?? this.otherwise, earlier.steps - 1);
    const stacks = [earlier, recording].map((run) => depositsAt(run, run.find(step, 'backward')));
    const isOther = this.hasUpdated && this.step === step && tallestOf(stacks[1]) < tallestOf(this.stacks[1]);
    if (isOther && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.fallen = { stacks: this.stacks[1], since: performance.now() };
    }
    this.step = step;
    this.stacks = stacks;
  }

  /** How much of what has fallen away is still to be seen, from 0 to 1. */
  private share(): number {
    const passed = this.fallen ? (performance.now() - this.fallen.since) / falling : 1;
    return passed < 1 ? (1 - passed) ** 2 : 0;
  }

  private readonly choose = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) {
      this.parameter = target.selectedIndex;
    }
  };

  private readonly pick = ({ offsetX, offsetY, currentTarget }: MouseEvent) => {
    if (currentTarget instanceof HTMLCanvasElement) {
      const rows = rowsOf(this.earlier.info.shape, this.stacks[0].length, this.widthOf(currentTarget));
      const { scale } = this.text;
      const places = rows.flatMap((row) => row.places);
      const near = placeAt(places, offsetX / scale, offsetY / scale);
      this.parameter = near < 0 ? this.parameter : near;
    }
  };
}

function tallestOf(stacks: readonly Stack[]): number {
  return stacks.reduce((most, { layers }) => Math.max(most, layers.length), 0);
}

/** Whether there is something in these stacks, and nothing that is not of a step. */
function isOf(stacks: readonly Stack[], step: number): boolean {
  const layers = stacks.flatMap((stack) => stack.layers);
  return layers.length > 0 && layers.every((layer) => layer.step === step);
}
