import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatSigned } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { theme } from './theme.ts';

/** So many samples are shown; more would be a wall of numbers. */
const mostSamples = 12;

/** What stands where a prediction will be: an element of its own, in whose place the number comes. */
const noPrediction = html`<span>–</span>`;

/** The ends of the tracks. */
type Range = readonly [low: number, high: number];

/** Predictions against targets: for each sample a track, −1 to 1 or wider, the target a ring, the prediction a dot. */
@customElement('day5-predictions')
export class Predictions extends ExhibitElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
      }

      /* What stands there changes in the course of a run. */
      .text {
        min-height: 3em;
      }

      ul {
        display: grid;
        grid-template-columns: minmax(3em, auto) minmax(0, 1fr) minmax(4.3em, auto) minmax(3.7em, auto);
        gap: 6px 10px;
        margin-top: 12px;
        list-style: none;
      }

      .alone {
        grid-template-columns: minmax(3em, auto) minmax(0, 1fr) minmax(4.3em, auto);
      }

      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: center;
      }

      .name {
        color: var(--muted);
      }

      .chosen .name {
        color: var(--text);
        font-weight: 600;
      }

      /* In the drawing beside it. */
      .chosen .name::after {
        content: ' ◂';
        font-weight: 400;
      }

      .more {
        display: block;
        grid-column: 2 / -1;
      }

      .value {
        text-align: end;
      }

      .head {
        margin-bottom: -4px;
      }

      .head span {
        font-size: 0.85em;
        grid-column: 3;
        text-align: end;
      }

      .head span + span {
        grid-column: 4;
      }

      .value {
        overflow-wrap: anywhere;
      }

      /* With large text in a narrow place the numbers take all of a line, and the track has the next. */
      @container (max-width: 19em) {
        ul {
          grid-template-columns: minmax(2.4em, 1fr) minmax(0, auto) minmax(0, auto);
        }

        .alone {
          grid-template-columns: minmax(2.4em, 1fr) minmax(0, auto);
        }

        .head span {
          grid-column: 2;
        }

        .head span + span {
          grid-column: 3;
        }

        li svg {
          grid-row: 2;
          grid-column: 1 / -1;
        }
      }

      /* Where not even the names of the columns fit, the drawing says which is which. */
      @container (max-width: 11em) {
        .head {
          display: none;
        }
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

  /** The sample that is looked at; null where there is none. */
  @property({ attribute: false }) sample: number | null = null;

  override render() {
    const { strings, recording } = this;
    const { targets } = recording.info;
    const after = (this.finished && recording.outcome?.predictions) || null;
    const predictions = after ?? this.moment.predictions;
    const samples = Math.max(targets.length, predictions?.length ?? 0);
    const shown = Array.from({ length: Math.min(samples, mostSamples) }, (_, k) => k);
    // Predictions that ran away must not push everything else together: they stand at the end of their track.
    const range = rangeOf(targets.length > 0 ? targets : (predictions ?? []));
    const text = targets.length > 0 ? strings.predictionsText : strings.predictionsOnly;
    return html`
      <h4>${targets.length > 0 ? strings.predictionsTitle : strings.predictionsTitleAlone}</h4>
      <p class="text muted">${samples === 0 ? this.none : after ? strings.predictionsAfter : text}</p>
      ${
        samples === 0
          ? nothing
          : html`<ul class=${targets.length > 0 ? '' : 'alone'}>
              <li class="head muted" aria-hidden="true">
                <span>${strings.prediction}</span>
                ${targets.length > 0 ? html`<span>${strings.target}</span>` : nothing}
              </li>
              ${shown.map((k) => this.renderRow(k, range, targets[k], predictions?.[k]))}
              ${samples > shown.length ? html`<li class="more muted">${format(strings.predictionsMore, samples - shown.length)}</li>` : nothing}
            </ul>`
      }
    `;
  }

  /** Why there are no predictions: before the first forward pass there are none, after a backward pass none are known. */
  private get none(): string {
    const { strings, recording, view } = this;
    const backward = recording.find(0, 'backward');
    const isPast = backward >= 0 && backward <= view.position;
    return isPast ? strings.predictionsUnknown : strings.predictionsNone;
  }

  private renderRow(k: number, range: Range, target: number | undefined, prediction: number | undefined) {
    const at = (value: number) => place(value, range);
    const error = target !== undefined && isNumber(target) && isNumber(prediction);
    return html`
      <li class=${k === this.sample ? 'chosen' : ''}>
        <span class="name number" aria-hidden="true">${format(this.strings.sample, k)}</span>
        <svg role="img" aria-label=${this.inWords(k, target, prediction)}>
          <line class="track" x1=${at(range[0])} x2=${at(range[1])} y1="11" y2="11" />
          <line class="zero" x1=${at(0)} x2=${at(0)} y1="8" y2="14" />
          ${error ? svg`<line class="error" x1=${at(target)} x2=${at(prediction)} y1="11" y2="11" />` : nothing}
          ${isNumber(target) ? svg`<circle class="target" cx=${at(target)} cy="11" r="6" />` : nothing}
          ${isNumber(prediction) ? svg`<circle class="prediction" cx=${at(prediction)} cy="11" r="4" />` : nothing}
        </svg>
        <span class="number value" aria-hidden="true">${prediction === undefined ? noPrediction : formatSigned(prediction)}</span>
        ${
          target === undefined
            ? nothing
            : html`<span class="number value muted" aria-hidden="true">${formatSigned(target).replace(/\.0+$/, '')}</span>`
        }
      </li>
    `;
  }

  /** A row for those who hear it. */
  private inWords(k: number, target: number | undefined, prediction: number | undefined): string {
    const { strings } = this;
    if (target === undefined) {
      return format(strings.predictionAlone, k, formatSigned(prediction ?? Number.NaN));
    }
    return prediction === undefined
      ? format(strings.predictionMissing, k, formatSigned(target))
      : format(strings.predictionRow, k, formatSigned(target), formatSigned(prediction));
  }
}

/** Whether a value can be drawn; infinite ones can, at the end of their track. */
function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

/** Where a value stands on its track, with room for a ring at both ends. */
function place(value: number, [low, high]: Range): string {
  const share = (Math.max(low, Math.min(high, value)) - low) / (high - low);
  return `${4 + share * 92}%`;
}

/** From −1 to 1, or as far as the values go. */
function rangeOf(values: Iterable<number>): Range {
  let [low, high] = [-1, 1];
  for (const value of values) {
    if (Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}
