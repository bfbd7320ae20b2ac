import { css } from 'lit';
import { pairMargin } from './pairCurve.ts';

/** How the zero-grad laboratory looks. */
export const zeroLabStyles = css`
  :host {
    container-type: inline-size;
  }

  fieldset {
    min-width: 0;
    margin: 12px 0 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }

  .seeds legend {
    float: inline-start;
    margin: 3px 10px 0 0;
  }

  .seed {
    position: relative;
    padding: 2px 12px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--grid)));
    border-radius: 13px;
    cursor: pointer;
  }

  .seed:hover:not(:has(:disabled)) {
    background: var(--vscode-toolbar-hoverBackground);
  }

  .seed:has(:checked) {
    border-color: var(--vscode-inputOption-activeBorder, var(--focus));
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
    /* In high contrast the background is the page's. */
    box-shadow: inset 0 0 0 1.5px var(--vscode-inputOption-activeBorder, var(--focus));
  }

  @media (forced-colors: active) {
    .seed:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  .seed:has(:disabled) {
    border-style: dashed;
    color: var(--muted);
    cursor: default;
  }

  .seed:has(:focus-visible) {
    outline: 1px solid var(--focus);
    outline-offset: 2px;
  }

  .seed input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  .locked {
    margin-top: 4px;
    font-size: 0.92em;
  }

  .tally {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
    margin-top: 10px;
  }

  day5-pair-curve {
    margin-top: 14px;
  }

  .named {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    font-size: 0.92em;
  }

  .named span {
    display: flex;
    align-items: center;
  }

  .slider {
    display: block;
    /* The middle of its thumb, 16 pixels wide, stands below the step that it is at. */
    width: calc(100% - ${pairMargin.left}em - ${pairMargin.right - 16}px);
    margin: 2px 0 0 calc(${pairMargin.left}em - 8px);
    accent-color: var(--accent);
    cursor: pointer;
  }

  .question {
    padding: 12px 14px 14px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    color: var(--vscode-editorWidget-foreground, var(--text));
  }

  .said:has(p) + .question {
    margin-top: 14px;
  }

  .question.held {
    border-color: var(--focus);
  }

  .question [role='status']:not(:empty) {
    margin-top: 8px;
  }

  .question legend {
    float: inline-start;
    width: 100%;
    margin-bottom: 8px;
    font-weight: 600;
  }

  .question .row {
    clear: both;
  }

  .said {
    display: grid;
    gap: 4px;
    max-width: 62ch;
    margin-top: 14px;
  }

  table {
    border-collapse: collapse;
  }

  .now {
    margin-top: 8px;
  }

  th,
  td {
    padding: 2px 0 2px 24px;
    font-weight: 400;
    text-align: end;
    white-space: nowrap;
  }

  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }

  .now th:first-child {
    min-width: 8.5em;
  }

  .now tbody th {
    display: flex;
    align-items: center;
  }

  .now td {
    min-width: 5.6em;
  }

  thead th {
    color: var(--muted);
  }

  .columns {
    margin-top: 4px;
    font-size: 0.92em;
  }

  day5-loss-table {
    margin-top: 8px;
  }

  .deposits {
    margin-top: 20px;
    font-weight: 600;
  }

  .parameter {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin-top: 6px;
  }

  .stacks {
    display: grid;
    gap: 16px 28px;
    margin-top: 12px;
  }

  figure {
    min-height: 290px;
    min-width: 0;
    margin: 0;
  }

  figcaption {
    margin-bottom: 4px;
  }

  @container (max-width: 379px) {
    .now th,
    .now td {
      padding-inline-start: 9px;
      vertical-align: bottom;
      white-space: normal;
    }

    .now th:first-child {
      min-width: 0;
      padding-inline-start: 0;
    }

    .now td {
      min-width: 0;
    }
  }

  @container (min-width: 600px) {
    .stacks {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
