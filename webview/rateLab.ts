import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { referenceRun } from '../src/core/lesson/reference.ts';
import { formatLoss, formatRate } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import type { Line } from './chart.ts';
import { IntentEvent, KeepEvent } from './host.ts';
import { latest } from './latest.ts';
import { lessonRun, lossesOf } from './lessonRun.ts';
import { theme } from './theme.ts';
import './chart.ts';
import './lossTable.ts';

/** The rates to compare with. */
const compared = [0.001, 0.01, 0.1, 1];

/** The one whose curve the learner is asked to guess first. */
const asked = 1;

/** The slider goes from 10 to the power of this to 10 to the power of that; before the guess, not as far. */
const lowest = -3.3;
const highest = { guessed: 0.3, unguessed: -0.3 };

/** The learning-rate laboratory: four rates to compare with, and one's own, whose run is trained at every movement. */
@customElement('day5-rate-lab')
export class RateLab extends LitElement {
  static override styles = [
    theme,
    buttons,
    css`
      day5-chart {
        margin-top: 12px;
      }

      .set {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 14px;
        margin-top: 8px;
      }

      input {
        width: 100%;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }

      output {
        min-width: 4.2em;
        font-size: 1.3em;
        font-weight: 600;
        text-align: end;
      }

      day5-loss-table {
        display: block;
        margin-top: 10px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
        margin-top: 10px;
      }

      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }

      .presets .button {
        padding: 1px 9px;
        min-height: 24px;
        font-family: var(--mono);
        font-size: 0.92em;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** The rate that was chosen, as the eye's memory has it. */
  @property({ attribute: false }) kept = '';
  /** Whether what 1.0 does may be shown: the learner has guessed it. */
  @property({ type: Boolean }) guessed = false;
  @state() private rate: number = referenceRun.learningRate;
  private readonly references = latest((guessed: boolean) =>
    compared
      .filter((learningRate) => guessed || learningRate !== asked)
      .map((learningRate) => ({ learningRate, losses: lossesOf(lessonRun({ learningRate })) })),
  );
  private readonly run = latest((learningRate: number) => lossesOf(lessonRun({ learningRate })));

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const kept = Number(this.kept);
    if (changed.has('kept') && !this.hasUpdated && kept > 0) {
      this.rate = kept;
    }
  }

  override render() {
    const { strings, rate, guessed } = this;
    const losses = this.run(rate);
    const references = this.references(guessed);
    // A run is drawn and named once: the chosen one lies over the one to compare with.
    const others = references.filter((each) => each.learningRate !== rate);
    const last = losses.length - 1;
    const end = formatLoss(losses[last]);
    const own = formatRate(rate);
    const lines: Line[] = [
      ...others.map(({ learningRate, losses }) => ({
        values: losses,
        name: formatRate(learningRate),
        kind: 'reference' as const,
      })),
      { values: losses, name: own, kind: 'main' },
    ];
    const ends = others.map((each) =>
      format(strings['rates.summaryOne'], formatRate(each.learningRate), formatLoss(each.losses[last])),
    );
    return html`
      <h4>${strings['rates.title']}</h4>
      <p class="muted">
        ${format(strings[guessed ? 'rates.text' : 'rates.textUnguessed'], referenceRun.seed, referenceRun.steps)}
      </p>
      <day5-chart
        .lines=${lines}
        .range=${[0.001, 20]}
        .ticks=${[0.001, 0.01, 0.1, 1, 10]}
        .logarithmic=${true}
        .height=${240}
        .label=${format(strings['rates.summary'], own, end, ends.join(', '))}
        .axis=${strings.axisStep}
      ></day5-chart>
      <div class="set">
        <input
          type="range"
          min=${lowest}
          max=${guessed ? highest.guessed : highest.unguessed}
          step="0.01"
          .value=${String(Math.log10(rate))}
          aria-label=${strings['rates.slider']}
          aria-valuetext="${own}, ${format(strings['rates.result'], last, end)}"
          @input=${this.drag}
          @change=${() => this.keep()}
        />
        <output class="number" aria-hidden="true">${own}</output>
      </div>
      <div class="row">
        <div class="presets" role="group" aria-label=${strings['rates.presets']}>
          ${references.map(({ learningRate }) => {
            const text = formatRate(learningRate);
            return html`<button class="button" @click=${() => this.choose(learningRate)}>${text}</button>`;
          })}
        </div>
        <span class="number">${format(strings['rates.result'], last, end)}</span>
      </div>
      <day5-loss-table
        .strings=${strings}
        .name=${strings.curvesTable}
        .columns=${lines.map(({ name, values }) => ({ name, losses: values }))}
      ></day5-loss-table>
      <div class="row">
        <button
          class="button primary"
          @click=${() => this.dispatchEvent(new IntentEvent({ type: 'tryRate', rate }))}
        >${format(strings['rates.use'], own)}</button>
      </div>
    `;
  }

  private drag(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) {
      // As a person would write it: two digits.
      this.rate = Number((10 ** event.target.valueAsNumber).toPrecision(2));
    }
  }

  private choose(rate: number): void {
    this.rate = rate;
    this.keep();
  }

  private keep(): void {
    this.dispatchEvent(new KeepEvent('rate', String(this.rate)));
  }
}
