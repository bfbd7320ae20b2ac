import { css, html, nothing, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatSigned } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';

/** Where a value between −1 and 1 stands on its track, with room for a ring at both ends. */
const at = (value: number) => `${4 + ((Math.max(-1, Math.min(1, value)) + 1) / 2) * 92}%`;

/** Predictions against targets: for each sample a track from −1 to 1, the target a ring, the prediction a dot. */
@customElement('day5-predictions')
export class Predictions extends RunElement {
  static override styles = [
    theme,
    css`
      ul {
        display: grid;
        gap: 6px;
        margin-top: 12px;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 2.2em minmax(0, 1fr) 4em 3.2em;
        align-items: center;
        gap: 10px;
      }

      .value {
        text-align: end;
      }

      .head {
        margin-bottom: -4px;
        font-size: 0.85em;
      }

      .head span {
        grid-column: 3;
        text-align: end;
      }

      .head span + span {
        grid-column: 4;
      }

      svg {
        display: block;
        width: 100%;
        height: 22px;
        overflow: visible;
      }

      .track {
        stroke: var(--muted);
        stroke-opacity: 0.45;
      }

      .zero {
        stroke: var(--muted);
      }

      .error {
        stroke: var(--phase-loss);
        stroke-width: 3;
        stroke-linecap: round;
      }

      .target {
        fill: var(--page);
        stroke: var(--text);
        stroke-width: 1.5;
      }

      .prediction {
        fill: var(--accent);
      }
    `,
  ];

  override render() {
    const { strings, recording } = this;
    const predictions = (this.finished && recording.outcome?.predictions) || this.moment.predictions;
    return html`
      <h2>${strings.predictionsTitle}</h2>
      <p class="muted">${this.finished ? strings.predictionsAfter : strings.predictionsText}</p>
      <ul>
        <li class="head muted" aria-hidden="true">
          <span>${strings.prediction}</span><span>${strings.target}</span>
        </li>
        ${recording.info.targets.map((target, k) => this.renderRow(k, target, predictions?.[k]))}
      </ul>
    `;
  }

  private renderRow(k: number, target: number, prediction: number | undefined) {
    const { strings } = this;
    const label =
      prediction === undefined
        ? format(strings.predictionMissing, k, formatSigned(target))
        : format(strings.predictionRow, k, formatSigned(target), formatSigned(prediction));
    return html`
      <li>
        <span class="muted number" aria-hidden="true">${format(strings.sample, k)}</span>
        <svg role="img" aria-label=${label}>
          <line class="track" x1=${at(-1)} x2=${at(1)} y1="11" y2="11" />
          <line class="zero" x1=${at(0)} x2=${at(0)} y1="8" y2="14" />
          ${prediction === undefined ? nothing : svg`<line class="error" x1=${at(target)} x2=${at(prediction)} y1="11" y2="11" />`}
          <circle class="target" cx=${at(target)} cy="11" r="6" />
          ${prediction === undefined ? nothing : svg`<circle class="prediction" cx=${at(prediction)} cy="11" r="4" />`}
        </svg>
        <span class="number value" aria-hidden="true">${prediction === undefined ? '–' : formatSigned(prediction)}</span>
        <span class="number value muted" aria-hidden="true">${formatSigned(target).replace(/\.0+$/, '')}</span>
      </li>
    `;
  }
}
