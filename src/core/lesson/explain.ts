import { type Rule, rules } from './mistakes.ts';

/** What of a script's error is needed to explain it. */
export interface ScriptErrorLike {
  /** The exception's class, such as `TypeError`. */
  readonly name: string;
  /** What Python says, with or without its "Did you mean". */
  readonly message: string;
}

type Rules = typeof rules;

/** Which sentence explains a mistake; the sentences themselves are to be translated and stand with the lesson's strings. */
export type ExplanationKey = Rules[keyof Rules][number][1];

/** A sentence by its key, and what fills its `{0}`, `{1}`, … in. */
export interface Explanation {
  readonly key: ExplanationKey;
  readonly values: readonly string[];
}

/**
 * Explains a beginner's mistake; null where the message proves nothing that Python has not said itself.
 *
 * `lineText` is the line that the error is reported at: it tells apart what Python says in the same words.
 */
export function explain(error: ScriptErrorLike, lineText: string): Explanation | null {
  const candidates: readonly Rule<ExplanationKey>[] = isExplained(error.name) ? rules[error.name] : [];
  for (const [message, key, line] of candidates) {
    const said = message.exec(error.message);
    const written = line ? line.exec(lineText) : [];
    if (said && written) {
      return { key, values: [...said.slice(1), ...written.slice(1)].map((value) => value ?? '') };
    }
  }
  return null;
}

function isExplained(name: string): name is keyof Rules {
  return Object.hasOwn(rules, name);
}
