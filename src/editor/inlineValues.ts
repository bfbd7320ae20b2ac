import * as vscode from 'vscode';
import { type Phase, phases } from '../core/training/phase.ts';
import { type Annotation, annotations } from '../protocol/annotations.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { Session } from '../session/session.ts';
import type { RunLines } from './runLines.ts';

/** What stands after a line of a document: an annotation, or one of an older text. */
export interface DrawnAnnotation extends Omit<Annotation, 'kind'> {
  readonly kind: Annotation['kind'] | 'stale';
}

/** How an annotation is drawn: the place in the colour of its phase, or in that of no phase. */
type Style = Phase | 'place' | 'current' | 'earlier';

const styles: readonly Style[] = [...phases, 'place', 'current', 'earlier'];

/**
 * Shows after each line of the script what it produced at the cursor, and beside the loop the place. From the first
 * keystroke until the run of the new text is there it is dimmed, and stays at its lines.
 */
export class InlineValues implements vscode.Disposable {
  private readonly session: Session;
  private readonly lines: RunLines;
  private readonly strings: LessonStrings;
  private readonly decorations: ReadonlyMap<Style, vscode.TextEditorDecorationType>;
  private readonly subscriptions: readonly vscode.Disposable[];
  /** For each editor and style what is drawn, to draw only what has changed. */
  private readonly drawn = new WeakMap<vscode.TextEditor, Map<Style, string>>();

  constructor(session: Session, lines: RunLines, strings: LessonStrings) {
    this.session = session;
    this.lines = lines;
    this.strings = strings;
    this.decorations = new Map(styles.map((style) => [style, decorationOf(style)]));
    this.subscriptions = [
      session.onDidChange(() => this.render()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.render()),
      vscode.window.onDidChangeTextEditorOptions(() => this.render()),
      vscode.workspace.onDidChangeTextDocument(() => this.render()),
      ...this.decorations.values(),
    ];
    this.render();
  }

  /** What stands after the lines of a document now. */
  annotationsOf(document: vscode.TextDocument, tabSize = 4): DrawnAnnotation[] {
    const run = this.lines.of(document);
    if (!run) {
      return [];
    }
    const { recording, stale } = run;
    const all = annotations(recording, this.session.view.position, { ...run, tabSize }, this.strings);
    return all.flatMap((each) => {
      const line = run.now(each.line);
      return line === null || line > document.lineCount
        ? []
        : [{ ...each, line, kind: stale ? ('stale' as const) : each.kind }];
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private render(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.languageId === 'python') {
        this.draw(editor);
      }
    }
  }

  private draw(editor: vscode.TextEditor): void {
    const { document, options } = editor;
    const byStyle = new Map<Style, DrawnAnnotation[]>(styles.map((style) => [style, []]));
    for (const each of this.annotationsOf(document, Number(options.tabSize) || 4)) {
      byStyle.get(this.styleOf(each))!.push(each);
    }
    const drawn = this.drawn.get(editor) ?? new Map<Style, string>();
    this.drawn.set(editor, drawn);
    for (const [style, all] of byStyle) {
      // What an edit has moved is drawn anew: VS Code moves it too, but not always to the end of the line.
      const stale = all.some(({ kind }) => kind === 'stale');
      const key = all.length === 0 ? '' : JSON.stringify([stale && document.version, all]);
      if (key !== (drawn.get(style) ?? '')) {
        drawn.set(style, key);
        editor.setDecorations(
          this.decorations.get(style)!,
          all.map((each) => optionsOf(each, document)),
        );
      }
    }
  }

  private styleOf({ kind }: DrawnAnnotation): Style {
    if (kind === 'place') {
      const { recording, view } = this.session;
      return recording?.stops[view.position]?.phases[0] ?? 'place';
    }
    return kind === 'current' ? 'current' : 'earlier';
  }
}

function optionsOf(
  { line, gap, text }: DrawnAnnotation,
  document: vscode.TextDocument,
): vscode.DecorationOptions {
  // Spaces that the editor neither breaks at nor draws together.
  const contentText = (' '.repeat(gap) + text).replaceAll(' ', '\u00a0');
  return { range: document.lineAt(line - 1).range, renderOptions: { after: { contentText } } };
}

function decorationOf(style: Style): vscode.TextEditorDecorationType {
  const colours: Partial<Record<Style, string>> = {
    place: 'editorCodeLens.foreground',
    current: 'day5.inlineValue',
    earlier: 'day5.inlineValueEarlier',
  };
  return vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor(colours[style] ?? `day5.${style}`) },
  });
}
