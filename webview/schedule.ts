import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';
import './chart.ts';

const steps = 200;
const warmup = 20;

/** A learning-rate schedule: up in a straight line, then down along half a cosine. In parts of the highest rate. */
const schedule = Array.from({ length: steps + 1 }, (_, step) =>
  step < warmup ? step / warmup : (1 + Math.cos((Math.PI * (step - warmup)) / (steps - warmup))) / 2,
);

/** What a schedule looks like. */
@customElement('day5-schedule')
export class Schedule extends LitElement {
  static override styles = [
    theme,
    css`
      figcaption {
        margin-top: 2px;
        color: var(--muted);
        font-size: 0.92em;
      }

      figure {
        max-width: 440px;
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;

  override render() {
    const { strings } = this;
    return html`
      <figure>
        <day5-chart
          .lines=${[{ values: schedule, name: '', kind: 'main' }]}
          .range=${[0, 1]}
          .ticks=${[0, 1]}
          .height=${110}
          .label=${strings['schedule.summary']}
          .axis=${strings.axisStep}
        ></day5-chart>
        <figcaption>${strings['schedule.caption']}</figcaption>
      </figure>
    `;
  }
}
