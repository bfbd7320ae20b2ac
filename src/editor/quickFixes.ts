import * as vscode from 'vscode';
import type { ErrorFinding } from '../core/diagnosis/finding.ts';
import type { Repair } from '../core/diagnosis/repairs/repair.ts';
import { repairsOf } from '../core/diagnosis/repairs/repairs.ts';
import { sectionOf } from '../core/lesson/sections.ts';
import { repairTitles } from '../protocol/findingTitles.ts';
import { commands } from '../protocol/ids.ts';
import { sentencesFor } from '../session/findingWords.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';
import { findingSource } from './findings.ts';
import type { LessonFiles } from './lessonFiles.ts';
import { isShown } from './shownScript.ts';

/**
 * Offers what can be done about a finding: to repair the loop where it is certain how, and to read about it in the lesson.
 *
 * Applying a repair is an edit like any other, after which the script runs again.
 */
export class QuickFixes implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly session: Session;
  private readonly findings: ShownFindings;
  private readonly files: LessonFiles;
  private readonly registration: vscode.Disposable;

  constructor(session: Session, findings: ShownFindings, files: LessonFiles) {
    this.session = session;
    this.findings = findings;
    this.files = files;
    this.registration = vscode.languages.registerCodeActionsProvider({ language: 'python' }, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      const finding = this.findingOf(diagnostic);
      return finding ? [...this.repairs(document, diagnostic, finding), readAbout(diagnostic, finding)] : [];
    });
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** The finding that a diagnostic shows: their sentences, with their numbers, are the same. */
  private findingOf({ source, message }: vscode.Diagnostic): ErrorFinding | undefined {
    return source === findingSource
      ? this.findings.errors.find((finding) => sentencesFor(finding).join('\n') === message)
      : undefined;
  }

  private repairs(
    document: vscode.TextDocument,
    diagnostic: vscode.Diagnostic,
    finding: ErrorFinding,
  ): vscode.CodeAction[] {
    const { execution } = this.findings;
    // Lines of an older text say nothing about where to write in this one.
    if (!isShown(this.session, this.files, document.uri) || execution?.source.text !== document.getText()) {
      return [];
    }
    return repairsOf(finding, document.getText()).map((repair, k) => {
      const action = new vscode.CodeAction(
        vscode.l10n.t(repairTitles[repair.kind], repair.code),
        vscode.CodeActionKind.QuickFix,
      );
      action.diagnostics = [diagnostic];
      action.isPreferred = k === 0;
      action.edit = editOf(document, repair);
      return action;
    });
  }
}

function editOf({ uri }: vscode.TextDocument, { edits }: Repair): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) {
    const { start, end } = range;
    edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), text);
  }
  return edit;
}

function readAbout(diagnostic: vscode.Diagnostic, { code }: ErrorFinding): vscode.CodeAction {
  const title = vscode.l10n.t('Read about this in the lesson');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title, command: commands.readFinding, arguments: [sectionOf[code]] };
  return action;
}
