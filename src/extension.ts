import * as vscode from 'vscode';
import { findLoop } from './core/lesson/loopLines.ts';
import { registerCommands } from './editor/commands.ts';
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

  /** Opens the run of the reference loop, wherever its lines stand in the file now. */
  const openRun = async () => {
    await files.create();
    const document = await vscode.workspace.openTextDocument(files.reference);
    session.open(findLoop(document.getText())?.phases ?? {});
  };

  const panel = new LessonPanel(session, context.extensionUri, strings, openRun);

  const start = async () => {
    await openRun();
    // The editor first, then the lesson beside it: the other way round both land in one group.
    const column = await files.show();
    panel.show(column + 1);
  };

  /** A lesson file that is on the screen, such as one a reloaded window brings back, opens its run. */
  const openForVisible = (editors: readonly vscode.TextEditor[]) => {
    if (!session.recording && editors.some(({ document }) => files.has(document.uri))) {
      openRun().catch(console.error);
    }
  };

  context.subscriptions.push(
    session,
    panel,
    new StepLens(session, files),
    new LineHighlight(session, files, strings),
    new StatusItem(session, strings),
    syncContextKeys(session),
    registerCommands(session, start),
    vscode.window.onDidChangeVisibleTextEditors(openForVisible),
  );
  openForVisible(vscode.window.visibleTextEditors);
  return { session, panel, files };
}
