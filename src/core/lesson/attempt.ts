import type { Finding } from '../diagnosis/finding.ts';
import type { Recording } from '../training/recording.ts';

/**
 * What a script is to the lesson: the learner's own (`day5.py`, and every file they added), the finished loop to watch, or
 * the one with the bug to hunt.
 */
export type ScriptRole = 'own' | 'reference' | 'hunt';

/** One execution of a script that has come to its end, as the checks see it. */
export interface Attempt {
  readonly role: ScriptRole;
  /** The script's file name, and its text as it ran. */
  readonly file: string;
  readonly text: string;
  /** The Python files beside it that it could import: file name to text. */
  readonly siblings?: Readonly<Record<string, string>>;
  /** Whether its text is that of the lesson's finished loop, unchanged. */
  readonly isCopy?: boolean;
  /** What Python's `random` began with; it repeats the execution, whether or not the script seeds it itself. */
  readonly seed: number;
  /** All that it printed. */
  readonly printed: string;
  /** Its runs, and what `diagnose` found in them. */
  readonly recordings: readonly Recording[];
  readonly findings: readonly Finding[];
}
