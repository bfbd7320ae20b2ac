import { css } from 'lit';

/** Lists to choose from, of names in code. */
export const select = css`
  select {
    min-width: 0;
    max-width: 100%;
    padding: 2px 4px;
    border: 1px solid var(--vscode-dropdown-border, var(--line));
    border-radius: 3px;
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
    font-family: var(--mono);
    font-size: 0.95em;
  }
`;
