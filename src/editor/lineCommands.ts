import * as vscode from 'vscode';
import { type LineMove, runToLine } from '../core/lesson/runToLine.ts';
import { commands } from '../protocol/ids.ts';
import type { Session } from '../session/session.ts';
import type { RunLines } from './runLines.ts';

/** The commands that move the run to the line of the caret. */
export function lineHandlers(session: Session, lines: RunLines) {
  return {
    [commands.runToLine]: () => moveToLine(session, lines, 'run'),
    [commands.nextTimeLine]: () => moveToLine(session, lines, 'next'),
    [commands.previousTimeLine]: () => moveToLine(session, lines, 'previous'),
  };
}

/** Moves to a time when the line of the caret ran; where there is none, says so in a sentence. */
function moveToLine(session: Session, lines: RunLines, move: LineMove): void {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  const run = editor && lines.of(editor.document);
  if (!run) {
    say(t('The run that is shown is not that of this file.'));
    return;
  }
  if (run.stale) {
    say(t('The text has changed since this run. The line can be reached as soon as the new text has run.'));
    return;
  }
  const line = editor.selection.active.line + 1;
  const target = runToLine(run.recording, session.view.position, line, move, run.lines, run.loop);
  if (typeof target === 'number') {
    session.moveTo(target);
  } else if (target === 'none') {
    say(t('Nothing was recorded on line {0}.', line));
  } else if (move === 'previous') {
    say(t('Line {0} has not run before this place.', line));
  } else {
    say(t('Line {0} does not run again after this place.', line));
  }
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
