import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { LessonText } from '../protocol/lessonText.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import { firstPaint, firstPaintStyles } from './firstPaint.ts';

/** The lesson panel's document: the head of the page at once, one script, what it says, and nothing that could reach the network. */
export function lessonHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  strings: LessonStrings,
  text: LessonText,
): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'out', 'webview', 'lesson.js'));
  const csp = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}';`;
  // The language of the sentences: a window in a language without a translation gets the English ones.
  const language = vscode.l10n.bundle ? vscode.env.language : 'en';
  // VS Code shows the document when it is loaded; a script that its head names would belong to that, an imported one comes after it.
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${vscode.l10n.t('Day 5')}</title>
<style nonce="${nonce}">${firstPaintStyles}</style>
<script type="module" nonce="${nonce}">import('${script}')</script>
</head>
<body>
<day5-lesson>${firstPaint(strings)}</day5-lesson>
<script type="application/json" id="strings">${json(strings)}</script>
<script type="application/json" id="text">${json(text)}</script>
</body>
</html>`;
}

/** JSON that cannot end the element it stands in. */
function json(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
