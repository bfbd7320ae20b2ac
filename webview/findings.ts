import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Section } from '../src/core/lesson/sections.ts';
import type { FindingView } from '../src/protocol/messages.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent, ShowEvent } from './host.ts';
import { theme } from './theme.ts';

/**
 * What was found in the run that is shown: what is wrong with its loop, each error as a card; else, folded away, the note on how it went.
 *
 * Errors are spoken politely; a note is read by who looks for it.
 */
@customElement('day5-findings')
export class Findings extends LitElement {
  static override styles = [
    theme,
    css`
      .list {
        display: grid;
        gap: 8px;
      }

      article {
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

      .list article + article {
        margin-top: 0;
      }

      .error {
        --edge: var(--vscode-editorWarning-foreground);
      }

      .note {
        --edge: var(--line);
      }

      summary {
        width: fit-content;
        margin-top: 6px;
        color: var(--muted);
        cursor: pointer;
      }

      summary:hover {
        color: var(--text);
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 16px;
      }

      h3 {
        margin: 0;
        font-size: inherit;
        font-weight: 600;
      }

      h3::first-letter {
        text-transform: uppercase;
      }

      .why {
        color: var(--muted);
      }

      /* Where the dashboard would not fit into a low and narrow window, the reason is left to the section, and to the editor. */
      @media (max-width: 420px) and (max-height: 820px) {
        .error .why span {
          display: none;
        }
      }

      button {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        text-align: start;
        text-decoration: underline;
        text-underline-offset: 2px;
        cursor: pointer;
      }

      button:hover {
        color: var(--vscode-textLink-activeForeground);
      }

      .head button {
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }

      :host(.older) :is(article, h3, button, summary, .why) {
        color: var(--older);
      }

      :host(.older) article {
        --edge: var(--line);
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) findings: readonly FindingView[] = [];

  override render() {
    const shown = this.findings.map((finding, index) => ({ finding, index }));
    const errors = shown.filter(({ finding }) => finding.severity === 'error');
    const notes = shown.filter(({ finding }) => finding.severity === 'note');
    return html`
      <div role="status" class="list">${errors.map(({ finding, index }) => this.renderError(finding, index))}</div>
      ${errors.length > 0 ? nothing : notes.map(({ finding }) => this.renderNote(finding))}
    `;
  }

  /** How a run went is there to be compared with what one thinks: folded away until one asks. */
  private renderNote({ title, sentences, section }: FindingView) {
    const { strings } = this;
    const [what, why] = sentences;
    return html`
      <details>
        <summary>${strings.findingNote}</summary>
        <article class="note">
          <h3>${title}</h3>
          <p>${what}</p>
          <p class="why"><span>${why}</span> ${this.renderLink(section)}</p>
        </article>
      </details>
    `;
  }

  private renderLink(section: Section) {
    return html`<button @click=${() => this.dispatchEvent(new ShowEvent(section))}>
      ${this.strings.findingRead}
    </button>`;
  }

  private renderError({ title, sentences, line, step, section }: FindingView, index: number) {
    const { strings } = this;
    const [what, why] = sentences;
    return html`
      <article class="error">
        <div class="head">
          <h3>${title}</h3>
          ${
            line === null
              ? nothing
              : html`<button
                  title=${strings.findingPlaceHint}
                  @click=${() => this.dispatchEvent(new IntentEvent({ type: 'showFinding', finding: index }))}
                >
                  ${format(strings.findingPlace, line, step)}
                </button>`
          }
        </div>
        <p>${what}</p>
        <p class="why"><span>${why}</span> ${this.renderLink(section)}</p>
      </article>
    `;
  }
}
