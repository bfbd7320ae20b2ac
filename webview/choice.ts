import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { theme } from './theme.ts';

/** One of the things a choice offers. */
export interface Option<T> {
  readonly value: T;
  readonly text: string;
  /** What it is called where the text is too short to tell. */
  readonly label: string;
}

/** Fires when the person chooses another option. */
export class ChoiceEvent<T> extends Event {
  static readonly type = 'day5-choice';
  readonly value: T;

  constructor(value: T) {
    super(ChoiceEvent.type);
    this.value = value;
  }
}

/** A choice between a few short options, side by side: radio buttons, drawn as one segmented control. */
@customElement('day5-choice')
export class Choice<T> extends LitElement {
  static override styles = [
    theme,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 4px;
      }

      label {
        position: relative;
        padding: 0 7px;
        border-radius: 3px;
        color: var(--muted);
        font-size: 0.9em;
        line-height: max(22px, 1.5em);
        white-space: nowrap;
        cursor: pointer;
      }

      label:hover {
        background: var(--vscode-toolbar-hoverBackground);
      }

      label:has(:checked) {
        background: var(--vscode-inputOption-activeBackground);
        color: var(--vscode-inputOption-activeForeground);
        outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
        outline-offset: -1px;
      }

      label:has(:focus-visible) {
        outline: 1px solid var(--focus);
        outline-offset: 1px;
      }

      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }

      @media (forced-colors: active) {
        label:has(:checked) {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  /** What is chosen between: the name of the group. */
  @property() label = '';
  @property({ attribute: false }) options: readonly Option<T>[] = [];
  @property({ attribute: false }) value!: T;

  override render() {
    return html`
      <fieldset aria-label=${this.label}>
        ${this.options.map(
          ({ value, text, label }) => html`
            <label title=${label}>
              <input
                type="radio"
                name="choice"
                aria-label=${label}
                .checked=${value === this.value}
                @change=${() => this.dispatchEvent(new ChoiceEvent(value))}
              />${text}
            </label>
          `,
        )}
      </fieldset>
    `;
  }
}
