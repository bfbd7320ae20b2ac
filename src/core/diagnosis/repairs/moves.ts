import type { Edit } from '../../lesson/lineMoves.ts';
import { indented, insertedBefore, removed } from './repair.ts';
import type { Script, Statement } from './statements.ts';

/** The first of the lines, from 0, that belong to a statement: the comments right above it are its own. */
export function firstLineOf({ lines }: Script, { first, indent }: Statement): number {
  let line = first;
  while (line > 0 && lines[line - 1].startsWith(`${indent}#`)) {
    line -= 1;
  }
  return line;
}

/** Puts code before a statement and the comments that belong to it, with a blank line where the paragraph before has one. */
export function insertedBeforeStatement(script: Script, statement: Statement, code: readonly string[]): Edit {
  const line = firstLineOf(script, statement);
  const isParagraph = line < statement.first && line > 0 && !script.lines[line - 1].trim();
  return insertedBefore(line, isParagraph ? [...code, ''] : code);
}

/** Takes statements that follow each other, with their comments and blocks, to before another one that stands outside of them. */
export function movedBefore(script: Script, statements: readonly Statement[], target: Statement): Edit[] {
  return [
    insertedBeforeStatement(
      script,
      target,
      statements.flatMap((each) => linesOf(script, each, target.indent)),
    ),
    ...statements.map((each) => takenAway(script, each)),
  ];
}

/** A statement's lines, with its comments and its block, at another indentation. */
export function linesOf(script: Script, statement: Statement, indent: string): string[] {
  const lines = script.lines.slice(firstLineOf(script, statement), statement.end + 1);
  return indented(lines, statement.indent, indent);
}

/** A statement's lines go, with its comments and its block, and with the blank line that would be one too many. */
export function takenAway(script: Script, statement: Statement): Edit {
  const first = firstLineOf(script, statement);
  const isBlank = (line: number) => script.lines[line]?.trim() === '';
  const { end } = statement;
  return removed(script, first, isBlank(first - 1) && isBlank(end + 1) ? end + 1 : end);
}
