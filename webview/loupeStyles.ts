import { css } from 'lit';

export const loupeStyles = css`
  :host {
    container-type: inline-size;
  }

  .room {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .room > * {
    grid-area: 1 / 1;
  }

  .kept {
    visibility: hidden;
  }

  .kept + p {
    margin-top: 10px;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 14px;
    align-items: center;
    margin-top: 10px;
  }

  .choices label {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: baseline;
    min-width: 0;
    max-width: 100%;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px 22px;
    align-items: start;
    margin-top: 12px;
  }

  .parts > * {
    min-width: 0;
  }

  .bar {
    display: flex;
    gap: 4px;
    justify-content: flex-end;
    margin-bottom: 6px;
  }

  .bar button {
    min-width: 26px;
    min-height: max(24px, 1.4em);
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: none;
    color: var(--text);
    font: inherit;
    font-size: 0.92em;
    line-height: 1;
    cursor: pointer;
  }

  .bar button:hover:not([aria-disabled='true']) {
    background: var(--vscode-toolbar-hoverBackground);
  }

  .bar button[aria-disabled='true'] {
    color: var(--vscode-disabledForeground, var(--muted));
    cursor: default;
  }

  /* Sideways it scrolls by itself; up and down the page does, also where the pointer is on the graph. */
  .view {
    overflow-x: auto;
    overflow-y: hidden;
    padding-bottom: 4px;
  }

  .view.wider {
    cursor: grab;
  }

  .view.dragged {
    cursor: grabbing;
    user-select: none;
  }

  .hint {
    margin-top: 6px;
    font-size: 0.9em;
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend,
  h4 {
    padding: 0;
    font-size: 1em;
    font-weight: 600;
  }

  .paths {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    margin-top: 4px;
  }

  .paths > * {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    column-gap: 8px;
    align-items: center;
    padding: 3px 6px;
    border-radius: 3px;
  }

  .paths label {
    cursor: pointer;
  }

  .paths .shown {
    background: color-mix(in srgb, var(--phase-backward) 13%, var(--page));
  }

  .paths label:has(:focus-visible) {
    outline: 1px solid var(--focus);
  }

  .paths input {
    margin: 0;
    accent-color: var(--phase-backward);
    outline: none;
  }

  .paths .total {
    margin-top: 2px;
    border-top: 1px solid var(--line);
    border-radius: 0;
  }

  .paths .total > :first-child {
    grid-column: 1 / 3;
  }

  .paths .number {
    text-align: end;
  }

  fieldset + .lit {
    margin-top: 14px;
  }

  .factors {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.6em, 1fr));
    gap: 6px 0;
    margin-top: 6px;
    list-style: none;
  }

  .factors li {
    display: grid;
    grid-template-columns: 1.5em auto;
    justify-content: start;
    align-items: baseline;
    line-height: 1.3;
  }

  .factors li::before {
    color: var(--muted);
    content: '×';
  }

  .factors li:first-child::before {
    content: '';
  }

  .factors li.result::before {
    color: var(--text);
    content: '=';
  }

  code {
    font-family: var(--mono);
    font-size: 1em;
  }

  .factors .what {
    grid-column: 2;
    color: var(--muted);
    font-size: 0.85em;
  }

  .result .number {
    font-weight: 600;
  }

  .ones {
    margin-top: 10px;
    font-size: 0.9em;
  }

  .sums + .hint {
    max-width: 72ch;
  }

  .sums {
    display: grid;
    gap: 4px;
    max-width: 66ch;
    margin-top: 14px;
  }

  /* What is said before the backward pass is longer than what is said after it. */
  .sums p:last-child {
    min-height: 4.5em;
  }

  @container (max-width: 340px) {
    .sums p:last-child {
      min-height: 6em;
    }
  }

  th {
    padding: 0 10px 0 0;
    white-space: nowrap;
  }

  td {
    padding: 0 0 0 10px;
    white-space: nowrap;
  }

  @container (min-width: 600px) {
    .parts {
      grid-template-columns: minmax(0, 1fr) minmax(200px, 15.5em);
    }
  }
`;
