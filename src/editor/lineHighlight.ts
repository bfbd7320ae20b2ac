import * as vscode from 'vscode';
import { type LineMark, type Mark, markAt } from '../core/lesson/lineMark.ts';
import { phases } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { RunLines } from './runLines.ts';

/**
 * Shows the cursor in the editor: marks the line it is on in the colour of its phase, in the gutter too, and keeps that line
 * in sight. Once the text is another than the one that ran, the mark loses its colour.
 */
export class LineHighlight implements vscode.Disposable {
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly lines: RunLines;
  private readonly decorations: ReadonlyMap<Mark, vscode.TextEditorDecorationType>;
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly drawn = new WeakMap<vscode.TextEditor, string>();
  private last: { readonly recording: Recording | null; readonly position: number } = {
    recording: null,
    position: -1,
  };

  /** `media`: the folder of the gutter's icons. */
  constructor(session: Session, files: LessonFiles, lines: RunLines, media: vscode.Uri) {
    this.session = session;
    this.files = files;
    this.lines = lines;
    this.decorations = new Map(
      ([...phases, 'other'] as const).map((mark) => [mark, lineDecoration(mark, media)]),
    );
    this.subscriptions = [
      session.onDidChange(() => this.render()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render()),
      vscode.workspace.onDidChangeTextDocument(() => this.render()),
      ...this.decorations.values(),
    ];
    this.render();
  }

  /** The line that is marked in a document, from 1, and how; null where none is. */
  markOf(document: vscode.TextDocument): LineMark | null {
    const run = this.lines.of(document);
    const marked =
      run && markAt(run.recording, this.session.view.position, (line) => run.now(line), run.stale);
    return marked && marked.line <= document.lineCount ? marked : null;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private render(): void {
    const { recording, view, script } = this.session;
    // A script that runs again while it is written moves the cursor too; only a move of the learner's may scroll the editor.
    const moved = recording === this.last.recording && view.position !== this.last.position && !script.stale;
    this.last = { recording, position: view.position };
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (!this.files.shows(document.uri)) {
        continue;
      }
      const marked = this.markOf(document);
      const range = marked && document.lineAt(marked.line - 1).range;
      const key = marked
        ? `${marked.mark} ${marked.line} ${marked.mark === 'other' ? document.version : ''}`
        : '';
      if (key !== (this.drawn.get(editor) ?? '')) {
        this.drawn.set(editor, key);
        for (const [mark, decoration] of this.decorations) {
          editor.setDecorations(decoration, range && mark === marked?.mark ? [range] : []);
        }
      }
      if (range && moved) {
        editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }
}

function lineDecoration(mark: Mark, media: vscode.Uri): vscode.TextEditorDecorationType {
  const colour = new vscode.ThemeColor(mark === 'other' ? 'day5.inlineValueEarlier' : `day5.${mark}`);
  const icon = (kind: string) => ({
    gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `${mark}-${kind}.svg`),
    gutterIconSize: 'contain',
  });
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    ...(mark === 'other' ? {} : { backgroundColor: new vscode.ThemeColor(`day5.${mark}Line`) }),
    borderColor: colour,
    borderStyle: mark === 'other' ? 'dotted' : 'solid',
    borderWidth: '0 0 0 3px',
    overviewRulerColor: colour,
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    light: icon('light'),
    dark: icon('dark'),
  });
}
