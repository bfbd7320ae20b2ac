import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { phases } from '../src/core/training/phase.ts';
import { RunElement } from './runElement.ts';
import { phaseColours, theme } from './theme.ts';

/**
 * The five phases in a strip, the one that has just run lit: Exhibit A for the corner of the eye, where the learner steps.
 * Hidden from screen readers, who hear the place.
 */
@customElement('day5-phases')
export class Phases extends RunElement {
  static override styles = [
    theme,
    phaseColours,
    css`
      :host {
        container-type: inline-size;
      }

      ol {
        display: flex;
        gap: 3px;
        list-style: none;
      }

      li {
        flex: 1 1 auto;
        overflow: hidden;
        padding: 1px 2px 0;
        border-top: 3px solid var(--colour);
        color: var(--muted);
        /* Large text has its limit where the five names would no longer fit side by side. */
        font-size: min(0.85em, max(11px, 3.7cqi));
        text-align: center;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .lit {
        border-radius: 3px;
        background: var(--colour);
        color: var(--page);
      }

      @media (forced-colors: active) {
        .lit {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  override render() {
    const { strings, stop } = this;
    return html`
      <ol aria-hidden="true">
        ${phases.map(
          (phase) => html`
            <li class="${phase} ${stop?.phases.includes(phase) ? 'lit' : ''}">${strings[`phase.${phase}`]}</li>
          `,
        )}
      </ol>
    `;
  }
}
