import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { commands } from '../src/protocol/ids.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';
import { run } from './host.ts';
import { theme } from './theme.ts';

/** The lesson's files, in the order in which the sentence names them, each with the command that opens it. */
const files = [
  { name: 'reference.py', command: commands.openReference },
  { name: 'day5.py', command: commands.openDay5 },
];

/** Where the loop is watched, and where the learner writes it: a sentence whose file names open the files. */
@customElement('day5-files')
export class Files extends LitElement {
  static override styles = [
    theme,
    css`
      button {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font-family: var(--mono);
        font-size: 0.95em;
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

  override render() {
    return this.strings.files.split(/(\{\d\})/).map((part) => {
      const file = files[Number(/^\{(\d)\}$/.exec(part)?.[1])];
      return file
        ? html`<button @click=${() => this.dispatchEvent(run(file.command))}>${file.name}</button>`
        : part;
    });
  }
}
