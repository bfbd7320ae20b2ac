import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { oneWay } from '../src/core/lesson/oneWay.ts';
import type { Phase } from '../src/core/training/phase.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { IntentEvent, KeepEvent } from './host.ts';
import { prose, proseStyles } from './prose.ts';
import { phaseColours, theme } from './theme.ts';

/** Help with writing one phase: hint after hint, and in the end one way to write it. What has been opened stays open. */
@customElement('day5-hints')
export class Hints extends LitElement {
  static override styles = [
    theme,
    phaseColours,
    buttons,
    proseStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 14px;
        padding: 7px 0;
        border-top: 1px solid var(--line);
      }

      h3 {
        display: flex;
        flex: 1 1 8em;
        align-items: center;
        gap: 8px;
        font-size: 1em;
      }

      h3::before {
        width: 10px;
        height: 10px;
        border-radius: 3px;
        background: var(--colour);
        forced-color-adjust: none;
        content: '';
      }

      /* A line of code that is longer than the page is wide scrolls in its box. */
      .tiers,
      .way {
        grid-template-columns: minmax(0, 1fr);
      }

      .tiers {
        display: grid;
        gap: 8px;
        padding: 2px 0 14px 18px;
      }

      .tiers p,
      .tiers pre {
        margin: 0;
      }

      [hidden] {
        display: none;
      }

      .way {
        display: grid;
        justify-items: start;
        gap: 10px;
      }

      .way .prose {
        max-width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) phase!: Phase;
  @property({ attribute: false }) tiers: readonly string[] = [];
  /** How many tiers were open, as the eye's memory has it; empty before the first. */
  @property({ attribute: false }) kept = '';
  @state() private open = 0;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('kept') && !this.hasUpdated) {
      this.open = Math.max(0, Math.min(Number(this.kept) || 0, this.tiers.length + 1));
    }
  }

  override render() {
    const { strings, phase, tiers, open } = this;
    const next =
      open > tiers.length
        ? null
        : open === tiers.length
          ? strings['hints.way']
          : open === 0
            ? strings['hints.show']
            : strings['hints.more'];
    const name = strings[`phase.${phase}`];
    return html`
      <div class="row ${phase}">
        <h3>${name}</h3>
        ${
          next === null
            ? nothing
            : html`<button class="link" aria-label="${next}: ${name}" @click=${this.openNext}>${next}</button>`
        }
      </div>
      <div class="tiers" aria-live="polite" ?hidden=${open === 0}>
        ${tiers.slice(0, open).map(prose)} ${open > tiers.length ? this.renderWay() : nothing}
      </div>
    `;
  }

  private renderWay() {
    const { strings, phase } = this;
    return html`
      <div class="way">
        <div class="prose"><pre tabindex="0" role="region" aria-label=${strings['hints.wayTitle']}><code>${oneWay[phase].join('\n')}</code></pre></div>
        <button
          class="button"
          @click=${() => this.dispatchEvent(new IntentEvent({ type: 'writePhase', phase }))}
        >${strings['hints.write']}</button>
      </div>
    `;
  }

  private openNext(): void {
    this.open += 1;
    if (this.open > this.tiers.length) {
      const event = { type: 'shownOneWay', phase: this.phase } as const;
      this.dispatchEvent(new IntentEvent({ type: 'learner', event }));
    }
    this.dispatchEvent(new KeepEvent(`hints.${this.phase}`, String(this.open)));
  }
}
