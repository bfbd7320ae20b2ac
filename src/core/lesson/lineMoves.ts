/** An edit of a text: what stood from one place to another, lines and characters from 0, was replaced. */
export interface Edit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

/** Where the lines of an older text are in the text as it has become: an editor's marks move in the same way. */
export class LineMoves {
  private readonly edits: Edit[] = [];

  /** Whether nothing has been edited. */
  get areNone(): boolean {
    return this.edits.length === 0;
  }

  /** The text is edited once more. Several edits at once do not overlap, and refer to the text before them all. */
  add(edits: readonly Edit[]): void {
    // The last one first: then none moves what another refers to.
    this.edits.push(...[...edits].sort((a, b) => compare(b, a)));
  }

  /** Where a line of the older text is now, both from 1; null where it is gone. */
  now(line: number): number | null {
    let at: number | null = line - 1;
    for (const edit of this.edits) {
      at = at === null ? null : moved(at, edit);
    }
    return at === null ? null : at + 1;
  }
}

/** Where an edit puts a line, both from 0; null where it takes it away. */
function moved(line: number, { range: { start, end }, text }: Edit): number | null {
  const added = text.split('\n').length - 1;
  if (line < start.line) {
    return line;
  }
  if (line > end.line) {
    return line + added - (end.line - start.line);
  }
  // What is inserted before the first character pushes the line down; what is removed up to there pulls it up.
  if (line === end.line && end.character === 0 && (added > 0 || start.character === 0)) {
    return start.line + added;
  }
  return line === start.line && (start.character > 0 || end.line === line) ? line : null;
}

function compare(a: Edit, b: Edit): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
