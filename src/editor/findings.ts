import * as vscode from 'vscode';
import type { Finding } from '../core/diagnosis/finding.ts';
import { sectionOf } from '../core/lesson/sections.ts';
import { relatedSentences, relatedTo } from '../protocol/findingTitles.ts';
import { sentencesFor } from '../session/findingWords.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';
import { sectionLink } from './lessonLinks.ts';
import type { RunLines } from './runLines.ts';

/** Where diagnostics of findings come from, as Problems shows it. */
export const findingSource = 'Day 5';

/**
 * Shows what is wrong with a training loop at its line, as warnings: the script runs, and does something else than it should.
 * Notes on the learning rate are none; the lesson has them.
 *
 * They belong to the run that is shown, and move with their lines while the text is edited.
 */
export class FindingDiagnostics implements vscode.Disposable {
  private readonly findings: ShownFindings;
  private readonly session: Session;
  private readonly lines: RunLines;
  private readonly collection = vscode.languages.createDiagnosticCollection('day5.findings');
  private readonly subscriptions: vscode.Disposable;
  private shown: readonly Finding[] = [];
  private version = -1;

  constructor(session: Session, findings: ShownFindings, lines: RunLines) {
    this.session = session;
    this.findings = findings;
    this.lines = lines;
    this.subscriptions = vscode.Disposable.from(
      findings.onDidChange(() => this.render()),
      session.onDidChange(() => this.render()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.collection.dispose();
  }

  private render(): void {
    const { execution, all } = this.findings;
    const uri = execution && vscode.Uri.parse(execution.source.uri);
    const document = uri ? openDocument(uri) : undefined;
    const version = document?.version ?? -1;
    if (all === this.shown && version === this.version) {
      return;
    }
    const isOther = all !== this.shown;
    this.shown = all;
    this.version = version;
    if (isOther) {
      this.collection.clear();
    }
    if (uri) {
      const run = document && this.lines.of(document);
      const { stale } = this.session.script;
      const now = (line: number) => (run ? run.now(line) : stale ? null : line);
      this.collection.set(
        uri,
        this.findings.errors.flatMap((finding) => {
          const line = now(finding.line ?? 1);
          return line === null ? [] : [this.diagnosticOf(finding, uri, document, line, now)];
        }),
      );
    }
  }

  private diagnosticOf(
    finding: Finding,
    uri: vscode.Uri,
    document: vscode.TextDocument | undefined,
    line: number,
    now: (line: number) => number | null,
  ): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(
      lineRange(document, line),
      sentencesFor(finding).join('\n'),
      vscode.DiagnosticSeverity.Warning,
    );
    diagnostic.source = findingSource;
    diagnostic.code = { value: finding.code, target: sectionLink(sectionOf[finding.code]) };
    diagnostic.relatedInformation = relatedTo(finding).flatMap(({ line, key, values }) => {
      const there = now(line);
      const message = vscode.l10n.t(relatedSentences[key], ...values);
      return there === null
        ? []
        : [
            new vscode.DiagnosticRelatedInformation(
              new vscode.Location(uri, lineRange(document, there)),
              message,
            ),
          ];
    });
    return diagnostic;
  }
}

/** Moves the cursor to where a finding is seen, and goes to its line. The first error where none is given. */
export async function showFinding(findings: ShownFindings, index = 0): Promise<void> {
  const finding = findings.all[index];
  const { execution } = findings;
  if (!finding || !execution) {
    return;
  }
  findings.goTo(finding);
  if (finding.line === null) {
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(execution.source.uri));
  const tab = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
    ),
  );
  const { start } = lineRange(document, finding.line);
  await vscode.window.showTextDocument(document, {
    viewColumn: tab?.viewColumn ?? vscode.ViewColumn.One,
    preview: false,
    selection: new vscode.Range(start, start),
  });
}

/** A line, from 1, without its indentation. */
function lineRange(document: vscode.TextDocument | undefined, line: number): vscode.Range {
  const at = Math.min(line, document?.lineCount ?? line) - 1;
  const text = document?.lineAt(at).text ?? '';
  return new vscode.Range(at, Math.max(0, text.search(/\S/)), at, Math.max(1, text.trimEnd().length));
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
