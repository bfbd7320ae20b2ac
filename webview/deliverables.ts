import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deliverables } from '../src/core/lesson/deliverables.ts';
import type { Progress } from '../src/core/lesson/progress.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';

/** The day's deliverables. */
@customElement('day5-deliverables')
export class Deliverables extends LitElement {
  static override styles = [
    theme,
    css`
      ol {
        display: grid;
        gap: 2px;
        margin-top: 10px;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 26px minmax(0, 1fr);
        align-items: baseline;
        padding: 5px 0;
      }

      li + li {
        border-top: 1px solid var(--line);
      }

      .mark {
        color: var(--muted);
        font-size: 0.9em;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) progress!: Progress;

  override render() {
    const { strings } = this;
    return html`
      <h2>${strings.deliverablesTitle}</h2>
      <p class="muted">${strings.deliverablesText}</p>
      <ol>
        ${deliverables.map(
          (id, k) => html`
            <li><span class="mark number" aria-hidden="true">${k + 1}</span>${strings[`deliverable.${id}`]}</li>
          `,
        )}
      </ol>
    `;
  }
}
