import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { historyOf, type ParameterHistory } from '../src/core/training/history.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { formatSigned } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { linePath } from './linePath.ts';
import { theme } from './theme.ts';
import './lossTable.ts';

const size = { width: 200, height: 44 };

/** One parameter at the cursor, and where it has been: its data after each step, and the gradient each update used. */
@customElement('day5-parameter-history')
export class ParameterHistoryView extends ExhibitElement {
  static override styles = [
    theme,
    css`
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 0 18px;
        margin: 6px 0 0;
      }

      dl div {
        display: flex;
        gap: 6px;
      }

      dt {
        color: var(--muted);
      }

      dd {
        min-width: 4.3em;
        margin: 0;
      }

      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 10px 18px;
        margin-top: 8px;
      }

      figure {
        min-width: 0;
        margin: 0;
      }

      figcaption {
        color: var(--muted);
        font-size: 0.85em;
      }

      svg {
        display: block;
        width: 100%;
        height: ${size.height}px;
        overflow: visible;
      }

      path {
        fill: none;
        stroke: var(--text);
        stroke-linecap: round;
        stroke-width: 1.4;
        vector-effect: non-scaling-stroke;
      }

      /* A history of one step. */
      path.point {
        stroke-width: 5;
      }

      .grad path {
        stroke: var(--phase-backward);
      }

      .data path {
        stroke: var(--accent);
      }

      day5-loss-table {
        margin-top: 8px;
        font-size: 0.9em;
      }

      line {
        stroke: var(--line);
        vector-effect: non-scaling-stroke;
      }

      .cursor {
        stroke: var(--muted);
      }
    `,
  ];

  /** Index of the parameter. */
  @property({ attribute: false }) parameter = 0;
  /** The history that was read last, and what it was read from. */
  private known: { of: Recording; parameter: number; stops: number; history: ParameterHistory } | null = null;

  override render() {
    const { strings, moment, parameter } = this;
    const deposit = this.lastDeposit();
    return html`
      <dl class="number">
        ${this.renderNumber(strings['network.data'], moment.data[parameter])}
        ${this.renderNumber(strings['network.grad'], moment.grad[parameter])}
        ${this.renderNumber(strings['network.deposit'], deposit)}
      </dl>
      <div class="charts">
        ${this.renderChart('data', strings['network.historyData'])}
        ${this.renderChart('grad', strings['network.historyGrad'])}
      </div>
      ${this.renderTable()}
    `;
  }

  /** A number with its name, also before there is one: nothing moves when it comes. */
  private renderNumber(name: string, value: number | null) {
    return html`<div><dt>${name}</dt><dd>${value === null ? '–' : formatSigned(value)}</dd></div>`;
  }

  /** Both histories in numbers. */
  private renderTable() {
    const { strings } = this;
    const { steps, data, grad } = this.history;
    return html`<day5-loss-table
      .strings=${strings}
      .name=${strings['network.historyTable']}
      .nameRow=${(row: number) => String(steps[row])}
      .columns=${[
        { name: strings['network.historyData'], losses: data, write: formatSigned },
        { name: strings['network.historyGrad'], losses: grad, write: formatSigned },
      ]}
    ></day5-loss-table>`;
  }

  private renderChart(column: 'data' | 'grad', caption: string) {
    const { steps, [column]: values } = this.history;
    const { strings } = this;
    const finite = values.filter(Number.isFinite);
    // Gradients are about 0; what a weight is about is where it began.
    const about = column === 'grad' ? 0 : this.recording.initial.data[this.parameter];
    const low = Math.min(about, ...finite);
    const high = Math.max(about, ...finite);
    const last = Math.max(1, this.recording.steps - 1);
    const x = (step: number) => (step / last) * size.width;
    const y = (value: number) => 3 + (1 - (value - low) / (high - low || 1)) * (size.height - 6);
    const path = linePath(values, (k) => x(steps[k]), y);
    const now = this.stop?.step ?? 0;
    const nearest = steps.findLastIndex((step) => step <= now);
    const spoken =
      nearest < 0
        ? caption
        : `${caption}: ${format(strings['network.historyNow'], steps[nearest], formatSigned(values[nearest]))}`;
    return html`
      <figure class=${column}>
        <svg viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none" role="img" aria-label=${spoken}>
          <line x1="0" x2=${size.width} y1=${y(about)} y2=${y(about)} />
          <line class="cursor" x1=${x(now)} x2=${x(now)} y1="0" y2=${size.height} />
          <path class=${finite.length === 1 ? 'point' : ''} d=${path} />
        </svg>
        <figcaption>
          ${caption}
          <span class="number">${finite.length > 0 ? `${formatSigned(finite[0])} → ${formatSigned(finite[finite.length - 1])}` : ''}</span>
        </figcaption>
      </figure>
    `;
  }

  /** Read anew only when the run has grown, or another parameter is asked for: moving the cursor changes nothing of it. */
  private get history(): ParameterHistory {
    const { recording, parameter, known } = this;
    const stops = recording.stops.length;
    if (known?.of === recording && known.parameter === parameter && known.stops === stops) {
      return known.history;
    }
    const history = historyOf(recording, parameter);
    this.known = { of: recording, parameter, stops, history };
    return history;
  }

  /** What the last backward pass added; null before the first. */
  private lastDeposit(): number | null {
    for (let index = this.view.position; index >= 0; index--) {
      const { deposit } = this.recording.stops[index];
      if (deposit) {
        return deposit[this.parameter];
      }
    }
    return null;
  }
}
