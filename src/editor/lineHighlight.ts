import * as vscode from 'vscode';
import { findLoop } from '../core/lesson/loopLines.ts';
import { type Phase, phases } from '../core/training/phase.ts';
import { placeInWords } from '../protocol/place.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/**
 * Shows the cursor in the editor: marks the line it is on in the colour of its phase and keeps that line in sight; beside
 * the loop's first line stands the place in words.
 */
export class LineHighlight implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly strings: LessonStrings;
  private readonly lines: ReadonlyMap<Phase, vscode.TextEditorDecorationType>;
  private readonly place: vscode.TextEditorDecorationType;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(session: Session, files: LessonFiles, strings: LessonStrings) {
    this.session = session;
    this.files = files;
    this.strings = strings;
    this.lines = new Map(phases.map((phase) => [phase, lineDecoration(phase)]));
    this.place = vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3ch' },
    });
    this.subscriptions = [
      session.onDidChange(() => this.render(true)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render(false)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (files.has(document.uri)) {
          this.render(false);
        }
      }),
      this.place,
      ...this.lines.values(),
    ];
    this.render(false);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** `follow`: whether the editor scrolls to the line when it is out of sight. */
  private render(follow: boolean): void {
    const { recording, view } = this.session;
    if (!recording) {
      return;
    }
    const stop = recording.stops[view.position];
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (!this.files.has(document.uri)) {
        continue;
      }
      const line = stop?.line && stop.line <= document.lineCount ? document.lineAt(stop.line - 1) : null;
      for (const [phase, decoration] of this.lines) {
        editor.setDecorations(decoration, line && stop?.phases[0] === phase ? [line.range] : []);
      }
      const loop = findLoop(document.getText())?.loop;
      const contentText = placeInWords(recording, view.position, this.strings);
      editor.setDecorations(
        this.place,
        loop ? [{ range: document.lineAt(loop - 1).range, renderOptions: { after: { contentText } } }] : [],
      );
      if (line && follow) {
        editor.revealRange(line.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }
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
