import * as vscode from 'vscode';

/** The lesson panel, as far as the focus goes. */
export interface LessonFocus {
  readonly isActive: boolean;
  readonly onDidChangeActive: vscode.Event<void>;
  refocus(): void;
}

/** How long after it has said where it stopped VS Code may still take the focus there, in milliseconds. */
const latest = 1000;

/**
 * Tells of a stop that the learner did not ask the debugger for: VS Code shows its line, and takes focus and caret there.
 * Whoever had the focus has it again afterwards: the lesson its control, an editor its selection.
 */
export function keepFocus(lesson: LessonFocus, tell: () => void): vscode.Disposable {
  const inLesson = lesson.isActive;
  const editor = vscode.window.activeTextEditor;
  const caret = editor && { selections: editor.selections, version: editor.document.version };
  // VS Code fires this when it has shown the line.
  const subscription = vscode.debug.onDidChangeActiveStackItem((item) => {
    if (!(item instanceof vscode.DebugStackFrame)) {
      return;
    }
    subscription.dispose();
    if (inLesson) {
      giveBackToLesson(lesson);
    } else if (editor && caret?.version === editor.document.version) {
      void giveBack(editor, caret.selections);
    }
  });
  tell();
  return subscription;
}

/** VS Code takes the focus before it fires, or after: with the Run and Debug view open, it is after. */
function giveBackToLesson(lesson: LessonFocus): void {
  const taken = lesson.onDidChangeActive(() => {
    if (!lesson.isActive) {
      taken.dispose();
      lesson.refocus();
    }
  });
  setTimeout(() => taken.dispose(), latest);
  lesson.refocus();
}

async function giveBack(
  { document, viewColumn }: vscode.TextEditor,
  selections: readonly vscode.Selection[],
): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const editor =
    active?.document === document
      ? active
      : await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  editor.selections = selections;
}
