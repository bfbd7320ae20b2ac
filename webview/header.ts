import { css, html, LitElement, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deliverables } from '../src/core/lesson/deliverables.ts';
import { doneOf, type Progress } from '../src/core/lesson/progress.ts';
import { commands } from '../src/protocol/ids.ts';
import { headStyles, lastDay, stripDays, today } from '../src/protocol/pageHead.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { run, ShowEvent } from './host.ts';
import { theme } from './theme.ts';

/** Which day it is, what it promises, how far the learner has come, and where to begin. */
@customElement('day5-header')
export class Header extends LitElement {
  static override styles = [
    theme,
    buttons,
    unsafeCSS(headStyles),
    css`
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 12px 20px;
        margin-top: 16px;
      }

      .begin {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }

      .progress {
        display: flex;
        align-items: center;
        gap: 10px;
        color: var(--muted);
        text-decoration: none;
        white-space: nowrap;
      }

      .bar {
        display: flex;
        gap: 3px;
      }

      .bar i {
        width: 13px;
        height: 6px;
        border: 1px solid var(--muted);
        border-radius: 2px;
      }

      .bar .done {
        border-color: var(--phase-update);
        background: var(--phase-update);
        forced-color-adjust: none;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) progress!: Progress;

  override render() {
    const { strings } = this;
    const done = doneOf(this.progress).length;
    const all = deliverables.length;
    return html`
      <header>
        <div class="strip">
          <span>${strings.phase}</span>
          <ol class="days" aria-label=${format(strings.dayStrip, today, lastDay)}>
            ${stripDays.map(
              (day) => html`<li aria-hidden="true" class=${day === today ? 'today' : ''}>${day}</li>`,
            )}
          </ol>
        </div>
        <h1>${strings.title}<small>${strings.subtitle}</small></h1>
        <p class="promise">${strings.promise}</p>
        <div class="foot">
          <div class="begin">
            <button class="button primary" title="day5.py" @click=${() => this.dispatchEvent(run(commands.openDay5))}>
              ${strings.beginWrite}
            </button>
            <button class="button" title="reference.py" @click=${() => this.dispatchEvent(run(commands.openReference))}>
              ${strings.beginWatch}
            </button>
          </div>
          <button
            class="link progress"
            aria-label=${format(strings.progressLabel, done, all)}
            @click=${() => this.dispatchEvent(new ShowEvent('deliverables'))}
          >
            <span class="bar" aria-hidden="true"
              >${deliverables.map((_, k) => html`<i class=${k < done ? 'done' : ''}></i>`)}</span
            >
            <span class="number">${format(strings.progress, done, all)}</span>
          </button>
        </div>
      </header>
    `;
  }
}
