import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatLoss } from '../src/protocol/numbers.ts';
import { placeInWords } from '../src/protocol/place.ts';
import { format } from '../src/protocol/strings.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';

/** The loss at the cursor, its change since the step before, and where the cursor stands. Spoken politely. */
@customElement('day5-readout')
export class Readout extends RunElement {
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 16px;
      }

      .loss {
        display: flex;
        align-items: baseline;
        gap: 8px;
      }

      .value {
        font-size: 1.75em;
        font-weight: 600;
        line-height: 1.2;
      }

      .unknown {
        color: var(--muted);
        font-weight: 400;
      }

      .fell {
        color: var(--phase-update);
      }

      .rose {
        color: var(--phase-loss);
      }

      .place {
        text-align: end;
      }

      @container (max-width: 380px) {
        .place {
          display: flex;
          flex: 1 0 100%;
          flex-wrap: wrap;
          align-items: baseline;
          justify-content: space-between;
          gap: 0 12px;
        }
      }
    `,
  ];

  override render() {
    const { strings, recording, view } = this;
    const { loss } = this.moment;
    const { seed, learningRate } = recording.info;
    const place = placeInWords(recording, view.position, strings);
    return html`
      <div class="loss">
        <span class="muted">${strings.loss}</span>
        ${
          loss === null
            ? html`<span class="value unknown" aria-label=${strings.lossUnknown}>–</span>`
            : html`<span class="value number">${formatLoss(loss)}</span>${this.renderChange(loss)}`
        }
      </div>
      <div class="place">
        <div>${place}</div>
        <div class="eyebrow">${format(strings.runLabel, seed ?? '–', learningRate ?? '–')}</div>
      </div>
      <div class="hidden" role="status">
        ${view.playing ? nothing : `${place}. ${strings.loss} ${loss === null ? strings.lossUnknown : formatLoss(loss)}`}
      </div>
    `;
  }

  /** How far the loss has moved since the step before. */
  private renderChange(loss: number) {
    const step = this.stop?.step ?? 0;
    const losses = this.recording.losses();
    const computed = this.recording.find(step, 'loss');
    // Until this step has computed its own loss, the one shown is the step before's.
    const current = computed >= 0 && computed <= this.view.position ? step : step - 1;
    const before = current > 0 ? losses[current - 1] : null;
    if (before === null || Number.isNaN(loss)) {
      return nothing;
    }
    const change = loss - before;
    return html`<span class="number ${change > 0 ? 'rose' : 'fell'}">
      ${change > 0 ? '▲' : '▼'} ${Math.abs(change).toFixed(4)}
    </span>`;
  }
}
