import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatLoss } from '../src/protocol/numbers.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';

/** A curve, as a column of a table. */
export interface LossColumn {
  readonly name: string;
  /** The losses of each step; NaN or null where there is none. Where the rows are no steps, what there is of each row. */
  readonly losses: ArrayLike<number | null>;
  /** How its numbers are written, where they are no losses; also what is not a number. */
  readonly write?: (value: number) => string;
}

/** Of so many steps each has a row; of more, so many rows are spread over them. */
const mostRows = 50;

/** What curves show, in numbers; it opens when it is asked for. */
@customElement('day5-loss-table')
export class LossTable extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
      }

      summary {
        width: fit-content;
        color: var(--muted);
        cursor: pointer;
      }

      .scroll {
        max-height: 22em;
        margin-top: 6px;
        overflow: auto;
        mask-image: linear-gradient(to right, #000 calc(100% - var(--faded, 0px)), transparent);
        /* Where nothing scrolls, this stands still, and nothing fades. */
        animation: more-aside linear;
        animation-timeline: scroll(self inline);
      }

      /* What goes on aside fades out, until it has been scrolled to. */
      @keyframes more-aside {
        0%,
        95% {
          --faded: 2.5em;
        }
        100% {
          --faded: 0px;
        }
      }

      table {
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 0 2px 24px;
        font-weight: 400;
        text-align: end;
      }

      th:first-child {
        padding-inline-start: 0;
      }

      thead th {
        position: sticky;
        top: 0;
        vertical-align: bottom;
        background: var(--page);
        color: var(--muted);
      }

      /* Where it is narrow, columns stand closer. */
      @container (max-width: 32em) {
        th,
        td {
          padding-inline-start: 0.8em;
        }

        /* Names give way before numbers do. */
        thead th {
          overflow-wrap: anywhere;
        }
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** What it is a table of. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) columns: readonly LossColumn[] = [];
  /** How many steps there are to tell of; all of the longest column if left out. */
  @property({ attribute: false }) steps: number | null = null;
  /** The steps that are worth a row; null for all, or as many as there is room for. */
  @property({ attribute: false }) listed: readonly number[] | null = null;
  /** What a row is of, and how it is called; a step and its number if left out. */
  @property({ attribute: false }) rowHead = '';
  @property({ attribute: false }) nameRow: (row: number) => string = String;
  @state() private isOpen = false;

  override render() {
    return html`
      <details @toggle=${this.toggled}>
        <summary>${this.name}</summary>
        ${this.isOpen ? this.renderTable() : nothing}
      </details>
    `;
  }

  private renderTable() {
    const { strings, columns } = this;
    const steps = this.steps ?? Math.max(0, ...columns.map(({ losses }) => losses.length));
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.name}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.rowHead || strings.stackStep}</th>
              ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${(this.listed ?? spread(steps)).map(
              (step) => html`
                <tr>
                  <th scope="row" class="number">${this.nameRow(step)}</th>
                  ${columns.map((column) => html`<td class="number">${written(column, step)}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  private readonly toggled = ({ target }: Event) => {
    this.isOpen = target instanceof HTMLDetailsElement && target.open;
  };
}

/** The steps from 0 to the last, all of them or evenly spread. */
function spread(steps: number): number[] {
  const stride = Math.ceil(steps / mostRows);
  const rows = Array.from({ length: Math.ceil(steps / Math.max(1, stride)) }, (_, k) => k * stride);
  return steps > 0 && rows.at(-1) !== steps - 1 ? [...rows, steps - 1] : rows;
}

function written({ losses, write }: LossColumn, row: number): string {
  const value = losses[row] ?? null;
  if (value === null || (!write && Number.isNaN(value))) {
    return '–';
  }
  return (write ?? formatLoss)(value);
}
