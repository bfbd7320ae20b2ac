import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import { depositsAt, type Stack } from '../src/core/training/deposits.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { formatNumber } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { Colours } from './colours.ts';
import { drawAll, drawStack, freshStep, type Place, placesOf, type Sheet } from './depositDrawing.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { latest } from './latest.ts';
import { select } from './select.ts';
import { TextSize } from './textSize.ts';
import { theme } from './theme.ts';
import './lossTable.ts';

/** So many layers the table lists one by one; what is older is one row. */
const mostRows = 30;

/** Fires when the person chooses another parameter. */
export class ParameterEvent extends Event {
  static readonly type = 'day5-parameter';
  /** Its place in `model.parameters()`. */
  readonly parameter: number;

  constructor(parameter: number) {
    super(ParameterEvent.type);
    this.parameter = parameter;
  }
}

/**
 * What the gradients consist of at the cursor: for one parameter the deposits since its last reset as a stack, each in the
 * colour of the step that made it and with its number, beside what is stored and what the last step alone has made; and all
 * parameters small. A pure function of recording and position.
 *
 * @fires day5-parameter when another parameter is chosen
 */
@customElement('day5-deposit-stack')
export class DepositStack extends ExhibitElement {
  static override styles = [
    theme,
    select,
    css`
      :host {
        container-type: inline-size;
        --truth: var(--phase-backward);
        --step-0: var(--vscode-charts-blue);
        --step-1: var(--vscode-charts-yellow);
        --step-2: var(--vscode-charts-purple);
        --step-3: var(--vscode-charts-green);
        --step-4: var(--vscode-charts-red);
      }

      .parts {
        display: grid;
        gap: 14px 28px;
      }

      label {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
      }

      canvas {
        display: block;
        width: 100%;
      }

      .one canvas {
        height: 190px;
        margin-top: 8px;
      }

      .all canvas {
        margin-top: 8px;
        cursor: pointer;
      }

      day5-loss-table {
        margin-top: 8px;
      }

      .says {
        min-height: 3em;
        margin-top: 4px;
      }

      summary {
        width: fit-content;
        color: var(--muted);
        cursor: pointer;
      }

      table {
        margin-top: 6px;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 1px 20px 1px 0;
        font-weight: 400;
        text-align: end;
      }

      thead th {
        color: var(--muted);
      }

      tbody tr:last-child > * {
        border-top: 1px solid var(--line);
      }

      :host([compact]) .all {
        display: none;
      }

      @container (min-width: 640px) {
        :host(:not([compact])) .parts {
          grid-template-columns: minmax(0, 300px) minmax(0, 1fr);
        }
      }
    `,
  ];

  /** The parameter that is shown large, by its place in `model.parameters()`; null for the one with the largest first gradient. */
  @property({ attribute: false }) parameter: number | null = null;
  /** Shows one parameter alone, which somebody else chooses. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** The stacks of another run, which the chosen parameter's is drawn to one scale with. */
  @property({ attribute: false }) beside: readonly Stack[] = [];
  @state() private tableOpen = false;
  @query('.one canvas') private readonly one!: HTMLCanvasElement;
  @query('.all canvas') private readonly all!: HTMLCanvasElement;
  private stacks: readonly Stack[] = [];
  private places: readonly Place[] = [];
  private readonly names = latest(parameterNames);
  private readonly loudest = latest(loudestOf);
  private readonly text = new TextSize(this);
  private readonly sizes = new ResizeObserver(() => this.draw());
  private readonly colours = new Colours(() => this);
  private readonly themes = new MutationObserver(() => {
    this.colours.forget();
    this.draw();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.themes.disconnect();
    this.sizes.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recording') || changed.has('view')) {
      this.stacks = depositsAt(this.recording, this.view.position);
    }
  }

  override render() {
    const { strings, stacks, chosen } = this;
    if (stacks.length === 0) {
      return html`<p class="muted">${strings.stackNone}</p>`;
    }
    const { shape } = this.recording.info;
    const names = this.names(shape, stacks.length);
    const tallest = stacks.reduce((most, { layers }) => Math.max(most, layers.length), 0);
    const says = this.inWords(stacks[chosen]);
    return html`
      <div class="parts">
        <div class="one">
          ${
            this.compact
              ? nothing
              : html`<label>
                  <span class="muted">${strings.stackParameter}</span>
                  <select @change=${this.choose}>
                    ${names.map((name, k) => html`<option value=${k} .selected=${k === chosen}>${name}</option>`)}
                  </select>
                </label>`
          }
          <canvas role="img" aria-label=${says}></canvas>
          <p class="says">${says}</p>
          <details @toggle=${this.toggle}>
            <summary>${strings.stackTable}</summary>
            ${this.tableOpen ? this.renderTable(stacks[chosen]) : nothing}
          </details>
        </div>
        <div class="all">
          <span class="muted">${format(strings.stackAll, stacks.length)}</span>
          <canvas
            role="img"
            aria-label=${format(strings.stackAllLabel, stacks.length, tallest, names[chosen] ?? '')}
            @click=${this.pick}
          ></canvas>
          ${this.compact ? nothing : this.renderAll(names)}
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    this.draw();
  }

  /** Every stack as the row of a table. */
  private renderAll(names: readonly string[]) {
    const { strings, stacks } = this;
    return html`<day5-loss-table
      .strings=${strings}
      .name=${strings.stackAllTable}
      .rowHead=${strings.stackParameter}
      .nameRow=${(row: number) => names[row]}
      .columns=${[
        { name: strings.stackLayers, losses: stacks.map(({ layers }) => layers.length), write: String },
        { name: strings.stackSum, losses: stacks.map(({ stored }) => stored), write: formatNumber },
        {
          name: format(strings.stackFresh, freshStep(stacks) ?? strings.stackEarlier),
          losses: stacks.map(({ truth }) => truth),
          write: formatNumber,
        },
      ]}
      .listed=${[...stacks.keys()]}
    ></day5-loss-table>`;
  }

  private get chosen(): number {
    const { parameter, stacks } = this;
    return Math.max(
      0,
      Math.min(
        parameter ?? this.loudest(this.recording, this.recording.find(0, 'backward')),
        stacks.length - 1,
      ),
    );
  }

  private renderTable(stack: Stack | undefined) {
    const { strings } = this;
    const layers = stack?.layers ?? [];
    const older = layers.slice(0, -mostRows);
    const row = (head: string | number, amount: number) => html`
      <tr>
        <th scope="row" class="number">${head}</th>
        <td class="number">${formatNumber(amount)}</td>
      </tr>
    `;
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${strings.stackStep}</th>
            <th scope="col">${strings.stackDeposit}</th>
          </tr>
        </thead>
        <tbody>
          ${
            older.length > 0
              ? row(
                  `${older[0].step ?? strings.stackEarlier}–${older.at(-1)?.step}`,
                  older.reduce((sum, { amount }) => sum + amount, 0),
                )
              : nothing
          }
          ${layers.slice(-mostRows).map(({ step, amount }) => row(step ?? strings.stackEarlier, amount))}
          ${row(strings.stackSum, stack?.stored ?? 0)}
        </tbody>
      </table>
    `;
  }

