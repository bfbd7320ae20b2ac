import type * as vscode from 'vscode';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** Whether the run that is shown is a document's, be it of an older text; the lesson's own run is the reference's. */
export function isOfDocument(session: Session, files: LessonFiles, uri: vscode.Uri): boolean {
  return (session.shownScript ?? files.reference.toString()) === uri.toString();
}

/** Whether the run that is shown is that of a document as it stands. */
export function isShown(session: Session, files: LessonFiles, uri: vscode.Uri): boolean {
  return isOfDocument(session, files, uri) && !session.script.stale;
}
