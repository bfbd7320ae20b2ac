import { headStyles, lastDay, pageWidth, stripDays, today } from '../protocol/pageHead.ts';
import { format, type LessonStrings } from '../protocol/strings.ts';

/** The styles of {@link firstPaint}: what the lesson's page adds to its head, so that nothing moves when the script takes over. */
export const firstPaintStyles = `
body { padding: 0; }
.first {
  --muted: var(--vscode-descriptionForeground);
  max-width: ${pageWidth}px;
  margin: 0 auto;
  padding: 20px;
  color: var(--vscode-foreground);
  font: max(var(--vscode-font-size), calc(var(--vscode-editor-font-size, 14px) - 1px)) / 1.5 var(--vscode-font-family);
}
.vscode-light .first { --muted: rgb(from var(--vscode-descriptionForeground) max(r, 98) max(g, 98) max(b, 98)); }
.first, .first * { box-sizing: border-box; }
.first * { margin: 0; padding: 0; }
.first { ${headStyles} }
@media (max-width: 360px) { .first { padding-inline: 14px; } }
@media (min-width: 960px) { .first { padding: 32px 40px; } }
`;

/**
 * The head of the page as HTML: what is seen before the lesson's script is there. It stands inside the lesson's element, whose own
 * content takes its place.
 */
export function firstPaint(strings: LessonStrings): string {
  const strip = stripDays.map((day) => `<li${day === today ? ' class="today"' : ''}>${day}</li>`).join('');
  const label = format(strings.dayStrip, today, lastDay);
  return `<div class="first">
<div class="strip"><span>${escaped(strings.phase)}</span><ol class="days" aria-label="${escaped(label)}">${strip}</ol></div>
<h1>${escaped(strings.title)}<small>${escaped(strings.subtitle)}</small></h1>
<p class="promise">${escaped(strings.promise)}</p>
</div>`;
}

/** A sentence as it may stand in HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
