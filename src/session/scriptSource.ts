import type { ScriptRole } from '../core/lesson/attempt.ts';

/** A learner's script as it stands in the editor, saved or not. */
export interface ScriptSource {
  /** The document's URI, as a string. */
  readonly uri: string;
  /** The file name without its folder. */
  readonly file: string;
  /** What it is to the lesson; the learner's own where it is left out. */
  readonly role?: ScriptRole;
  readonly text: string;
  /** Counts the edits of what it imports from beside it. */
  readonly editsBeside?: number;
  /** The Python files beside it that it may import: file name to text. */
  siblings(): Promise<Readonly<Record<string, string>>>;
}

/** Whether two sources are the same text of the same file, with the same beside it. */
export function isSameText(a: ScriptSource | null, b: ScriptSource | null): boolean {
  return a?.uri === b?.uri && a?.text === b?.text && a?.editsBeside === b?.editsBeside;
}
