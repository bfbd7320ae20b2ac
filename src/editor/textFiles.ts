import * as vscode from 'vscode';

/** The name of a file without its folder. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

export function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

/** The document of a file that is open. */
export function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => isSame(uri, file));
}

/** The tabs that show a file as text. */
export function tabsOf(file: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.filter(({ input }) => input instanceof vscode.TabInputText && isSame(input.uri, file)),
  );
}

/** Whether there is a file, or text that is yet to be saved as it. */
export async function isTaken(file: vscode.Uri): Promise<boolean> {
  return openDocument(file)?.isDirty || (await exists(file));
}

/** Whether a file or folder is there. Throws FileSystemError when that cannot be told. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return false;
    }
    throw error;
  }
}

/** The text of a file as the learner sees it: edits that are not saved are part of it. */
export async function readText(file: vscode.Uri): Promise<string> {
  return openDocument(file)?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

export async function writeText(file: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

/** The first file of a folder, by a count, that is not there yet. */
export async function firstFree(
  folder: vscode.Uri,
  from: number,
  name: (k: number) => string,
): Promise<vscode.Uri> {
  for (let k = from; ; k++) {
    const file = vscode.Uri.joinPath(folder, name(k));
    if (!(await isTaken(file))) {
      return file;
    }
  }
}
