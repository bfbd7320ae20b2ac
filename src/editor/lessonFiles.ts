import * as vscode from 'vscode';
import { findLoop } from '../core/lesson/loopLines.ts';
import { contextKeys } from '../protocol/ids.ts';

/** The lesson's Python files: where they are, and that they are there. They live in the extension's storage. */
export class LessonFiles {
  /** The full training loop, for whoever wants to watch first. */
  readonly reference: vscode.Uri;
  private readonly folder: vscode.Uri;
  private readonly media: vscode.Uri;
  private readonly originals = new Map<string, string>();

  constructor(context: vscode.ExtensionContext) {
    this.folder = vscode.Uri.joinPath(context.globalStorageUri, 'lesson');
    this.media = vscode.Uri.joinPath(context.extensionUri, 'media', 'lesson');
    this.reference = vscode.Uri.joinPath(this.folder, 'reference.py');
    // `resourcePath` in a `when` clause is the path as the file system writes it, or the URI's for other schemes.
    const paths = [...new Set([this.reference.fsPath, this.reference.path])];
    void vscode.commands.executeCommand('setContext', contextKeys.lessonFiles, paths);
  }

  /** Whether a document is one of the lesson's files. */
  has(uri: vscode.Uri): boolean {
    return uri.toString() === this.reference.toString();
  }

  /** Shows the reference loop where it is open, else in the first group. Returns the group. */
  async show(): Promise<vscode.ViewColumn> {
    const open = vscode.window.tabGroups.all.find((group) =>
      group.tabs.some(({ input }) => input instanceof vscode.TabInputText && this.has(input.uri)),
    );
    const viewColumn = open?.viewColumn ?? vscode.ViewColumn.One;
    const document = await vscode.workspace.openTextDocument(this.reference);
    const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false });
    const loop = findLoop(document.getText());
    if (loop && editor.selection.isEmpty && editor.selection.active.line === 0) {
      // A fresh editor: the loop is what the lesson is about. Two lines above it show the controls.
      editor.revealRange(
        new vscode.Range(loop.loop - 3, 0, loop.loop - 1, 0),
        vscode.TextEditorRevealType.AtTop,
      );
    }
    return viewColumn;
  }

  /** Creates the files that are missing. One that is there, edited or not, is never written to. */
  async create(): Promise<void> {
    const names = ['reference.py'];
    await vscode.workspace.fs.createDirectory(this.folder);
    for (const name of names) {
      const file = vscode.Uri.joinPath(this.folder, name);
      if (!(await exists(file))) {
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await this.original(name)));
      }
    }
  }

  /** Whether the learner has changed a lesson file since it was created. */
  async isEdited(document: vscode.TextDocument): Promise<boolean> {
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const text = await this.original(name);
    return document.getText().replaceAll('\r\n', '\n') !== text.replaceAll('\r\n', '\n');
  }

  /** The text a file has when it is created. */
  private async original(name: string): Promise<string> {
    const text =
      this.originals.get(name) ??
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.media, name)));
    this.originals.set(name, text);
    return text;
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return false;
    }
    throw error;
  }
}
