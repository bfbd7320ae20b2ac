import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { accumulation, accumulationStep, type Pass } from '../src/core/lesson/accumulation.ts';
import { referenceRun } from '../src/core/lesson/reference.ts';
import { formatLoss, formatNumber, formatSize } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { latest } from './latest.ts';
import { theme } from './theme.ts';

/** How gradients that add up are useful: a step in four backward passes beside a step in one, trained here and now. */
@customElement('day5-accumulation')
export class AccumulationExhibit extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
      }

      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px 32px;
        align-items: start;
        margin-top: 12px;
      }

      pre {
        margin: 0;
        padding: 10px 12px;
        overflow-x: auto;
        border: 1px solid var(--line);
        border-radius: 4px;
        background: var(--vscode-textCodeBlock-background);
        font-family: var(--mono);
        font-size: 0.95em;
        line-height: 1.55;
      }

      table {
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 0 2px 22px;
        font-weight: 400;
        text-align: end;
        white-space: nowrap;
      }

      th:first-child {
        padding-inline-start: 0;
        text-align: start;
      }

      thead th {
        color: var(--muted);
      }

      tbody tr:last-child > * {
        border-top: 1px solid var(--line);
      }

      .same {
        max-width: 62ch;
        margin-top: 10px;
      }

      table {
        width: fit-content;
      }

      @container (max-width: 26em) {
        pre {
          font-size: 0.86em;
        }

        th,
        td {
          padding-inline-start: 12px;
          vertical-align: bottom;
          white-space: normal;
          overflow-wrap: anywhere;
        }
      }

      @container (min-width: 44em) {
        .parts {
          grid-template-columns: auto auto;
          justify-content: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  private readonly compute = latest(() => accumulation(referenceRun.seed, referenceRun.learningRate));

  override render() {
    const { strings } = this;
    const { passes, batch, gradients, parameters, count } = this.compute();
    const row = (name: string, { loss, length }: Pass) => html`
      <tr>
        <th scope="row">${name}</th>
        <td class="number">${formatLoss(loss)}</td>
        <td class="number">${formatSize(length)}</td>
      </tr>
    `;
    return html`
      <h4>${strings['accumulation.title']}</h4>
      <p class="muted">${strings['accumulation.text']}</p>
      <div class="parts">
        <pre tabindex="0"><code>${accumulationStep.join('\n')}</code></pre>
        <table>
          <thead>
            <tr>
              <th scope="col">${strings['accumulation.passColumn']}</th>
              <th scope="col">${strings['accumulation.loss']}</th>
              <th scope="col">${strings['accumulation.stored']}</th>
            </tr>
          </thead>
          <tbody>
            ${passes.map((pass, k) => row(format(strings['accumulation.pass'], k), pass))}
            ${row(strings['accumulation.batch'], batch)}
          </tbody>
        </table>
      </div>
      <p class="same">
        ${format(strings['accumulation.same'], count, formatNumber(gradients), formatNumber(parameters))}
      </p>
    `;
  }
}
