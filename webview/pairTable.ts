import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HuntLoop } from '../src/core/lesson/huntLoop.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';

const loops: readonly HuntLoop[] = ['sound', 'buggy'];

/** The steps that are worth a row: the first, where the hunt asks, and where the runs of the lesson turn. */
const listed = [0, 5, 10, 12, 15, 19, 50, 100, 135, 136, 150, 199] as const;

/** What the curves of a sound run and one with the bug show, in numbers; it opens when it is asked for. */
@customElement('day5-pair-table')
export class PairTable extends LitElement {
  static override styles = [
    theme,
    css`
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
        padding: 2px 0 2px 24px;
        font-weight: 400;
        text-align: end;
      }

      th:first-child {
        padding-inline-start: 0;
      }

      thead th {
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** The losses of each step, NaN where there is none. */
  @property({ attribute: false }) sound: readonly number[] = [];
  @property({ attribute: false }) buggy: readonly number[] = [];
  @state() private isOpen = false;

  override render() {
    return html`
      <details @toggle=${this.toggled}>
        <summary>${this.strings['pair.table']}</summary>
        ${this.isOpen ? this.renderTable() : nothing}
      </details>
    `;
  }

  private renderTable() {
    const { strings } = this;
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${strings.stackStep}</th>
            ${loops.map((loop) => html`<th scope="col">${strings[`pair.${loop}`]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${listed.map(
            (step) => html`
              <tr>
                <th scope="row" class="number">${step}</th>
                ${loops.map((loop) => html`<td class="number">${lossAt(this[loop], step)}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  private readonly toggled = ({ target }: Event) => {
    this.isOpen = target instanceof HTMLDetailsElement && target.open;
  };
}

function lossAt(losses: readonly number[], step: number): string {
  const loss = losses[step];
  return loss === undefined || Number.isNaN(loss) ? '–' : formatLoss(loss);
}
