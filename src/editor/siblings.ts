import * as vscode from 'vscode';
import { maxSiblingSize, siblingNames, siblingTexts } from '../core/lesson/siblings.ts';
import { folderOf, nameOf, openDocument } from './textFiles.ts';

/**
 * The Python files beside a script that it can import: file name to text, as the learner sees it, saved or not. What cannot
 * be read is left out, and so is the lesson's own `micrograd.py`, as long as its text is `micrograd`.
 */
export async function siblingsOf(
  script: vscode.Uri,
  text: string,
  micrograd: string,
): Promise<Record<string, string>> {
  const folder = folderOf(script);
  const names = siblingNames(nameOf(script), text, await filesIn(folder));
  const read = names.map(
    async (name) => [name, await textToPass(vscode.Uri.joinPath(folder, name))] as const,
  );
  return siblingTexts(await Promise.all(read), micrograd);
}

async function filesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.filter(([, type]) => (type & vscode.FileType.Directory) === 0).map(([name]) => name);
  } catch {
    // Not every document has a folder: one that was never saved has none.
    return [];
  }
}

async function textToPass(file: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(file);
  if (open) {
    return open.getText();
  }
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size <= maxSiblingSize
      ? new TextDecoder().decode(await vscode.workspace.fs.readFile(file))
      : undefined;
  } catch {
    return undefined;
  }
}
