import * as vscode from 'vscode';
import { type LessonStrings, lessonStrings } from './protocol/strings.ts';

/** The lesson's sentences in the language of the window. */
export function localizedStrings(): LessonStrings {
  const entries = Object.entries(lessonStrings).map(([key, english]) => [key, vscode.l10n.t(english)]);
  // SAFETY: the same keys as lessonStrings, each with its translation.
  return Object.fromEntries(entries) as LessonStrings;
}
