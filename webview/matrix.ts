import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Deliverable } from '../src/core/lesson/deliverables.ts';
import { doneOf, type Progress } from '../src/core/lesson/progress.ts';
import type { Section } from '../src/core/lesson/sections.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { ShowEvent } from './host.ts';
import { theme } from './theme.ts';

type Cell = 'first' | 'ifTime' | 'carefully' | 'avoid';

/** Where a cell is done, and which deliverables show that it has been; what is to be avoided has neither. */
const cells: Readonly<
  Record<Cell, { readonly section: Section; readonly needs: readonly Deliverable[] } | null>
> = {
  first: { section: 'code', needs: ['trainingLoop', 'twentySteps'] },
  ifTime: { section: 'learningRate', needs: ['learningRate'] },
  carefully: { section: 'code', needs: ['predictions'] },
  avoid: null,
};

/** The column of each cell, which the cell names itself where there is one column alone. */
const depths = {
  first: 'matrix.deep',
  ifTime: 'matrix.surface',
  carefully: 'matrix.deep',
  avoid: 'matrix.surface',
} as const satisfies Record<Cell, keyof LessonStrings>;

/** What matters today, by the time it takes and the depth it has: four cells, each with the way to what does it. */
@customElement('day5-matrix')
export class Matrix extends LitElement {
  static override styles = [
    theme,
    buttons,
    css`
      :host {
        container-type: inline-size;
      }

      table,
      tbody,
      tr {
        display: contents;
      }

      .grid {
        display: grid;
        gap: 10px;
      }

      thead {
        display: none;
      }

      .axis {
        color: var(--muted);
        font-size: 0.9em;
        font-weight: 400;
        text-align: start;
      }

      td {
        display: grid;
        align-content: start;
        gap: 4px;
        padding: 12px 14px 14px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
        color: var(--vscode-editorWidget-foreground, var(--text));
      }

      td.corner {
        padding: 0;
        border: 0;
        background: none;
      }

      td.avoid {
        border-style: dashed;
        background: none;
        color: var(--text);
      }

      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 12px;
      }

      strong {
        font-weight: 600;
      }

      .done {
        color: var(--phase-update);
        font-size: 0.9em;
        white-space: nowrap;
      }

      .depth {
        margin-bottom: -2px;
      }

      @container (min-width: 440px) {
        .depth {
          display: none;
        }

        .grid {
          grid-template-columns: auto repeat(2, minmax(0, 1fr));
        }

        thead {
          display: contents;
        }

        .axis.row {
          align-self: center;
          writing-mode: vertical-rl;
          rotate: 180deg;
          text-align: center;
        }

        .axis.column {
          text-align: center;
        }
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) progress!: Progress;

  override render() {
    const { strings } = this;
    return html`
      <div class="grid">
        <table aria-label=${strings['matrix.label']}>
          <thead>
            <tr>
              <td class="corner"></td>
              <th class="axis column" scope="col">${strings['matrix.deep']}</th>
              <th class="axis column" scope="col">${strings['matrix.surface']}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th class="axis row" scope="row">${strings['matrix.quick']}</th>
              ${this.renderCell('first')} ${this.renderCell('ifTime')}
            </tr>
            <tr>
              <th class="axis row" scope="row">${strings['matrix.slow']}</th>
              ${this.renderCell('carefully')} ${this.renderCell('avoid')}
            </tr>
          </tbody>
        </table>
      </div>
    `;
  }

  private renderCell(name: Cell) {
    const { strings, progress } = this;
    const cell = cells[name];
    const done = cell?.needs.every((deliverable) => doneOf(progress).includes(deliverable)) ?? false;
    return html`
      <td class=${name}>
        <span class="axis depth">${strings[depths[name]]}</span>
        <div class="head">
          <strong>${strings[`matrix.${name}`]}</strong>
          ${done ? html`<span class="done">✓ ${strings['matrix.done']}</span>` : nothing}
        </div>
        <p>${strings[`matrix.${name}Text`]}</p>
        ${
          cell
            ? html`<div>
                <button
                  class="link"
                  aria-label="${strings['matrix.go']}: ${strings[`matrix.${name}`]}"
                  @click=${() => this.dispatchEvent(new ShowEvent(cell.section))}
                >${strings['matrix.go']}</button>
              </div>`
            : nothing
        }
      </td>
    `;
  }
}
