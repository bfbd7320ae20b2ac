import * as vscode from 'vscode';
import { numberAt, stepped } from '../core/lesson/numberLiteral.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { LessonScripts } from './lessonScripts.ts';

/** Presses further apart than this, in milliseconds, are undone one by one. */
const burst = 1000;

/** A number to be replaced, and where the carets that brought it about are to stand: their distances from its start. */
interface Replacement {
  readonly range: vscode.Range;
  readonly text: string;
  readonly carets: readonly { readonly index: number; readonly offset: number }[];
}

/**
 * Increases and decreases the numbers at the carets of a lesson file, and runs it at once.
 *
 * A key that is held asks more often than an editor answers: what it asks for meanwhile is done in one go.
 */
export class Numbers {
  private readonly files: LessonFiles;
  private readonly scripts: LessonScripts;
  /** Steps up, or down where negative, that are yet to be made; null while nothing is under way. */
  private due: number | null = null;
  /** How the last edit left the document. A press that finds it so, and soon, belongs to the same burst. */
  private left: {
    readonly document: vscode.TextDocument;
    readonly version: number;
    readonly at: number;
  } | null = null;

  constructor(files: LessonFiles, scripts: LessonScripts) {
    this.files = files;
    this.scripts = scripts;
  }

  /** One step up (`direction` 1) or down (−1) for every number at a caret of the active editor. */
  async step(direction: 1 | -1): Promise<void> {
    if (this.due !== null) {
      this.due += direction;
      return;
    }
    this.due = direction;
    try {
      while (this.due !== 0) {
        const steps: number = this.due;
        this.due = 0;
        const editor = vscode.window.activeTextEditor;
        if (editor && this.files.has(editor.document.uri)) {
          await this.edit(editor, steps);
        }
      }
    } finally {
      this.due = null;
    }
  }

  private async edit(editor: vscode.TextEditor, steps: number): Promise<void> {
    const { document } = editor;
    const replacements = replacementsIn(editor, steps);
    if (replacements.length === 0) {
      return;
    }
    const goesOn =
      this.left?.document === document &&
      this.left.version === document.version &&
      Date.now() - this.left.at < burst;
    const done = await this.scripts.atOnce(() =>
      editor.edit((edits) => replacements.forEach(({ range, text }) => void edits.replace(range, text)), {
        undoStopBefore: !goesOn,
        undoStopAfter: false,
      }),
    );
    // Refused when the text has changed meanwhile, by typing: that wins.
    if (done) {
      editor.selections = selectionsAfter(editor, replacements);
      this.left = { document, version: document.version, at: Date.now() };
    }
  }
}

/** What becomes of the numbers at the carets, from the top down, each once. */
function replacementsIn({ document, selections }: vscode.TextEditor, steps: number): Replacement[] {
  const found = new Map<string, Replacement>();
  for (const [index, { active }] of selections.entries()) {
    const number = numberAt(document.lineAt(active.line).text, active.character);
    if (number) {
      const range = new vscode.Range(active.line, number.start, active.line, number.end);
      const touched = range.contains(active);
      let { text } = number;
      for (let k = 0; k < Math.abs(steps); k++) {
        text = stepped(text, steps > 0 ? 1 : -1);
      }
      // A caret at the end of its number stays there, however long that gets.
      const inside = touched && active.character < number.end;
      const offset = inside ? Math.min(active.character - number.start, text.length) : text.length;
      const key = `${active.line}:${number.start}`;
      const carets = [...(found.get(key)?.carets ?? []), { index, offset }];
      found.set(key, { range, text, carets });
    }
  }
  return [...found.values()].sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The carets in their numbers; those without one stay. */
function selectionsAfter(
  { selections }: vscode.TextEditor,
  replacements: readonly Replacement[],
): vscode.Selection[] {
  const after = [...selections];
  let line = -1;
  let shift = 0;
  for (const { range, text, carets } of replacements) {
    shift = range.start.line === line ? shift : 0;
    line = range.start.line;
    for (const { index, offset } of carets) {
      const caret = new vscode.Position(line, range.start.character + shift + offset);
      after[index] = new vscode.Selection(caret, caret);
    }
    shift += text.length - (range.end.character - range.start.character);
  }
  return after;
}
