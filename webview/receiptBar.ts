import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deliverables } from '../src/core/lesson/deliverables.ts';
import type { Progress } from '../src/core/lesson/progress.ts';
import type { ScriptView } from '../src/protocol/messages.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent } from './host.ts';
import { theme } from './theme.ts';

/** Says that what is shown is the run of a receipt, and leads back to the learner's own script. */
@customElement('day5-receipt-bar')
export class ReceiptBar extends LitElement {
  static override styles = [
    theme,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 4px 14px;
        margin-bottom: 6px;
        padding: 5px 10px;
        border-inline-start: 3px solid var(--phase-update);
        background: var(--surface);
        outline: 1px solid var(--vscode-contrastBorder, transparent);
      }

      button {
        padding: 2px 10px;
        border: 1px solid var(--vscode-button-border, transparent);
        border-radius: 2px;
        background: var(--vscode-button-secondaryBackground);
        color: var(--vscode-button-secondaryForeground);
        font: inherit;
        cursor: pointer;
      }

      button:hover {
        background: var(--vscode-button-secondaryHoverBackground);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) script!: ScriptView;
  @property({ attribute: false }) progress!: Progress;

  override render() {
    const { strings, script, progress } = this;
    if (!script.receipt) {
      return nothing;
    }
    const at = progress.receipts[script.receipt]?.at;
    const date = at === undefined ? '' : new Date(at).toLocaleDateString(document.documentElement.lang);
    const number = deliverables.indexOf(script.receipt) + 1;
    return html`
      <div role="status">
        <span>${format(strings.receiptShown, number, script.file ?? '', date)}</span>
        <button @click=${() => this.dispatchEvent(new IntentEvent({ type: 'backToScript' }))}>
          ${strings.receiptBack}
        </button>
      </div>
    `;
  }
}
