import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';

/** The running extension. */
export async function day5(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('eighty-days.day5');
  if (!extension) {
    throw new Error('The extension is not there.');
  }
  return extension.activate();
}

/** Runs one of the extension's commands. */
export async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}

/** Resolves as soon as the condition holds; looks again with every event. */
export async function until(condition: () => boolean, ...events: vscode.Event<unknown>[]): Promise<void> {
  if (condition()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const subscriptions = events.map((event) =>
      event(() => {
        if (condition()) {
          vscode.Disposable.from(...subscriptions).dispose();
          resolve();
        }
      }),
    );
  });
}

/** Resolves when the script that is followed has run to its end, and what is shown is its run. */
export async function scriptFinished({ session }: Api): Promise<void> {
  await until(() => {
    const { file, state, stale } = session.script;
    return file !== null && state === 'finished' && !stale;
  }, session.onDidChange);
}

/** Replaces the whole text of a file in its editor. */
export async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** A memory that lives as long as the test. */
export function memory(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: async (key, value) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  } as vscode.Memento;
}

/** The tabs that show the lesson panel. */
export function lessonTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.filter(
      // VS Code puts a prefix of its own before the view type.
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('day5.lesson'),
    ),
  );
}

/** The tabs that show a file. */
export function fileTabs(uri: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    ),
  );
}
