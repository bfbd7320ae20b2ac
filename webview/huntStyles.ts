import { css } from 'lit';

/** How the bug hunt looks: a line of numbered steps, one of them open. */
export const huntStyles = css`
  .intro {
    max-width: 62ch;
    margin-top: 6px;
  }

  code {
    font-family: var(--mono);
    font-size: 0.95em;
  }

  ol {
    margin-top: 18px;
    list-style: none;
  }

  li {
    position: relative;
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    gap: 0 14px;
    padding-bottom: 22px;
  }

  li:last-child {
    padding-bottom: 0;
  }

  /* The thread from one step to the next. */
  li:not(:last-child)::before {
    position: absolute;
    top: 28px;
    bottom: 4px;
    left: 11.5px;
    border-inline-start: 1px solid var(--line);
    content: '';
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-bottom: 4px;
  }

  .mark {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border: 1px solid var(--muted);
    border-radius: 50%;
    color: var(--muted);
    font-size: 0.9em;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }

  .done > .mark {
    border-color: var(--phase-update);
    color: var(--phase-update);
    font-weight: 600;
  }

  .open > .mark {
    border-color: var(--vscode-button-background);
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    outline: 1px solid var(--vscode-contrastBorder, transparent);
  }

  h4 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    line-height: 24px;
  }

  .ahead h4 {
    color: var(--muted);
    font-weight: 400;
  }

  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }

  .step p {
    max-width: 62ch;
  }

  .step > h4 {
    margin-bottom: -6px;
  }

  .step > div:empty {
    display: none;
  }

  .step > div:not([class], :empty) {
    display: grid;
    gap: 10px;
  }

  summary {
    width: fit-content;
    color: var(--muted);
    cursor: pointer;
  }

  details day5-deposit-stack {
    display: block;
    margin-top: 10px;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    float: inline-start;
    width: 100%;
    margin-bottom: 4px;
    padding: 0;
  }

  label {
    position: relative;
    padding: 3px 12px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--grid)));
    border-radius: 13px;
    cursor: pointer;
  }

  label:hover:not(:has(:disabled)) {
    background: var(--vscode-toolbar-hoverBackground);
  }

  label.checked {
    border-color: var(--vscode-inputOption-activeBorder, var(--focus));
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
  }

  label:has(:disabled) {
    cursor: default;
  }

  label:has(:disabled):not(.checked) {
    border-color: transparent;
    color: var(--muted);
  }

  label:has(:focus-visible) {
    outline: 1px solid var(--focus);
    outline-offset: 2px;
  }

  label input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  button {
    padding: 4px 14px;
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    font: inherit;
    cursor: pointer;
  }

  .primary {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
  }

  .primary:hover {
    background: var(--vscode-button-hoverBackground);
  }

  .quiet {
    background: var(--vscode-button-secondaryBackground);
    color: var(--vscode-button-secondaryForeground);
  }

  .quiet:hover {
    background: var(--vscode-button-secondaryHoverBackground);
  }

  .marked,
  .repair,
  .news {
    scroll-margin-bottom: 24px;
  }

  .answer {
    padding: 2px 0 2px 12px;
    border-inline-start: 3px solid var(--colour);
  }

  .right {
    --colour: var(--phase-update);
  }

  .wrong {
    --colour: var(--phase-loss);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
  }

  .line code {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .line span {
    white-space: nowrap;
  }

  .hint {
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
  }

  .hint .eyebrow {
    display: block;
  }

  .news {
    display: grid;
    gap: 8px;
  }

  .caught {
    display: grid;
    gap: 8px;
    margin-top: 22px;
    padding: 14px 16px 16px;
    border: 1px solid var(--phase-update);
    border-radius: 8px;
  }

  .caught h4 {
    color: var(--phase-update);
    font-size: 1.1em;
  }

  .caught p {
    max-width: 66ch;
  }

  @media (forced-colors: active) {
    label.checked {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
