import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatLoss, formatRate } from '../src/protocol/numbers.ts';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent } from './host.ts';
import { mostOverlays, type Overlay, overlayColours, overlayLooks } from './overlays.ts';
import { theme } from './theme.ts';

/** Fires when the person ticks a past run, or unticks it. */
export class CompareEvent extends Event {
  static readonly type = 'day5-compare';
  readonly id: number;

  constructor(id: number) {
    super(CompareEvent.type);
    this.id = id;
  }
}

/** The runs of this window as a table; those that are ticked are drawn beside the curve. */
@customElement('day5-history')
export class History extends LitElement {
  static override styles = [
    theme,
    overlayColours,
    css`
      :host {
        container-type: inline-size;
      }

      .scroll {
        max-height: 17em;
        margin-top: 8px;
        overflow: auto;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.92em;
      }

      th {
        position: sticky;
        z-index: 1;
        top: 0;
        background: var(--page);
        color: var(--muted);
        font-size: 0.92em;
        font-weight: 400;
        text-align: start;
      }

      td,
      th {
        padding: 3px 10px 3px 0;
        white-space: nowrap;
      }

      td.number,
      th.number {
        text-align: end;
      }


      tbody tr {
        border-top: 1px solid var(--line);
      }

      tbody tr:hover {
        background: var(--vscode-list-hoverBackground);
      }

      .verdict {
        width: 99%;
        white-space: normal;
      }

      /* The warning's own colour is too pale for text in light themes. */
      .error::before {
        margin-inline-end: 0.35em;
        color: var(--vscode-editorWarning-foreground, var(--text));
        content: '▲' / '';
        font-size: 0.8em;
      }

      /* Where it is narrow, the verdict has a line of its own below the numbers. */
      @container (max-width: 420px) {
        tr {
          display: grid;
          grid-template-columns: 4.2em minmax(0, 1.1fr) minmax(0, 1fr) minmax(0, 0.9fr) minmax(0, 1.5fr);
        }

        thead {
          position: sticky;
          z-index: 1;
          top: 0;
          background: var(--page);
        }

        td,
        th {
          padding-inline-end: 0;
          overflow-wrap: anywhere;
          white-space: normal;
        }

        th {
          align-self: end;
        }

        th.verdict {
          display: none;
        }

        td.verdict {
          grid-column: 2 / -1;
          width: auto;
          padding-top: 0;
          text-align: end;
        }

        td.none {
          display: none;
        }
      }

      label {
        display: flex;
        align-items: center;
        gap: 5px;
        min-width: 3.4em;
        cursor: pointer;
      }

      input {
        margin: 0;
        accent-color: var(--vscode-button-background);
      }

      svg {
        width: 22px;
        height: 10px;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        margin-top: 8px;
      }

      button {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        font-size: 0.92em;
        cursor: pointer;
      }

      button:hover {
        text-decoration: underline;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** The newest first. */
  @property({ attribute: false }) runs: readonly PastRun[] = [];
  /** Those that are drawn. */
  @property({ attribute: false }) overlays: readonly Overlay[] = [];

  override render() {
    const { strings, runs } = this;
    return html`
      <h3>${strings['history.title']}</h3>
      <p class="muted">${runs.length > 0 ? strings['history.text'] : strings['history.none']}</p>
      ${runs.length > 0 ? this.renderTable() : nothing}
    `;
  }

  private renderTable() {
    const { strings, runs } = this;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${strings['history.title']}>
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="hidden">${strings.curve}</span></th>
              <th scope="col" class="number">
                <abbr title=${strings['history.rateLabel']}>${strings['history.rate']}</abbr>
              </th>
              <th scope="col" class="number">${strings['history.seed']}</th>
              <th scope="col" class="number">${strings['history.steps']}</th>
              <th scope="col" class="number">${strings['history.last']}</th>
              <th scope="col" class="verdict">${strings['history.verdict']}</th>
            </tr>
          </thead>
          <tbody>
            ${runs.map((run) => this.renderRun(run))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        ${this.renderAction('csv', () => this.dispatchEvent(new IntentEvent({ type: 'saveLosses' })))}
        ${this.renderAction('png', () => this.dispatchEvent(new Event('day5-picture')))}
        <button @click=${() => this.dispatchEvent(new IntentEvent({ type: 'clearHistory' }))}>
          ${strings['history.clear']}
        </button>
      </div>
    `;
  }

  private renderAction(kind: 'csv' | 'png', act: () => void) {
    const { strings } = this;
    return html`<button title=${strings[`history.${kind}Hint`]} @click=${act}>${strings[`history.${kind}`]}</button>`;
  }

  private renderRun(run: PastRun) {
    const { strings, overlays } = this;
    const overlay = overlays.find((each) => each.run === run);
    const full = !overlay && overlays.length >= mostOverlays;
    const rate = run.learningRate === null ? strings['history.notOne'] : formatRate(run.learningRate);
    const last = run.last === null ? '–' : formatLoss(run.last);
    const verdict = run.verdict ? (`verdict.${run.verdict}` as const) : 'verdict.none';
    const isNote = ['crawling', 'converging', 'oscillating', 'plateau-saturated', 'diverging'];
    return html`
      <tr>
        <td>
          <label>
            <input
              type="checkbox"
              aria-label=${format(strings['history.show'], overlay?.letter ?? '', rate, run.steps, last)}
              .checked=${overlay !== undefined}
              ?disabled=${full}
              @change=${() => this.dispatchEvent(new CompareEvent(run.id))}
            />
            ${overlay ? this.renderLine(overlay) : nothing}
          </label>
        </td>
        <td class="number">${rate}</td>
        <td class="number">${run.seed ?? '–'}</td>
        <td class="number">${run.steps}</td>
        <td class="number">${last}</td>
        <td class="verdict ${run.verdict ? (isNote.includes(run.verdict) ? '' : 'error') : 'none'}">${strings[verdict]}</td>
      </tr>
    `;
  }

  /** How the run is drawn. */
  private renderLine({ letter, slot }: Overlay) {
    const { colour, dash } = overlayLooks[slot];
    return html`<span aria-hidden="true">${letter}</span>
      <svg aria-hidden="true">
        <line x1="0" x2="22" y1="5" y2="5" stroke="var(${colour})" stroke-width="2" stroke-dasharray=${dash.join(' ')} />
      </svg>`;
  }
}
