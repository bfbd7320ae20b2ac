import { css } from 'lit';

/** What all components share: the theme's colours under short names, and the elements they have in common. */
export const theme = css`
  :host {
    --text: var(--vscode-foreground);
    --muted: var(--vscode-descriptionForeground);
    --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    --surface: var(--vscode-editorWidget-background);
    --page: var(--vscode-editor-background);
    --grid: color-mix(in srgb, var(--vscode-descriptionForeground) 22%, transparent);
    --ghost: color-mix(in srgb, var(--vscode-descriptionForeground) 65%, var(--vscode-editor-background));
    --focus: var(--vscode-focusBorder);
    --accent: var(--vscode-day5-forward);
    --positive: var(--vscode-day5-positive);
    --negative: var(--vscode-day5-negative);
    --phase-forward: var(--vscode-day5-forward);
    --phase-loss: var(--vscode-day5-loss);
    --phase-zeroGrad: var(--vscode-day5-zeroGrad);
    --phase-backward: var(--vscode-day5-backward);
    --phase-update: var(--vscode-day5-update);
    --mono: var(--vscode-editor-font-family, monospace);
    display: block;
    color: var(--text);
    font-family: var(--vscode-font-family);
    /* With a larger text in the editor, all of the lesson is larger. */
    font-size: max(var(--vscode-font-size), calc(var(--vscode-editor-font-size, 14px) - 1px));
    line-height: 1.5;
  }

  /* The light theme of VS Code gives descriptions the colour of all text: here they step back, and stay at 5 to 1 or better. */
  :host-context(.vscode-light) {
    --muted: rgb(
      from var(--vscode-descriptionForeground) max(r, 98) max(g, 98) max(b, 98)
    );
  }

  * {
    box-sizing: border-box;
    /* What is scrolled to stays clear of the dashboard. */
    scroll-margin-top: var(--covered, 0);
  }

  h1,
  h2,
  h3,
  h4,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
  }

  h2 {
    font-size: 1.15em;
    font-weight: 600;
    line-height: 1.3;
  }

  h3 {
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.3;
  }

  h4 {
    font-size: 1.05em;
    font-weight: 600;
    line-height: 1.3;
  }

  p {
    text-wrap: pretty;
  }

  .eyebrow {
    color: var(--muted);
    font-size: 0.85em;
    letter-spacing: 0.04em;
  }

  .muted {
    color: var(--muted);
  }

  .tag {
    padding: 1px 7px;
    border: 1px dashed var(--muted);
    border-radius: 9px;
    background: var(--page);
    color: var(--muted);
    font-size: 0.85em;
    line-height: 1.35;
    white-space: nowrap;
  }

  .number {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }

  :focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: 2px;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Gives `--colour` to elements whose class is a phase. */
export const phaseColours = css`
  .forward {
    --colour: var(--phase-forward);
  }
  .loss {
    --colour: var(--phase-loss);
  }
  .zeroGrad {
    --colour: var(--phase-zeroGrad);
  }
  .backward {
    --colour: var(--phase-backward);
  }
  .update {
    --colour: var(--phase-update);
  }
`;
