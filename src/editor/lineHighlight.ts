import * as vscode from 'vscode';
import { loopOfRun } from '../core/lesson/loopOfRun.ts';
import { type Phase, phases } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';
import { placeInWords } from '../protocol/place.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';
import { isShown } from './shownScript.ts';

/**
 * Shows the cursor in the editor: marks the line it is on in the colour of its phase and keeps that line in sight; beside
 * the loop's first line stands the place in words. Once the text is another than the one that ran, both are gone.
 */
export class LineHighlight implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly strings: LessonStrings;
  private readonly lines: ReadonlyMap<Phase, vscode.TextEditorDecorationType>;
  private readonly place: vscode.TextEditorDecorationType;
  private readonly subscriptions: readonly vscode.Disposable[];
  private last: { readonly recording: Recording | null; readonly position: number } = {
    recording: null,
    position: -1,
  };

  constructor(session: Session, files: LessonFiles, strings: LessonStrings) {
    this.session = session;
    this.files = files;
    this.strings = strings;
    this.lines = new Map(phases.map((phase) => [phase, lineDecoration(phase)]));
    this.place = vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3ch' },
    });
    this.subscriptions = [
      session.onDidChange(() => this.render()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render()),
      this.place,
      ...this.lines.values(),
    ];
    this.render();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private render(): void {
    const { recording, view } = this.session;
    const stop = recording?.stops[view.position];
    const phase = stop?.phases[0];
    // A script that runs again while it is written moves the cursor too; only a move of the learner's may scroll the editor.
    const moved = recording === this.last.recording && view.position !== this.last.position;
    this.last = { recording, position: view.position };
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (!this.files.has(document.uri)) {
        continue;
      }
      const shown = isShown(this.session, this.files, document.uri);
      const line = shown && stop?.line ? lineOf(document, stop.line) : null;
      for (const [each, decoration] of this.lines) {
        editor.setDecorations(decoration, line && each === phase ? [line.range] : []);
      }
      editor.setDecorations(this.place, shown && recording ? this.placeBeside(document, recording) : []);
      if (line && moved) {
        editor.revealRange(line.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  private placeBeside(document: vscode.TextDocument, recording: Recording): vscode.DecorationOptions[] {
    const loop = loopOfRun(document.getText(), recording) ?? recording.stops[0]?.line;
    if (!loop) {
      return [];
    }
    const contentText = placeInWords(recording, this.session.view.position, this.strings);
    return [{ range: lineOf(document, loop).range, renderOptions: { after: { contentText } } }];
  }
}

function lineOf(document: vscode.TextDocument, line: number): vscode.TextLine {
  return document.lineAt(Math.min(line, document.lineCount) - 1);
}

function lineDecoration(phase: Phase): vscode.TextEditorDecorationType {
  const colour = new vscode.ThemeColor(`day5.${phase}`);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`day5.${phase}Line`),
    borderColor: colour,
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    overviewRulerColor: colour,
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
}
