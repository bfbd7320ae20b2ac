import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import { depositsAt, type Stack } from '../src/core/training/deposits.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { formatNumber } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { drawStack } from './depositDrawing.ts';
import { drawAll, heightOf, type Place, placeAt, rowsOf } from './depositRows.ts';
import { depositStyles } from './depositStyles.ts';
import { besideInWords } from './depositWords.ts';
import { DrawnElement, stepColourStyles } from './drawnElement.ts';
import { latest } from './latest.ts';
import { select } from './select.ts';
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
export class DepositStack extends DrawnElement {
  static override styles = [
    theme,
    select,
    stepColourStyles,
    depositStyles,
    css`
      .one canvas {
        height: 190px;
        margin-top: 8px;
      }

      .all canvas {
        margin-top: 8px;
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
    const says = besideInWords(stacks, this.beside, chosen, strings);
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
          name: format(strings.stackFresh, lastStepOf(stacks) ?? strings.stackEarlier),
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

  protected override draw(): void {
    if (this.stacks.length === 0) {
      return;
    }
    const { stacks, chosen, strings } = this;
    const stack = stacks[chosen];
    const one = this.sheet(this.one, 190);
    if (one && stack) {
      const names = {
        stored: format(strings.stackStored, formatNumber(stack.stored)),
        truth: format(strings.stackTruth, stack.last ?? strings.stackEarlier, formatNumber(stack.truth ?? 0)),
        earlier: strings.stackEarlier,
        step: (step: number) => format(strings.stackOf, step),
      };
      drawStack(one, stack, names, this.beside[chosen] ?? null);
    }
    const rows = rowsOf(this.recording.info.shape, stacks.length, this.widthOf(this.all));
    this.places = rows.flatMap(({ places }) => places);
    const all = this.sheet(this.all, heightOf(rows));
    if (all) {
      drawAll(all, stacks, rows, chosen, []);
    }
  }

  private readonly choose = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) {
      this.take(Number(event.target.value));
    }
  };

  private readonly pick = ({ offsetX, offsetY }: MouseEvent) => {
    const { scale } = this.text;
    const near = placeAt(this.places, offsetX / scale, offsetY / scale);
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

/** The step that went backward last, of any parameter. */
function lastStepOf(stacks: readonly Stack[]): number | null {
  const steps = stacks.flatMap(({ last }) => (last === null ? [] : [last]));
  return steps.length > 0 ? Math.max(...steps) : null;
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
