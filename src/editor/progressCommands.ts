import * as vscode from 'vscode';
import { deliverables } from '../core/lesson/deliverables.ts';
import { doneOf } from '../core/lesson/progress.ts';
import { commands, contextKeys } from '../protocol/ids.ts';
import { reportOf } from '../protocol/report.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { LearnerProgress } from '../session/learnerProgress.ts';
import type { LessonFiles } from './lessonFiles.ts';

/**
 * The commands on the learner's progress. A keybinding, or a test, may answer in advance: **Reset Progress** takes
 * `{ "confirmed": true }`.
 */
export function progressHandlers(learner: LearnerProgress, files: LessonFiles, strings: LessonStrings) {
  const exportReport = async () => {
    await learner.ready;
    const content = reportOf(learner.progress, strings, dateOf, Date.now());
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(document, {
      // Beside the lesson, not over it.
      viewColumn: files.group?.viewColumn ?? vscode.ViewColumn.One,
      preview: false,
    });
  };
  return {
    [commands.exportReport]: exportReport,
    [commands.resetProgress]: async (argument?: unknown) => {
      const { t } = vscode.l10n;
      await learner.ready;
      const isConfirmed = typeof argument === 'object' && argument !== null && 'confirmed' in argument;
      const reset = t('Reset Progress');
      const first = t('Export Report First');
      const choice = isConfirmed
        ? reset
        : await vscode.window.showWarningMessage(
            t('Reset your Day 5 progress?'),
            {
              modal: true,
              detail: t(
                '{0} of {1} deliverables are done. Their receipts, the learning rates you have named and the bug hunt begin anew, in every window. Your files stay as they are.',
                doneOf(learner.progress).length,
                deliverables.length,
              ),
            },
            reset,
            first,
          );
      if (choice === first) {
        await exportReport();
      } else if (choice === reset) {
        await learner.reset();
      }
    },
  };
}

/** Keeps the context key that says whether there is progress. */
export function syncBegun(learner: LearnerProgress): vscode.Disposable {
  const sync = () => {
    const { progress } = learner;
    const begun = doneOf(progress).length > 0 || progress.rates.length > 0;
    void vscode.commands.executeCommand('setContext', contextKeys.begun, begun);
  };
  sync();
  return learner.onDidChange(sync);
}

function dateOf(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
