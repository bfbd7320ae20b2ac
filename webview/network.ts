import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import { activityAt } from '../src/core/nn/activations.ts';
import { formatSigned } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import type { ChoiceEvent } from './choice.ts';
import { type Chosen, ChosenEvent } from './chosen.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { drawNetwork, networkDrawing } from './networkDrawing.ts';
import { select } from './select.ts';
import { theme } from './theme.ts';
import { valueTable } from './valueTable.ts';
import './choice.ts';
import './depositStack.ts';
import './parameterHistory.ts';
import './predictions.ts';

/** What the lines show. */
type Overlay = 'data' | 'grad';

/** A larger network would be a blot. */
const mostParameters = 400;

/** So many samples can be chosen from. */
const mostSamples = 8;

/**
 * The network learning: units and weights, as they are at the cursor, with what one sample makes of its neurons, and beside it what
 * comes of it, predictions against targets; a parameter that is chosen shows what its gradient consists of, and where it has been.
 *
 * @fires day5-chosen when another parameter or sample is chosen
 */
@customElement('day5-network')
export class Network extends ExhibitElement {
  static override styles = [
    theme,
    select,
    networkDrawing,
    valueTable,
    css`
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        margin-top: 10px;
      }

      :host {
        container-type: inline-size;
      }

      .picture {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-items: center;
        gap: 14px 32px;
      }

      .under {
        margin-top: 4px;
        font-size: 0.9em;
      }

      .alone {
        max-width: 480px;
        margin-top: 14px;
      }

      .parameter {
        margin-top: 18px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }

      .details {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
        gap: 10px 32px;
        margin-top: 8px;
      }

      .caption {
        margin-top: 6px;
        color: var(--muted);
        font-size: 0.85em;
      }

      /* Beside each other: what a gradient is made of and where it has been. */
      @container (min-width: 560px) {
        .details {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
      }

      /* What comes of it has tracks on which a dot is seen to move; where there is no room for them beside it, it stands below. */
      .picture > * {
        max-width: 560px;
      }

      @container (min-width: 680px) {
        .picture {
          grid-template-columns: minmax(0, 1.2fr) minmax(calc(160px + 13.5em), 1fr);
        }
      }

      /* Large text takes the room of both. */
      @container (max-width: 44em) {
        .picture {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      /* What stands there takes one line or two. */
      @container (max-width: 360px) {
        .under {
          min-height: 3em;
        }
      }

      label {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 8px;
      }

      select:focus-visible {
        outline: 1px solid var(--focus);
        outline-offset: -1px;
      }
    `,
  ];

  @property({ attribute: false }) chosen: Chosen = { parameter: 0, sample: 0 };
  @state() private overlay: Overlay = 'data';
  /** Index of the parameter under the pointer. */
  @state() private pointed: number | null = null;
  @state() private open = false;

  override render() {
    const { strings, recording } = this;
    const { shape } = recording.info;
    const count = this.moment.data.length;
    return html`
      <h3>${strings['network.title']}</h3>
      ${
        count === 0
          ? html`<p class="muted">${strings['network.none']}</p>`
          : !shape || parameterNames(shape, count)[0].startsWith('parameters')
            ? this.renderAlone(strings['network.noShape'])
            : count > mostParameters
              ? this.renderAlone(format(strings['network.tooLarge'], count, mostParameters))
              : this.renderNetwork(shape)
      }
    `;
  }

  /** What the model says, without a drawing of it. */
  private renderAlone(why: string) {
    return html`<p class="muted">${why}</p><div class="alone">${this.renderPredictions(null)}</div>`;
  }

  private renderPredictions(sample: number | null) {
    const { strings, recording, view } = this;
    return html`<day5-predictions
      .strings=${strings}
      .recording=${recording}
      .view=${view}
      .sample=${sample}
    ></day5-predictions>`;
  }

