import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { behaviours, isNamed, type TriedRate } from '../src/core/lesson/triedRates.ts';
import { formatRate } from '../src/protocol/numbers.ts';
import { answerOf } from '../src/protocol/receiptWords.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent } from './host.ts';
import { select } from './select.ts';
import { theme } from './theme.ts';

/** The learning rates that were tried: each is given the name of its behaviour, and answers with the numbers of its run. */
@customElement('day5-rates')
export class Rates extends LitElement {
  static override styles = [
    theme,
    select,
    css`
      summary {
        color: var(--text);
        cursor: pointer;
      }

      ul {
        display: grid;
        gap: 10px;
        margin-top: 8px;
        list-style: none;
      }

      .rate {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }

      .value {
        min-width: 7em;
        font-size: 0.95em;
      }

      select {
        min-width: 11.5em;
        font: inherit;
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
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
        text-underline-offset: 2px;
      }

      .answer {
        padding-inline-start: 10px;
        border-inline-start: 2px solid var(--phase-loss);
        color: var(--muted);
        font-size: 0.92em;
        margin-top: 4px;
      }

      .right .answer {
        border-color: var(--phase-update);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) rates!: readonly TriedRate[];
  /** Whether enough of them have their right names. */
  @property({ type: Boolean }) done = false;

  /** Whether it is open when it first appears; from then on whoever reads it decides. */
  private opensItself: boolean | null = null;

  override render() {
    const { strings, rates } = this;
    this.opensItself ??= !this.done;
    return html`
      <details ?open=${this.opensItself}>
        <summary>${strings.ratesTitle}</summary>
        <ul>
          ${rates.map((tried) => this.renderRate(tried))}
        </ul>
      </details>
    `;
  }

  private renderRate(tried: TriedRate) {
    const { strings } = this;
    const { rate, named } = tried;
    const answer = answerOf(strings, tried);
    const written = formatRate(rate);
    return html`
      <li class=${isNamed(tried) ? 'right' : ''}>
        <div class="rate">
          <span class="value number">${format(strings.ratesName, written)}</span>
          <select
            aria-label=${format(strings.ratesLabel, written)}
            @change=${(event: Event) => this.name(rate, event)}
          >
            <option value="" .selected=${named === null}>${strings.ratesAsk}</option>
            ${behaviours.map(
              (each) =>
                html`<option value=${each} .selected=${each === named}>${strings[`behaviour.${each}`]}</option>`,
            )}
          </select>
          <button
            aria-label=${format(strings.ratesReplay, written)}
            @click=${() => this.dispatchEvent(new IntentEvent({ type: 'replay', deliverable: 'learningRate', rate }))}
          >
            ${strings.ratesReplayShort}
          </button>
        </div>
        <div role="status">${answer ? html`<p class="answer">${answer}</p>` : nothing}</div>
      </li>
    `;
  }

  private name(rate: number, { target }: Event): void {
    const chosen = target instanceof HTMLSelectElement ? target.value : '';
    const name = behaviours.find((each) => each === chosen) ?? null;
    this.dispatchEvent(new IntentEvent({ type: 'learner', event: { type: 'nameRate', rate, name } }));
  }
}