  /** The chosen stack in a sentence. */
  private inWords(stack: Stack | undefined): string {
    const { strings } = this;
    if (!stack || stack.layers.length === 0) {
      return stack?.truth === 0 ? strings.stackNoDeposit : strings.stackNone;
    }
    const { layers, stored, truth } = stack;
    const nameOf = (step: number | null) => step ?? strings.stackEarlier;
    const [first, last] = [nameOf(layers[0].step), nameOf(layers[layers.length - 1].step)];
    const fresh = freshStep(this.stacks);
    const amount = formatNumber(stored);
    if (layers.length === 1) {
      return layers[0].step === fresh
        ? format(strings.stackOne, first, amount)
        : format(strings.stackOld, first, amount, nameOf(fresh), formatNumber(truth ?? 0));
    }
    return first === last
      ? format(strings.stackSameStep, layers.length, first, amount)
      : format(
          strings.stackMany,
          layers.length,
          first,
          last,
          amount,
          nameOf(fresh),
          formatNumber(truth ?? 0),
        );
  }

  private draw(): void {
    if (!this.hasUpdated || this.clientWidth === 0 || this.stacks.length === 0) {
      return;
    }
    const { stacks, chosen, strings } = this;
    const fresh = freshStep(stacks);
    const stack = stacks[chosen];
    const one = this.sheet(this.one, 190, this.text.scale);
    if (one && stack) {
      const names = {
        stored: format(strings.stackStored, formatNumber(stack.stored)),
        truth: format(strings.stackTruth, fresh ?? strings.stackEarlier, formatNumber(stack.truth ?? 0)),
        earlier: strings.stackEarlier,
        step: strings.stackStep,
      };
      drawStack(one, stack, fresh, names, this.beside[chosen] ?? null);
    }
    this.places = placesOf(this.recording.info.shape, stacks.length, this.all.clientWidth);
    const height = Math.max(0, ...this.places.map((place) => place.top + place.height)) + 6;
    const all = this.sheet(this.all, height);
    if (all) {
      drawAll(all, stacks, this.places, fresh, chosen);
    }
  }

  /** A canvas made ready to be drawn on, in the pixels of the screen; all on it is so many times as large. */
  private sheet(canvas: HTMLCanvasElement, height: number, zoom = 1): Sheet | null {
    const width = canvas.clientWidth / zoom;
    const scale = window.devicePixelRatio * zoom;
    const context = canvas.getContext('2d');
    if (!context || width === 0) {
      return null;
    }
    const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
      canvas.style.height = `${height * zoom}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const colour = (name: string) => this.colours.read(name, '');
    return { context, width, height, colour, font: `11px ${colour('--mono')}` };
  }

  private readonly choose = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) {
      this.take(Number(event.target.value));
    }
  };

  private readonly pick = ({ offsetX, offsetY }: MouseEvent) => {
    const near = this.places.findIndex(
      ({ left, top, width, height }) =>
        offsetX >= left - 1 && offsetX < left + width + 1 && offsetY >= top - 8 && offsetY < top + height + 8,
    );
    if (near >= 0) {
      this.take(near);
    }
  };

  private readonly toggle = (event: Event) => {
    this.tableOpen = event.target instanceof HTMLDetailsElement && event.target.open;
  };

  private take(parameter: number): void {
    this.parameter = parameter;
    this.dispatchEvent(new ParameterEvent(parameter));
  }
}

/** The parameter whose deposit at the stop `first` is the largest: there, most can be seen. */
export function loudestOf(recording: Recording, first: number): number {
  const deposit = recording.stops[first]?.deposit ?? [];
  let loudest = 0;
  for (let k = 1; k < deposit.length; k++) {
    if (Math.abs(deposit[k]) > Math.abs(deposit[loudest])) {
      loudest = k;
    }
  }
  return loudest;
}
