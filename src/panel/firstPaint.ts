import { format, type LessonStrings } from '../protocol/strings.ts';

/** The days of the strip in the head of the page. */
const days = ['1', '2', '3', '4', '5', '6', '…', '80'];

/**
 * The styles of {@link firstPaint}: those of the lesson's page and its head (`webview/header.ts`), as far as they are seen in it, so
 * that nothing moves when the script takes over.
 */
export const firstPaintStyles = `
body { padding: 0; }
.first {
  --muted: var(--vscode-descriptionForeground);
  max-width: 1320px;
  margin: 0 auto;
  padding: 20px;
  color: var(--vscode-foreground);
  font: max(var(--vscode-font-size), calc(var(--vscode-editor-font-size, 14px) - 1px)) / 1.5 var(--vscode-font-family);
}
.vscode-light .first { --muted: rgb(from var(--vscode-descriptionForeground) max(r, 98) max(g, 98) max(b, 98)); }
.first * { box-sizing: border-box; margin: 0; padding: 0; }
.first .strip { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 12px; color: var(--muted); font-size: .85em; letter-spacing: .04em; }
.first ol { display: flex; gap: 2px; list-style: none; font-variant-numeric: tabular-nums; }
.first li { min-width: 1.7em; border-radius: 3px; line-height: 1.7; text-align: center; }
.first .today { outline: 1px solid var(--vscode-contrastBorder, transparent); background: var(--vscode-badge-background); color: var(--vscode-badge-foreground); font-weight: 600; }
.first h1 { margin-top: 10px; font-size: 1.9em; font-weight: 600; letter-spacing: -.01em; line-height: 1.15; text-wrap: balance; }
.first small { display: block; margin-top: 2px; color: var(--muted); font-size: .62em; font-weight: 400; letter-spacing: 0; }
.first .promise { max-width: 58ch; margin-top: 10px; font-size: 1.05em; text-wrap: pretty; }
@media (max-width: 360px) { .first { padding-inline: 14px; } }
@media (min-width: 960px) { .first { padding: 32px 40px; } }
`;

/**
 * The head of the page as HTML: what is seen before the lesson's script is there. It stands inside the lesson's element, whose own
 * content takes its place.
 */
export function firstPaint(strings: LessonStrings): string {
  const strip = days.map((day) => `<li${day === '5' ? ' class="today"' : ''}>${day}</li>`).join('');
  return `<div class="first">
<div class="strip"><span>${escaped(strings.phase)}</span><ol aria-label="${escaped(format(strings.dayStrip, 5, 80))}">${strip}</ol></div>
<h1>${escaped(strings.title)}<small>${escaped(strings.subtitle)}</small></h1>
<p class="promise">${escaped(strings.promise)}</p>
</div>`;
}

/** A sentence as it may stand in HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