  private renderNetwork(shape: readonly number[]) {
    const { strings, recording, view, moment, overlay } = this;
    const { targets } = recording.info;
    const samples = Math.min(
      mostSamples,
      recording.info.inputs ? targets.length / shape[shape.length - 1] : 0,
    );
    const sample = Math.min(this.chosen.sample, Math.max(0, samples - 1));
    const activity = activityAt(recording, view.position, sample);
    const names = parameterNames(shape, moment.data.length);
    const chosen = Math.min(this.chosen.parameter, names.length - 1);
    const shown = this.pointed ?? chosen;
    const text = overlay === 'data' ? 'network.text' : 'network.gradText';
    return html`
      <p class="muted">${format(strings[text], names.length)}</p>
      <div class="choices">
        <day5-choice
          .label=${strings['network.overlay']}
          .options=${[
            { value: 'data', text: strings['network.weights'], label: strings['network.weights'] },
            { value: 'grad', text: strings['network.gradients'], label: strings['network.gradients'] },
          ]}
          .value=${overlay}
          @day5-choice=${(event: ChoiceEvent<Overlay>) => {
            this.overlay = event.value;
          }}
        ></day5-choice>
        ${
          samples > 1
            ? html`<day5-choice
                .label=${strings['network.sample']}
                .options=${Array.from({ length: samples }, (_, k) => this.sampleOption(k, shape[0]))}
                .value=${sample}
                @day5-choice=${(event: ChoiceEvent<number>) => {
                  this.choose({ sample: event.value });
                }}
              ></day5-choice>`
            : nothing
        }
      </div>
      <div class="picture">
        <div>
          ${drawNetwork({
            shape,
            values: moment[overlay],
            activity: activity?.layers ?? null,
            targets: samples > 0 ? targets.slice(sample * shape[shape.length - 1]) : [],
            shown,
            still: view.playing,
            label: this.summary(names),
            point: (parameter) => {
              this.pointed = parameter;
            },
            choose: (parameter) => this.choose({ parameter }),
          })}
      <p class="under muted">${
        activity
          ? format(strings['network.activity'], format(strings.sample, sample), activity.step)
          : moment.predictions
            ? strings['network.unknown']
            : strings['network.inactive']
      }${samples > 0 ? ` ${strings['network.aim']}` : nothing}</p>
        </div>
        ${this.renderPredictions(samples > 1 ? sample : null)}
      </div>
      <label class="parameter">
        <span class="muted">${strings['network.chooseParameter']}</span>
        <select
          title=${strings['network.chooseHint']}
          @change=${(event: Event) => {
            this.choose({ parameter: (event.target as HTMLSelectElement).selectedIndex });
          }}
        >
          ${names.map((name, k) => html`<option .selected=${k === shown}>${name}</option>`)}
        </select>
      </label>
      <div class="details">
        <day5-parameter-history
          .strings=${strings}
          .recording=${recording}
          .view=${view}
          .parameter=${shown}
        ></day5-parameter-history>
        <div>
          <p class="caption">${strings['network.deposits']}</p>
          <day5-deposit-stack
            compact
            .strings=${strings}
            .recording=${recording}
            .view=${view}
            .parameter=${shown}
          ></day5-deposit-stack>
        </div>
      </div>
      <details
        @toggle=${(event: Event) => {
          this.open = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${strings['network.table']}</summary>
        ${this.open ? this.renderTable(names) : nothing}
      </details>
    `;
  }

  private choose(chosen: Partial<Chosen>): void {
    this.dispatchEvent(new ChosenEvent(chosen));
  }

  private renderTable(names: readonly string[]) {
    const { strings, moment } = this;
    return html`
      <div class="table" tabindex="0" role="region" aria-label=${strings['network.table']}>
        <table>
          <thead>
            <tr>
              <th scope="col">${strings['whole.parameter']}</th>
              <th scope="col">${strings['network.data']}</th>
              <th scope="col">${strings['network.grad']}</th>
            </tr>
          </thead>
          <tbody>
            ${names.map(
              (name, k) => html`
                <tr>
                  <th scope="row">${name}</th>
                  <td>${formatSigned(moment.data[k])}</td>
                  <td>${formatSigned(moment.grad[k])}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  private sampleOption(k: number, width: number) {
    const { strings } = this;
    const text = format(strings.sample, k);
    const inputs = this.recording.info.inputs?.slice(k * width, (k + 1) * width) ?? [];
    return { value: k, text, label: format(strings['network.sampleLabel'], text, `[${inputs.join(', ')}]`) };
  }

  /** The drawing for those who hear it. */
  private summary(names: readonly string[]): string {
    const { data, grad } = this.moment;
    const [weight, gradient] = [largest(data), largest(grad)];
    return format(
      this.strings['network.summary'],
      this.recording.info.shape?.join('–') ?? '',
      names[weight],
      formatSigned(data[weight]),
      names[gradient],
      formatSigned(grad[gradient]),
    );
  }
}

/** Index of the number that is furthest from 0. */
function largest(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) {
    if (Math.abs(values[k]) > Math.abs(values[best])) {
      best = k;
    }
  }
  return best;
}
