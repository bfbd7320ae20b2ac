import * as vscode from 'vscode';
import { hasPredicted } from '../core/lesson/hunt.ts';
import { isRight, judgeMark, type Mark } from '../core/lesson/huntMark.ts';
import { LineMoves } from '../core/lesson/lineMoves.ts';
import { markInWords } from '../protocol/huntSentences.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { LearnerProgress } from '../session/learnerProgress.ts';
import type { HuntGate } from './huntGate.ts';
import type { LessonFiles } from './lessonFiles.ts';
import { type LessonScripts, sayRestricted } from './lessonScripts.ts';
import type { RunLines, ShownRun } from './runLines.ts';

/** What a mark needs of the rest of the editor. */
export interface HuntMarkParts {
  readonly learner: LearnerProgress;
  readonly files: LessonFiles;
  readonly scripts: LessonScripts;
  readonly lines: RunLines;
  readonly gate: HuntGate;
  readonly strings: LessonStrings;
  /** The folder of the gutter's icons. */
  readonly media: vscode.Uri;
}

/**
 * The place in the hunt's script where the learner would reset the gradients: marks the line of the caret, has it judged,
 * and shows it: a line above it, a sign in the gutter, the answer as a hover. It goes where its line goes.
 */
export class HuntMark implements vscode.Disposable {
  private readonly parts: HuntMarkParts;
  private readonly right: vscode.TextEditorDecorationType;
  private readonly wrong: vscode.TextEditorDecorationType;
  private readonly subscriptions: readonly vscode.Disposable[];
  /** The mark that is followed through edits: the line it was on when it was met, and what has been edited since. */
  private followed: { readonly mark: Mark; readonly line: number | null; readonly moves: LineMoves } | null =
    null;

  constructor(parts: HuntMarkParts) {
    this.parts = parts;
    this.right = decoration('right', parts.media);
    this.wrong = decoration('wrong', parts.media);
    this.subscriptions = [
      this.right,
      this.wrong,
      parts.learner.onDidChange(() => this.render()),
      parts.files.onDidChangeFiles(() => this.render()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (this.isHunt(document)) {
          this.followed?.moves.add(contentChanges);
          this.render();
        }
      }),
    ];
    this.render();
  }

  /** Marks the line of the caret in the hunt's script. What the lesson knows by now it takes up itself. */
  async mark(): Promise<void> {
    const { t } = vscode.l10n;
    const { learner, files, gate } = this.parts;
    const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
      (each) => each && this.isHunt(each.document),
    );
    const { hunt } = learner.progress;
    if (!hasPredicted(hunt)) {
      gate.say();
    } else if (!editor) {
      await files.showBugHunt();
      say(t('Put the caret on the line above which the gradients should be reset, then mark it.'));
    } else if (!vscode.workspace.isTrusted) {
      await sayRestricted();
    } else {
      const line = editor.selection.active.line + 1;
      const run = await this.runOf(editor.document);
      if (run) {
        this.note(judgeMark(run.lines.join('\n'), run.recording, line));
      } else {
        say(t('This file has not trained as it stands now. A place is judged by what its run has done.'));
      }
    }
  }

  /** The line that is marked in a document, from 1, and whether it is right; null where none is. */
  markOf(document: vscode.TextDocument): { readonly line: number; readonly right: boolean } | null {
    const { mark } = this.parts.learner.progress.hunt;
    if (!mark || !this.isHunt(document)) {
      return null;
    }
    if (this.followed?.mark !== mark) {
      this.followed = { mark, line: lineIn(document, mark), moves: new LineMoves() };
    }
    const { line, moves } = this.followed;
    const now = (line === null ? null : moves.now(line)) ?? lineIn(document, mark);
    return now === null || now > document.lineCount ? null : { line: now, right: isRight(mark) };
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private note(mark: Mark): void {
    const { learner, strings } = this.parts;
    const before = learner.progress.hunt.mark;
    learner.note({ type: 'hunt', event: { type: 'mark', mark } });
    if (learner.progress.hunt.mark === before) {
      // The place is found already, or the hunt is over.
      say(markInWords(mark, strings));
    }
  }

  /** The run of a document as it stands; it runs first where it has not. */
  private async runOf(document: vscode.TextDocument): Promise<ShownRun | null> {
    const { scripts, lines } = this.parts;
    const current = () => {
      const run = lines.of(document);
      return run && !run.stale ? run : null;
    };
    if (!current()) {
      await scripts.runDocument(document);
    }
    return current();
  }

  private isHunt(document: vscode.TextDocument): boolean {
    return document.uri.toString() === this.parts.files.bugHunt.toString();
  }

  private render(): void {
    const { mark } = this.parts.learner.progress.hunt;
    for (const editor of vscode.window.visibleTextEditors) {
      if (!this.isHunt(editor.document)) {
        continue;
      }
      const marked = this.markOf(editor.document);
      const shown: vscode.DecorationOptions[] =
        marked && mark
          ? [
              {
                range: editor.document.lineAt(marked.line - 1).range,
                hoverMessage: markInWords(mark, this.parts.strings),
              },
            ]
          : [];
      editor.setDecorations(this.right, marked?.right ? shown : []);
      editor.setDecorations(this.wrong, marked?.right ? [] : shown);
    }
  }
}

/** Where a mark's line is in a document that may have been edited since, or elsewhere: the nearest line with its text. */
function lineIn(document: vscode.TextDocument, { line, text }: Mark): number | null {
  const alike = Array.from({ length: document.lineCount }, (_, k) => k + 1).filter(
    (each) => document.lineAt(each - 1).text.trim() === text,
  );
  const nearest = alike.sort((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
  return nearest ?? null;
}

function decoration(kind: 'right' | 'wrong', media: vscode.Uri): vscode.TextEditorDecorationType {
  const colour = new vscode.ThemeColor(kind === 'right' ? 'day5.zeroGrad' : 'day5.inlineValueEarlier');
  const icon = (theme: string) => ({
    gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `reset-${kind}-${theme}.svg`),
    gutterIconSize: 'contain',
  });
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderColor: colour,
    borderStyle: kind === 'right' ? 'solid' : 'dashed',
    borderWidth: '2px 0 0 0',
    overviewRulerColor: colour,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    light: icon('light'),
    dark: icon('dark'),
  });
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
