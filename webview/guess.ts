import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import type { Line } from './chart.ts';
import { KeepEvent } from './host.ts';
import { latest } from './latest.ts';
import { lessonRun, lossesOf } from './lessonRun.ts';
import { theme } from './theme.ts';
import './chart.ts';
import './lossTable.ts';

const learningRate = 1;
const range = [0, 10] as const;
const steps = Array.from({ length: 20 }, (_, k) => k);

/** What one may expect, as a curve that somebody might sketch. These are guesses; the run is computed. */
const guesses = {
  faster: steps.map((k) => 5 * Math.exp(-1.3 * k)),
  wobbles: steps.map((k) => 0.4 + 5.5 * Math.exp(-k / 7) * (k % 2 === 0 ? 0.85 : 0.25)),
  stuck: steps.map((k) => (k === 0 ? 5 : 7.4 + 0.4 * Math.exp(-k))),
  infinity: steps.map((k) => 5 * 1.12 ** k),
} as const;

type Guess = keyof typeof guesses;

const names = Object.keys(guesses).filter((name): name is Guess => name in guesses);

/** Asks what a learning rate of 1.0 will do; then draws the real run over the guess and speaks to the difference. */
@customElement('day5-guess')
export class GuessRate extends LitElement {
  static override styles = [
    theme,
    buttons,
    css`
      :host {
        container-type: inline-size;
      }

      .choices {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 10px;
        margin-top: 14px;
      }

      @container (min-width: 560px) {
        .choices {
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }
      }

      .choice {
        display: grid;
        gap: 6px;
        align-content: start;
        padding: 8px 10px 10px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
        color: var(--vscode-editorWidget-foreground, var(--text));
        font: inherit;
        line-height: 1.35;
        text-align: start;
        cursor: pointer;
      }

      .choice:hover {
        border-color: var(--accent);
      }

      .choice svg {
        width: 100%;
        height: 56px;
      }

      polyline {
        fill: none;
        stroke: var(--accent);
        stroke-linejoin: round;
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }

      .axis {
        stroke: var(--grid);
        stroke-width: 1;
      }

      day5-chart {
        margin-top: 14px;
      }

      day5-loss-table {
        display: block;
        margin-bottom: 8px;
      }

      .answer {
        max-width: 62ch;
        margin: 10px 0;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** What was guessed, as the eye's memory has it. */
  @property({ attribute: false }) kept = '';
  @state() private guess: Guess | null = null;
  private readonly losses = latest(() => lossesOf(lessonRun({ learningRate })));

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('kept') && !this.hasUpdated) {
      this.guess = names.find((name) => name === this.kept) ?? null;
    }
  }

  override render() {
    const { strings, guess } = this;
    return html`
      <h4>${strings['guess.title']}</h4>
      <p class="muted">${strings['guess.text']}</p>
      ${guess === null ? this.renderChoices() : nothing}
      <div role="status">${guess === null ? nothing : this.renderAnswer(guess)}</div>
      ${
        guess === null
          ? nothing
          : html`<button class="link" @click=${() => this.choose(null)}>${strings['guess.again']}</button>`
      }
    `;
  }

  private renderChoices() {
    return html`<div class="choices" role="group" aria-label=${this.strings['guess.title']}>
      ${names.map((name) => {
        const points = guesses[name].map((loss, k) => `${k * 5},${60 - 6 * loss}`);
        return html`<button class="choice" @click=${() => this.choose(name)}>
          <svg viewBox="-2 -2 100 64" preserveAspectRatio="none" aria-hidden="true">
            ${svg`<polyline class="axis" points="0,0 0,60 96,60" /><polyline points=${points.join(' ')} />`}
          </svg>
          ${this.strings[`guess.${name}`]}
        </button>`;
      })}
    </div>`;
  }

  private renderAnswer(guess: Guess) {
    const { strings } = this;
    const losses = this.losses();
    const last = losses.length - 1;
    const end = formatLoss(losses[last]);
    const lines: Line[] = [
      { values: guesses[guess], name: strings['guess.yours'], kind: 'guess' },
      { values: losses, name: strings['guess.real'], kind: 'main' },
    ];
    return html`
      <day5-chart
        .lines=${lines}
        .range=${range}
        .ticks=${[0, 4, 8]}
        .label=${format(strings['guess.summary'], formatLoss(losses[0]), end, last)}
        .axis=${strings.axisStep}
      ></day5-chart>
      <p class="answer">${format(strings[`guess.${guess}Answer`], end)}</p>
      <day5-loss-table
        .strings=${strings}
        .name=${strings.curvesTable}
        .columns=${lines.map(({ name, values }) => ({ name, losses: values }))}
      ></day5-loss-table>
    `;
  }

  private choose(guess: Guess | null): void {
    this.guess = guess;
    this.dispatchEvent(new KeepEvent('guess', guess ?? ''));
  }
}
