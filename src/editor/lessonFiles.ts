import * as vscode from 'vscode';
import { findLoop } from '../core/lesson/loopLines.ts';
import { contextKeys } from '../protocol/ids.ts';

/** `micrograd.py` is what `reference.py` imports, so that editors resolve it and `python3 reference.py` runs. */
const fileNames = ['reference.py', 'micrograd.py'];

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

  /** The group in which a lesson file is open; undefined where none is. */
  get group(): vscode.TabGroup | undefined {
    return vscode.window.tabGroups.all.find((group) =>
      group.tabs.some(({ input }) => input instanceof vscode.TabInputText && this.has(input.uri)),
    );
  }

  /** Shows the reference loop where it is open, else in the first group; creates it where it is missing. Returns the group. */
  async show(): Promise<vscode.ViewColumn | undefined> {
    await this.create();
    const group = this.group;
    const document = await vscode.workspace.openTextDocument(this.reference);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: group?.viewColumn ?? vscode.ViewColumn.One,
      preview: false,
    });
    const loop = findLoop(document.getText());
    if (!group && loop) {
      // A fresh editor: the loop is what the lesson is about, and the controls stand above it.
      const above = Math.max(0, loop.loop - 4);
      const range = new vscode.Range(above, 0, loop.loop - 1, 0);
      editor.revealRange(range, vscode.TextEditorRevealType.AtTop);
    }
    return editor.viewColumn;
  }

  /** Whether the learner has changed a lesson file since it was created. */
  async isEdited(document: vscode.TextDocument): Promise<boolean> {
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const text = await this.original(name);
    return document.getText().replaceAll('\r\n', '\n') !== text.replaceAll('\r\n', '\n');
  }

  /** Creates the files that are missing. One that is there, or open with edits to be saved, is never written to. */
  private async create(): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    for (const name of fileNames) {
      const file = vscode.Uri.joinPath(this.folder, name);
      if (!isOpenUnsaved(file) && !(await exists(file))) {
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await this.original(name)));
      }
    }
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

function isOpenUnsaved(file: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === file.toString(),
  );
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
