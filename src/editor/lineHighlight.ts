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
    const stop = recording?.stops[view.position];
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (!this.files.has(document.uri)) {
        continue;
      }
      // The reference run is the Trainer's: it knows phases, and the text tells where they stand now.
      const loop = findLoop(document.getText());
      const phase = stop?.phases[0];
      const line = loop && phase ? document.lineAt(loop.phases[phase] - 1) : null;
      for (const [each, decoration] of this.lines) {
        editor.setDecorations(decoration, line && each === phase ? [line.range] : []);
      }
      const contentText = recording ? placeInWords(recording, view.position, this.strings) : '';
      const place = {
        range: document.lineAt((loop?.loop ?? 1) - 1).range,
        renderOptions: { after: { contentText } },
      };
      editor.setDecorations(this.place, loop && recording ? [place] : []);
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
