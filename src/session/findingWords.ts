import * as vscode from 'vscode';
import type { Finding } from '../core/diagnosis/finding.ts';
import { findingSentences, sentencesOf } from '../protocol/findings.ts';
import { findingTitles } from '../protocol/findingTitles.ts';

/** What happened, and why it matters, in the language of the window. */
export function sentencesFor(finding: Finding): readonly [string, string] {
  const [what, why] = sentencesOf(finding).map(({ key, values }) =>
    vscode.l10n.t(findingSentences[key], ...values),
  );
  return [what, why];
}

/** What a finding is called, in the language of the window. */
export function titleFor({ code }: Finding): string {
  return vscode.l10n.t(findingTitles[code]);
}
