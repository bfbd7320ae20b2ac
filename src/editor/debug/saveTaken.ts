import * as vscode from 'vscode';
import type { LessonFiles } from '../lessonFiles.ts';

/**
 * Saves one of the lesson's own files whose text, as it stands in the editor, is being debugged: VS Code draws the breakpoints of an
 * unsaved file as if they did not work.
 *
 * A file that the learner has added is theirs: it may be watched, or under version control, and is saved by nobody else. A text
 * that has been changed since is left alone.
 */
export async function saveTaken(files: LessonFiles, uri: vscode.Uri, text: string): Promise<void> {
  const isOwn = (await files.originalOf(uri)) !== undefined;
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (!isOwn || !document?.isDirty || document.getText() !== text) {
    return;
  }
  if (vscode.window.activeTextEditor?.document === document) {
    // Somebody is typing: what formats, or trims lines, when a file is saved would change the text under their hands.
    await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  } else {
    await document.save();
  }
}
