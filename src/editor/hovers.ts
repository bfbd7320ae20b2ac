import * as vscode from 'vscode';
import { givingLine } from '../core/lesson/givenNames.ts';
import { LineVisits } from '../core/lesson/lineVisits.ts';
import { modelNames } from '../core/lesson/modelNames.ts';
import { ranLine } from '../core/lesson/runToLine.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import { wholeLine, wholeModel, wholeName } from '../protocol/wholeValues.ts';
import type { Session } from '../session/session.ts';
import { findingSource } from './findings.ts';
import type { RunLines, ShownRun } from './runLines.ts';

/** Hovers over a name or a line of the script: the whole of what it holds, or produced, at the cursor. */
export class Hovers implements vscode.HoverProvider, vscode.Disposable {
  private readonly session: Session;
  private readonly lines: RunLines;
  private readonly strings: LessonStrings;
  private readonly registration: vscode.Disposable;

  constructor(session: Session, lines: RunLines, strings: LessonStrings) {
    this.session = session;
    this.lines = lines;
    this.strings = strings;
    this.registration = vscode.languages.registerHoverProvider({ language: 'python' }, this);
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    const run = this.session.isOpen ? this.lines.of(document) : null;
    // While the run is debugged, the debugger says what a name holds.
    if (!run || run.stale || isDebugged()) {
      return null;
    }
    const { text } = document.lineAt(position.line);
    if (withoutStrings(text.slice(0, position.character)).includes('#')) {
      return null;
    }
    const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
    const ofName = range && this.ofName(run, document, range);
    if (range && !ofName && isNameInBrackets(text, range)) {
      return null;
    }
    const markdown = ofName ?? this.ofLine(run, document, position.line + 1);
    return markdown === null
      ? null
      : new vscode.Hover(new vscode.MarkdownString(markdown), ofName ? range : undefined);
  }

  dispose(): void {
    this.registration.dispose();
  }

  private ofName(run: ShownRun, document: vscode.TextDocument, range: vscode.Range): string | null {
    const { recording } = run;
    const name = document.getText(range);
    const { text } = document.lineAt(range.start.line);
    if (text[range.start.character - 1] === '.') {
      return null;
    }
    const at = this.session.view.position;
    // The model is there before the first step; nothing else of the run is.
    if (namesOfModel(run).includes(name)) {
      return wholeModel(recording, at, name, this.strings);
    }
    if (at < 0) {
      return null;
    }
    const line = givingLine(recording, at, name, range.start.line + 1, run.lines);
    return line === null ? null : wholeName(recording, at, line, name, this.strings);
  }

  private ofLine(run: ShownRun, document: vscode.TextDocument, at: number): string | null {
    const { recording, lines, loop } = run;
    if (this.session.view.position < 0) {
      return null;
    }
    const isHead = at === loop && !LineVisits.of(recording).has(at);
    const line = isHead ? null : ranLine(LineVisits.of(recording), at, lines);
    if (line === null) {
      return null;
    }
    // A finding's sentences stand above: a table of all parameters would leave none of them in sight.
    const elsewhere = hasFinding(document, at) ? namesOfModel(run)[0] : undefined;
    return wholeLine(recording, this.session.view.position, line, this.strings, elsewhere);
  }
}

/** Whether a word of a line stands in brackets for something of its own, as the `x` of a comprehension: not for what the line has made. */
function isNameInBrackets(text: string, { start, end }: vscode.Range): boolean {
  const before = withoutStrings(text.slice(0, start.character));
  const open = (before.match(/[([{]/g)?.length ?? 0) - (before.match(/[)\]}]/g)?.length ?? 0);
  const isPart = before.endsWith('.') || /^\s*\(/.test(text.slice(end.character));
  return (
    open > 0 &&
    !isPart &&
    !/^(?:and|else|for|if|in|is|lambda|not|or)$/.test(text.slice(start.character, end.character))
  );
}

function withoutStrings(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '');
}

/** Whether a run is looked at in the debugger. */
function isDebugged(): boolean {
  return vscode.debug.activeDebugSession?.type === 'day5';
}

function namesOfModel({ recording, lines }: ShownRun): string[] {
  return modelNames(lines, recording.info.line ?? null);
}

/** Whether a line, from 1, has a finding of ours. */
function hasFinding({ uri }: vscode.TextDocument, line: number): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(({ source, range }) => source === findingSource && range.start.line === line - 1);
}
