import * as vscode from 'vscode';
import { isImportable, mentionedFirst } from '../core/lesson/fileNames.ts';
import { folderOf, nameOf, openDocument } from './textFiles.ts';

const maxFiles = 50;

/** In characters, for all files together. */
const maxText = 1_000_000;

/**
 * The Python files beside a script that it can import: file name to text, as the learner sees it, saved or not.
 *
 * At most 50 and a million characters, those that the script mentions first; what cannot be read is left out.
 */
export async function siblingsOf(script: vscode.Uri, text: string): Promise<Record<string, string>> {
  const folder = folderOf(script);
  const names = mentionedFirst(await pythonFilesIn(folder), text).filter((name) => name !== nameOf(script));
  const files = names.slice(0, maxFiles).map((name) => vscode.Uri.joinPath(folder, name));
  const texts = await Promise.all(files.map(textToPass));
  const siblings: Record<string, string> = {};
  let room = maxText;
  for (const [k, sibling] of texts.entries()) {
    if (sibling !== undefined && sibling.length <= room) {
      siblings[names[k]] = sibling;
      room -= sibling.length;
    }
  }
  return siblings;
}

async function pythonFilesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => (type & vscode.FileType.Directory) === 0 && isImportable(name))
      .map(([name]) => name);
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
    return size <= 4 * maxText
      ? new TextDecoder().decode(await vscode.workspace.fs.readFile(file))
      : undefined;
  } catch {
    return undefined;
  }
}
