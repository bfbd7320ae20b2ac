import * as vscode from 'vscode';
import { gapFor, oneWay } from '../core/lesson/oneWay.ts';
import { ratePlace } from '../core/lesson/rateLine.ts';
import type { Phase } from '../core/training/phase.ts';
import { isReceipt } from '../session/receiptUri.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { LessonScripts } from './lessonScripts.ts';
import { isSame, nameOf } from './textFiles.ts';

/** What the lesson writes into the learner's file when asked to: through the editor, so that it can be undone. */
export class LessonEdits {
  private readonly files: LessonFiles;
  private readonly scripts: LessonScripts;
  private readonly followed: () => string | null;

  /** @param followed the URI of the script that the lesson follows */
  constructor(files: LessonFiles, scripts: LessonScripts, followed: () => string | null) {
    this.files = files;
    this.scripts = scripts;
    this.followed = followed;
  }

  /** Gives the learning rate another number and runs at once; says so where there is no plain `lr = <number>`. */
  async tryRate(rate: number): Promise<void> {
    const document = await this.own();
    const place = ratePlace(document.getText().split(/\r?\n/));
    if (!place) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Nothing was changed: {0} has no single line such as "lr = 0.05". Write one, and use lr in the update.',
          nameOf(document.uri),
        ),
      );
      return;
    }
    const range = new vscode.Range(place.line, place.start, place.line, place.end);
    await this.edit(document, (edit) => edit.replace(document.uri, range, String(rate)));
    show(document, place.line);
  }

  /** Writes one way to do a phase below its comment; where that is gone, to the clipboard. */
  async writePhase(phase: Phase): Promise<void> {
    const document = await this.own();
    const gap = gapFor(phase, document.getText().split(/\r?\n/));
    if (!gap) {
      await vscode.env.clipboard.writeText(`${oneWay[phase].join('\n')}\n`);
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The lines are in the clipboard: paste them where they belong in {0}.',
          nameOf(document.uri),
        ),
      );
      return;
    }
    const lines = oneWay[phase].map((line) => `${gap.indent}${line}\n`).join('');
    const at = new vscode.Position(gap.before, 0);
    await this.edit(document, (edit) => edit.insert(document.uri, at, lines));
    show(document, gap.before);
  }

  /** The learner's own script, in sight: the one that is followed, if it is theirs, else `day5.py`. */
  private async own(): Promise<vscode.TextDocument> {
    const followed = this.followed();
    const uri =
      followed !== null && this.files.roleOf(followed) === 'own' && !isReceipt(followed)
        ? vscode.Uri.parse(followed)
        : this.files.day5;
    const inSight = vscode.window.visibleTextEditors.find(({ document }) => isSame(document.uri, uri));
    if (!inSight) {
      await this.files.create();
      await this.files.reveal(uri);
    }
    return vscode.workspace.openTextDocument(uri);
  }

  private async edit(
    document: vscode.TextDocument,
    change: (edit: vscode.WorkspaceEdit) => void,
  ): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    change(edit);
    const done = await this.scripts.atOnce(() => vscode.workspace.applyEdit(edit));
    if (!done) {
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be edited.', nameOf(document.uri)));
    }
  }
}

/** Brings a line into sight wherever the document is; the lesson keeps the focus. */
function show(document: vscode.TextDocument, line: number): void {
  const range = new vscode.Range(line, 0, line, 0);
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document === document) {
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}
