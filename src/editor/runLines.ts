import * as vscode from 'vscode';
import { LineMoves } from '../core/lesson/lineMoves.ts';
import { loopOfRun } from '../core/lesson/loopOfRun.ts';
import type { Recording } from '../core/training/recording.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';
import { isOfDocument } from './shownScript.ts';

/** A run as it belongs to a document: the text that ran, and where its lines are in the document now. */
export interface ShownRun {
  readonly recording: Recording;
  /** The text that ran, line by line. */
  readonly lines: readonly string[];
  /** The line, from 1, on which its training loop begins; null where there is none. */
  readonly loop: number | null;
  /** Whether the document has another text by now. */
  readonly stale: boolean;
  /** Where a line of the text that ran is now, both from 1; null where it is gone. */
  now(line: number): number | null;
}

/**
 * Knows where in a document the lines of its run are, also while it is edited and the run of the new text is not there
 * yet. To be created before whoever tells the session of edits: a line has moved before anything is drawn at it.
 */
export class RunLines implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly subscription: vscode.Disposable;
  /** Of the script that is shown: the text that ran and what has been edited since. */
  private shown: (Omit<ShownRun, 'stale' | 'now'> & { uri: string; version: number; steps: number }) | null =
    null;
  private moves = new LineMoves();

  constructor(session: Session, files: LessonFiles) {
    this.session = session;
    this.files = files;
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() === this.shown?.uri && contentChanges.length > 0) {
        this.moves.add(contentChanges);
      }
    });
  }

  /** The run that is shown, if it is the document's; null where it is not, or where its lines cannot be told any more. */
  of(document: vscode.TextDocument): ShownRun | null {
    const { recording, script } = this.session;
    if (
      !recording ||
      !this.files.shows(document.uri) ||
      !isOfDocument(this.session, this.files, document.uri)
    ) {
      return null;
    }
    const { stale } = script;
    if (!stale) {
      this.read(document, recording);
    }
    const { shown, moves } = this;
    // A run of a text that was never seen as it ran: nobody knows where its lines are.
    if (shown?.uri !== document.uri.toString() || shown.recording !== recording) {
      return null;
    }
    const { lines, loop } = shown;
    return { recording, lines, loop, stale, now: (line) => (stale ? moves.now(line) : line) };
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Reads the text that ran, which is the document's. */
  private read(document: vscode.TextDocument, recording: Recording): void {
    const uri = document.uri.toString();
    const { version } = document;
    // The second step tells where the loop is; what comes later says the same.
    const steps = Math.min(recording.steps, 3);
    const { shown } = this;
    this.moves = new LineMoves();
    if (
      shown?.uri === uri &&
      shown.recording === recording &&
      shown.version === version &&
      shown.steps === steps
    ) {
      return;
    }
    const text = document.getText();
    const lines = text.split(/\r?\n/);
    this.shown = { uri, recording, version, steps, lines, loop: loopOfRun(text, recording) };
  }
}
