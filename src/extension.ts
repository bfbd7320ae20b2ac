import * as vscode from 'vscode';
import { commandHandlers, registerCommands } from './editor/commands.ts';
import { syncContextKeys } from './editor/contextKeys.ts';
import { LessonFiles } from './editor/lessonFiles.ts';
import { LineHighlight } from './editor/lineHighlight.ts';
import { StatusItem } from './editor/statusItem.ts';
import { StepLens } from './editor/stepLens.ts';
import { localizedStrings } from './localized.ts';
import { LessonPanel } from './panel/lessonPanel.ts';
import { Session } from './session/session.ts';

/** What other extensions, and the tests, may read. */
export interface Api {
  readonly session: Session;
  readonly panel: LessonPanel;
  readonly files: LessonFiles;
}

/** Composes the extension: builds the services and registers the features. */
export function activate(context: vscode.ExtensionContext): Api {
  const strings = localizedStrings();
  const session = new Session(context.workspaceState);
  const files = new LessonFiles(context);

  /** Opens the lesson: the editor first, then the panel beside it; the other way round both land in one group. */
  const start = async () => {
    session.open();
    let column: vscode.ViewColumn | undefined;
    try {
      column = await files.show();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = vscode.l10n.t(
        'The file of the lesson cannot be opened, so it goes on without it: {0}',
        reason,
      );
      void vscode.window.showErrorMessage(message);
    }
    panel.show(column);
  };

  const handlers = commandHandlers(session, files, start);
  const panel = new LessonPanel(session, context.extensionUri, strings, (command) => {
    Promise.resolve(handlers[command]()).catch(console.error);
  });

  /** A run is open as long as the lesson, or one of its files, is. */
  const follow = () => {
    if (files.group || panel.isOpen) {
      session.open();
    } else if (session.recording) {
      session.close();
    }
  };

  context.subscriptions.push(
    session,
    files,
    panel,
    new StepLens(session, files),
    new LineHighlight(session, files, strings),
    new StatusItem(session, strings),
    syncContextKeys(session),
    registerCommands(session, handlers),
    vscode.window.tabGroups.onDidChangeTabs(follow),
    panel.onDidClose(follow),
    files.onDidChangeFiles(follow),
  );
  follow();
  return { session, panel, files };
}
