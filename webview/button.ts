import { css } from 'lit';

/** Buttons of the exhibits: a plain one, and the one that is meant. */
export const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
    padding: 3px 12px;
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    background: var(--vscode-button-secondaryBackground);
    color: var(--vscode-button-secondaryForeground);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .button:hover {
    background: var(--vscode-button-secondaryHoverBackground);
  }

  .button.primary {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
  }

  .button.primary:hover {
    background: var(--vscode-button-hoverBackground);
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
    cursor: pointer;
  }

  .link:hover {
    color: var(--vscode-textLink-activeForeground);
  }

  .button:focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: 2px;
  }
`;
