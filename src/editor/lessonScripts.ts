import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** Tells the session of the learner's scripts: the one that the lesson opens with, every edit, and Run. */
export class LessonScripts implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly subscription: vscode.Disposable;

  constructor(session: Session, files: LessonFiles) {
    this.session = session;
    this.files = files;
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && files.has(document.uri)) {
        session.edited(files.sourceOf(document));
      }
    });
  }

  /** Lets the session follow the script that is looked at, or was before a reload; without one it shows the lesson's own run. */
  async begin(): Promise<void> {
    await this.files.ready;
    try {
      const document = await vscode.workspace.openTextDocument(this.choose());
      const isReference =
        document.uri.toString() === this.files.reference.toString() && !(await this.files.isEdited(document));
      this.session.begin(this.files.sourceOf(document), isReference);
    } catch {
      // The file is gone or cannot be read. The lesson goes on without it.
      this.session.begin(null);
    }
  }

  /** Runs the script that is looked at, else the one that is followed. */
  async run(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const document =
      active && this.files.has(active.uri) ? active : await vscode.workspace.openTextDocument(this.choose());
    // Its end is the session's to tell; a command that is done frees the keyboard.
    void this.session.runNow(this.files.sourceOf(document));
  }

  /** Follows the script that is looked at, if it is one of the lesson's and another is followed. */
  follow(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document && this.files.has(document.uri) && document.uri.toString() !== this.session.followed) {
      void this.session.runNow(this.files.sourceOf(document));
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Of the lesson's scripts: the one followed, else one in sight, else one in a tab, else the reference. */
  private choose(): vscode.Uri {
    const { followed } = this.session;
    const inSight = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const candidates = [
      ...(followed ? [vscode.Uri.parse(followed)] : []),
      ...inSight.flatMap((editor) => (editor ? [editor.document.uri] : [])),
      ...vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])),
      ),
    ];
    return candidates.find((uri) => this.files.has(uri)) ?? this.files.reference;
  }
}
