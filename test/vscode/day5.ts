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
