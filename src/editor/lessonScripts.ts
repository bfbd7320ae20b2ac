import * as vscode from 'vscode';
import { isReceipt } from '../session/receiptUri.ts';
import type { ScriptSource } from '../session/scriptSource.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** What must not run yet, though it is a script of the lesson. */
export interface Gate {
  /** Resolves when it is known what may run. */
  readonly ready: Promise<void>;
  isClosedFor(uri: vscode.Uri): boolean;
  /** Says why, and leads to what opens it. */
  say(): void;
}

/** Tells the session of the learner's scripts: the one that the lesson opens with, every edit, and Run. */
export class LessonScripts implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly gate: Gate;
  private readonly subscription: vscode.Disposable;
  private editsBeside = 0;
  /** Number of edits under way whose runs wait for no pause. */
  private hasty = 0;

  constructor(session: Session, files: LessonFiles, gate: Gate) {
    this.session = session;
    this.files = files;
    this.gate = gate;
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) {
        this.edited(document);
      }
    });
  }

  /** Lets the session follow the script that is looked at, or was before a reload; without one it shows the lesson's own run. */
  async begin(): Promise<void> {
    await Promise.all([this.files.ready, this.gate.ready]);
    try {
      const document = await vscode.workspace.openTextDocument(this.choose());
      const isReference = await this.isReference(document);
      this.session.begin(this.sourceOf(document), isReference);
    } catch {
      // The file is gone or cannot be read. The lesson goes on without it.
      this.session.begin(null);
    }
  }

  /** Runs the script that is looked at, else the one that is followed. */
  async run(): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      await sayRestricted();
      return;
    }
    const active = vscode.window.activeTextEditor?.document;
    const document =
      active && this.files.has(active.uri)
        ? active
        : await vscode.workspace.openTextDocument(
            this.session.followed && !isReceipt(this.session.followed)
              ? vscode.Uri.parse(this.session.followed)
              : this.choose(),
          );
    if (this.gate.isClosedFor(document.uri)) {
      this.gate.say();
      return;
    }
    // Its end is the session's to tell; a command that is done frees the keyboard.
    void this.runDocument(document);
  }

  /** Runs a script of the lesson. Resolves when it has ended. */
  async runDocument(document: vscode.TextDocument): Promise<void> {
    await this.session.runNow(this.sourceOf(document));
  }

  /** Runs a script of the lesson from its file. */
  async runFile(file: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(file);
    void this.session.runNow(this.sourceOf(document));
  }

  /** Makes an edit that the learner wants to see the effect of: its run waits for no pause in typing. */
  async atOnce<Result>(edit: () => Thenable<Result>): Promise<Result> {
    this.hasty += 1;
    try {
      return await edit();
    } finally {
      this.hasty -= 1;
    }
  }

  /** Follows the script that is looked at, if it is one of the lesson's and another is followed. */
  follow(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document && this.mayRun(document.uri) && document.uri.toString() !== this.session.followed) {
      void this.runDocument(document);
    }
  }

  /** Lets the session follow the script that is looked at from the beginning of its run, unless it is followed already. */
  async watch(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document && this.mayRun(document.uri) && document.uri.toString() !== this.session.followed) {
      const isReference = await this.isReference(document);
      this.session.watch(this.sourceOf(document), isReference);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Whether a document is the finished loop as it was created, so that its run is known. */
  private async isReference(document: vscode.TextDocument): Promise<boolean> {
    return (
      this.files.roleOf(document.uri.toString()) === 'reference' && !(await this.files.isEdited(document))
    );
  }

  private mayRun(uri: vscode.Uri): boolean {
    return this.files.has(uri) && !this.gate.isClosedFor(uri);
  }

  private edited(document: vscode.TextDocument): void {
    if (this.mayRun(document.uri)) {
      this.session.edited(this.sourceOf(document), this.hasty > 0);
      return;
    }
    const script = this.importerOf(document);
    if (script) {
      this.editsBeside += 1;
      this.session.edited(this.sourceOf(script));
    }
  }

  /** The script that is followed, if it names a module beside it. */
  private importerOf(module: vscode.TextDocument): vscode.TextDocument | undefined {
    const { followed } = this.session;
    const [, folder, name] = /^(.*\/)(\w+)\.py$/.exec(module.uri.toString()) ?? [];
    const script = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === followed);
    const beside =
      folder !== undefined && followed?.startsWith(folder) && !followed.includes('/', folder.length);
    return beside && script && new RegExp(`\\b${name}\\b`).test(script.getText()) ? script : undefined;
  }

  private sourceOf(document: vscode.TextDocument): ScriptSource {
    return { ...this.files.sourceOf(document), editsBeside: this.editsBeside };
  }

  /** Of the lesson's scripts: one in a tab, first the one followed, then one in sight; else the one followed, else `day5.py`. */
  private choose(): vscode.Uri {
    const inTabs = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])),
    );
    const inSight = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].flatMap((editor) =>
      editor ? [editor.document.uri] : [],
    );
    const { followed } = this.session;
    const inTab = inTabs.find((uri) => uri.toString() === followed);
    const left = followed ? [vscode.Uri.parse(followed)] : [];
    const candidates = [...(inTab ? [inTab] : []), ...inSight, ...inTabs, ...left];
    return candidates.find((uri) => this.mayRun(uri)) ?? this.files.day5;
  }
}

/** Says that nothing runs in Restricted Mode, and leads out of it. */
export async function sayRestricted(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('In Restricted Mode no Python file runs. The lesson’s own run can be stepped.'),
    manage,
  );
  if (choice === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
}
