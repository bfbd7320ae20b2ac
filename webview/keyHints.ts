import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { keysInWords } from '../src/protocol/keys.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { theme } from './theme.ts';

/** The keys worth knowing, as they are on this machine. */
@customElement('day5-keys')
export class KeyHints extends LitElement {
  static override styles = [
    theme,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 21em), 1fr));
        gap: 6px 24px;
        margin: 8px 0 0;
      }

      /* Keys in one column, what they do in another; two keys of a pair stand below each other. */
      div {
        display: grid;
        grid-template-columns: 9em minmax(0, 1fr);
        align-items: baseline;
        gap: 10px;
        overflow-wrap: anywhere;
      }

      dt {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      dd {
        margin: 0;
      }

      /* Large text in a narrow page: what they do stands below the keys. */
      :host {
        container-type: inline-size;
      }

      @container (max-width: 16em) {
        div {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
      }

      kbd {
        padding: 0 5px;
        border: 1px solid var(--vscode-keybindingLabel-border, var(--line));
        border-radius: 3px;
        background: var(--vscode-keybindingLabel-background);
        color: var(--vscode-keybindingLabel-foreground, var(--text));
        font-family: inherit;
        font-size: 0.9em;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;

  override render() {
    const { strings } = this;
    return html`
      <h2 class="eyebrow">${strings.keysTitle}</h2>
      <dl>
        ${this.row(strings.keysStep, commands.stepPhase)}
        ${this.row(strings.keysBack, commands.stepBack)}
        ${this.row(strings.keysIteration, commands.stepIteration)}
        ${this.row(strings.keysPlay, commands.play)}
        ${this.row(strings.keysEnd, commands.runToEnd)}
        ${this.row(strings.keysReset, commands.reset)}
        ${this.row(strings.keysToLine, commands.runToLine)}
        ${this.row(strings.keysRun, commands.run)}
        ${this.row(strings.keysNumber, commands.increaseNumber, commands.decreaseNumber)}
        ${this.rowOf(strings.keysDebug, ['F5', 'F10'])}
        ${this.rowOf(strings.keysDebugBack, ['Alt+F5', 'Alt+F10'])}
      </dl>
    `;
  }

  private row(does: string, ...of: readonly CommandId[]) {
    const mac = navigator.userAgent.includes('Mac');
    return this.rowOf(
      does,
      of.map((command) => keysInWords(command, mac)),
    );
  }

  private rowOf(does: string, keys: readonly string[]) {
    return html`<div>
      <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
      <dd class="muted">${does}</dd>
    </div>`;
  }
}
