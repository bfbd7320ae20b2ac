import * as vscode from 'vscode';
import type { ScriptProblem } from '../session/scriptProblem.ts';
import type { Session } from '../session/session.ts';

/** Shows what is wrong with the script at its line, until a run is good again. */
export class ScriptDiagnostics implements vscode.Disposable {
  private readonly session: Session;
  private readonly collection = vscode.languages.createDiagnosticCollection('day5');
  private readonly subscription: vscode.Disposable;
  private shown: ScriptProblem | null = null;

  constructor(session: Session) {
    this.session = session;
    this.subscription = session.onDidChange(() => this.render());
  }

  dispose(): void {
    this.subscription.dispose();
    this.collection.dispose();
  }

  private render(): void {
    const { problem } = this.session;
    if (problem === this.shown) {
      return;
    }
    this.shown = problem;
    this.collection.clear();
    if (problem) {
      const uri = vscode.Uri.parse(problem.uri);
      const message = [problem.title, problem.explanation].filter(Boolean).join('\n');
      const severity = problem.asked
        ? vscode.DiagnosticSeverity.Information
        : vscode.DiagnosticSeverity.Error;
      const diagnostic = new vscode.Diagnostic(rangeOf(problem, openDocument(uri)), message, severity);
      diagnostic.source = 'Day 5';
      this.collection.set(uri, [diagnostic]);
    }
  }
}

/** Goes to the place of the problem, where there is one. */
export async function goToProblem({ problem }: Session): Promise<void> {
  if (!problem) {
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(problem.uri));
  const place = rangeOf(problem, document);
  const tab = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === problem.uri),
  );
  await vscode.window.showTextDocument(document, {
    viewColumn: tab?.viewColumn ?? vscode.ViewColumn.One,
    preview: false,
    selection: new vscode.Range(place.start, place.start),
  });
}

/** Where a problem is: from its column to its end, else its whole line without the indentation. */
function rangeOf(problem: ScriptProblem, document: vscode.TextDocument | undefined): vscode.Range {
  const { line, column, endLine, endColumn } = problem;
  const last = (document?.lineCount ?? Number.MAX_SAFE_INTEGER) - 1;
  const at = Math.min(Math.max(0, (line ?? 1) - 1), last);
  const text = document?.lineAt(at).text ?? '';
  const whole = new vscode.Range(at, Math.max(0, text.search(/\S/)), at, Math.max(1, text.trimEnd().length));
  if (column === null) {
    return whole;
  }
  const start = new vscode.Position(at, unitsOf(text, column));
  if (endColumn === null) {
    return start.isBefore(whole.end) ? new vscode.Range(start, whole.end) : whole;
  }
  const to = Math.min(Math.max(at, (endLine ?? at + 1) - 1), last);
  const range = new vscode.Range(
    start,
    new vscode.Position(to, unitsOf(document?.lineAt(to).text ?? '', endColumn)),
  );
  // Python may point at the place behind the last character, which nobody would see.
  return range.isEmpty ? whole : range;
}

/** Index of the character at a column (from 1) of Python, which counts 🙂 as one character where JavaScript has two units. */
function unitsOf(text: string, column: number): number {
  return text ? [...text].slice(0, column - 1).join('').length : column - 1;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
