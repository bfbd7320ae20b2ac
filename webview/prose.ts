import { css, html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** Paragraphs that the build has made of the lesson's Markdown, which has no HTML of its own. */
export function prose(text: string) {
  return html`<div class="prose">${unsafeHTML(text)}</div>`;
}

/** How paragraphs look: as large as the editor's text, in lines that are easy to read. */
export const proseStyles = css`
  .prose {
    max-width: 66ch;
    font-size: max(13px, var(--vscode-editor-font-size, 14px));
    text-wrap: pretty;
    line-height: 1.65;
    overflow-wrap: break-word;
    hanging-punctuation: first;
  }

  .prose > * + * {
    margin-top: 0.85em;
  }

  .prose ol,
  .prose ul {
    padding-inline-start: 1.5em;
  }

  .prose li + li {
    margin-top: 0.35em;
  }

  .prose li::marker {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .prose strong {
    font-weight: 600;
  }

  .prose code {
    /* In one piece, where a line has room for it. */
    display: inline-block;
    max-width: 100%;
    padding: 0.1em 0.3em;
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    color: var(--text);
    font-family: var(--mono);
    font-size: 0.92em;
    line-height: 1.4;
  }

  .prose pre {
    padding: 10px 14px;
    overflow-x: auto;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 6px;
    background: var(--vscode-textCodeBlock-background);
    line-height: 1.5;
  }

  .prose pre code {
    display: inline;
    padding: 0;
    line-height: inherit;
    background: none;
  }

  .prose a {
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }

  .prose a:hover {
    color: var(--vscode-textLink-activeForeground);
  }

  /* Something to do. */
  .prose blockquote {
    margin-inline: 0;
    margin-block: 1.3em 0;
    padding: 8px 0 8px 16px;
    border-inline-start: 3px solid var(--accent);
  }

  .prose blockquote > strong:first-child,
  .prose blockquote p > strong:first-child {
    color: var(--accent);
  }
`;
