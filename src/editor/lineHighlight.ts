import * as vscode from 'vscode';
import { type Phase, phases } from '../core/training/phase.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** Marks the line that the cursor is on, in the colour of its phase. */
export class LineHighlight implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly decorations: ReadonlyMap<Phase, vscode.TextEditorDecorationType>;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(session: Session, files: LessonFiles) {
    this.session = session;
    this.files = files;
    this.decorations = new Map(phases.map((phase) => [phase, lineDecoration(phase)]));
    this.subscriptions = [
      session.onDidChange(() => this.render()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render()),
      ...this.decorations.values(),
    ];
    this.render();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private render(): void {
    const stop = this.session.recording?.stops[this.session.view.position];
    for (const editor of vscode.window.visibleTextEditors) {
      if (!this.files.has(editor.document.uri)) {
        continue;
      }
      for (const [phase, decoration] of this.decorations) {
        const here = stop?.line && stop.phases[0] === phase && stop.line <= editor.document.lineCount;
        editor.setDecorations(decoration, here ? [editor.document.lineAt(stop.line - 1).range] : []);
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
