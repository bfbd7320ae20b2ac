import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { huntSteps } from '../src/core/lesson/huntLoop.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';

const frame = { width: 320, height: 190, left: 46, right: 10, top: 10, bottom: 26 } as const;

/** Below this a loss is drawn at the foot of the axis, which is logarithmic. */
const floor = 1e-5;
const ceiling = 10;
const ticks = [10, 1, 0.1, 0.01, 0.001, 0.0001] as const;

/** The steps that the table lists. */
const listed = [0, huntSteps.early, 50, 100, 135, 136, 150, huntSteps.late] as const;

type Losses = readonly (number | null)[];

/** The two curves of the hunt, from beginning to end: the loss with the bug, and without. */
@customElement('day5-hunt-curve')
export class HuntCurve extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
      }

      svg {
        display: block;
        width: 100%;
        max-width: 560px;
        overflow: visible;
      }

      .grid {
        stroke: var(--grid);
      }

      text {
        fill: var(--muted);
        font-family: var(--mono);
        font-size: 10px;
      }

      /* The drawing shrinks with the panel; its numbers are to stay legible. */
      @container (max-width: 300px) {
        text {
          font-size: 13px;
        }
      }

      .start {
        text-anchor: end;
      }

      .middle {
        text-anchor: middle;
      }

      .asked {
        stroke: var(--muted);
        stroke-dasharray: 2 3;
      }

      path {
        fill: none;
        stroke-width: 1.8;
        stroke-linejoin: round;
      }

      .sound {
        stroke: var(--phase-update);
        --own: var(--phase-update);
      }

      .buggy {
        stroke: var(--phase-loss);
        --own: var(--phase-loss);
      }

      path.sound {
        stroke-dasharray: 6 3;
      }

      circle {
        fill: var(--own);
        stroke: var(--page);
        stroke-width: 1.5;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 18px;
        margin-bottom: 4px;
      }

      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        width: 22px;
        height: 4px;
      }

      summary {
        width: fit-content;
        color: var(--muted);
        cursor: pointer;
      }

      table {
        margin-top: 6px;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 1px 20px 1px 0;
        font-weight: 400;
        text-align: end;
      }

      thead th {
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) buggy: Losses = [];
  @property({ attribute: false }) sound: Losses = [];

  override render() {
    const { strings, sound, buggy } = this;
    const ends = [sound, buggy].flatMap((losses) => [losses[0], losses[huntSteps.late]].map(lossText));
    return html`
      <div class="legend muted" aria-hidden="true">
        <span>${sample('buggy')}${strings.huntCurveBuggy}</span>
        <span>${sample('sound')}${strings.huntCurveSound}</span>
      </div>
      <svg
        viewBox="0 0 ${frame.width} ${frame.height}"
        role="img"
        aria-label=${format(strings.huntCurveSummary, ...ends)}
      >
        ${ticks.map(
          (tick) => svg`
            <line class="grid" x1=${frame.left} x2=${frame.width - frame.right} y1=${y(tick)} y2=${y(tick)} />
            <text class="start" x=${frame.left - 6} y=${y(tick) + 3.5}>${tick}</text>`,
        )}
        ${Object.values(huntSteps).map(
          (step) => svg`
            <line class="asked" x1=${x(step)} x2=${x(step)} y1=${frame.top} y2=${frame.height - frame.bottom} />`,
        )}
        ${[0, huntSteps.early, 50, 100, 150, huntSteps.late].map(
          (step) => svg`<text class="middle" x=${x(step)} y=${frame.height - 10}>${step}</text>`,
        )}
        <path class="sound" d=${pathOf(sound)} />
        <path class="buggy" d=${pathOf(buggy)} />
        ${Object.values(huntSteps).map((step) => [
          point('sound', step, sound[step]),
          point('buggy', step, buggy[step]),
        ])}
      </svg>
      <details>
        <summary>${strings.huntCurveTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">${strings.stackStep}</th>
              <th scope="col">${strings.huntCurveBuggy}</th>
              <th scope="col">${strings.huntCurveSound}</th>
            </tr>
          </thead>
          <tbody>
            ${listed.map(
              (step) => html`
                <tr>
                  <th scope="row" class="number">${step}</th>
                  <td class="number">${lossText(buggy[step])}</td>
                  <td class="number">${lossText(sound[step])}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }
}

function sample(loop: string) {
  return html`<svg viewBox="0 0 22 4"><path class=${loop} d="M0 2H22" /></svg>`;
}

function point(loop: string, step: number, loss: number | null | undefined) {
  return typeof loss === 'number' ? svg`<circle class=${loop} cx=${x(step)} cy=${y(loss)} r="4" />` : nothing;
}

function lossText(loss: number | null | undefined): string {
  return typeof loss === 'number' ? formatLoss(loss) : '–';
}

function x(step: number): number {
  return frame.left + (step / huntSteps.late) * (frame.width - frame.left - frame.right);
}

function y(loss: number): number {
  const clamped = Math.max(floor, Math.min(ceiling, loss));
  const share = Math.log(clamped / floor) / Math.log(ceiling / floor);
  return frame.top + (1 - share) * (frame.height - frame.top - frame.bottom);
}

/** The curve; where there is no loss, a gap. */
function pathOf(losses: Losses): string {
  let path = '';
  let pen = 'M';
  for (const [step, loss] of losses.slice(0, huntSteps.late + 1).entries()) {
    if (loss === null || Number.isNaN(loss)) {
      pen = 'M';
    } else {
      path += `${pen}${x(step).toFixed(1)} ${y(loss).toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}
