import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Problem, ScriptView } from '../src/protocol/messages.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent } from './host.ts';
import { theme } from './theme.ts';

/** What keeps the learner's script from training, in words, with the way to its line. Spoken politely; empty if all is well. */
@customElement('day5-notice')
export class Notice extends LitElement {
  static override styles = [
    theme,
    css`
      .notice {
        display: grid;
        gap: 2px;
        margin-top: 8px;
        padding: 7px 12px 8px;
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--edge);
        border-radius: 4px;
        background: var(--surface);
        color: var(--vscode-editorWidget-foreground, var(--text));
        overflow-wrap: anywhere;
      }

      .problem {
        --edge: var(--vscode-editorError-foreground);
      }

      .restricted,
      .stopped {
        --edge: var(--vscode-editorWarning-foreground);
      }

      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 16px;
      }

      strong {
        font-weight: 600;
      }

      button {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        white-space: nowrap;
        text-decoration: underline;
        text-underline-offset: 2px;
        cursor: pointer;
      }

      button:hover {
        color: var(--vscode-textLink-activeForeground);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) script!: ScriptView;

  override render() {
    const { script } = this;
    return html`
      <div role="status">
        ${
          script.state === 'restricted'
            ? this.renderRestricted()
            : script.problem
              ? this.renderProblem(script.problem)
              : nothing
        }
      </div>
    `;
  }

  private renderRestricted() {
    const { strings } = this;
    return html`
      <div class="notice restricted">
        <strong>${strings.restrictedTitle}</strong>
        <p>${strings.restrictedText}</p>
      </div>
    `;
  }

  private renderProblem({ title, explanation, file, line }: Problem) {
    const { strings, script } = this;
    return html`
      <div class="notice ${script.state === 'stopped' ? 'stopped' : 'problem'}">
        <div class="head">
          <strong lang=${script.state === 'stopped' ? nothing : 'en'}>${title}</strong>
          ${
            line === null
              ? nothing
              : html`<button @click=${() => this.dispatchEvent(new IntentEvent({ type: 'goToProblem' }))}>
                  ${file === script.file ? format(strings.problemLine, line) : format(strings.problemPlace, file, line)}
                </button>`
          }
        </div>
        ${explanation ? html`<p>${explanation}</p>` : nothing}
      </div>
    `;
  }
}
