import * as vscode from 'vscode';
import { hasPredicted } from '../core/lesson/hunt.ts';
import type { LearnerProgress } from '../session/learnerProgress.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { Gate } from './lessonScripts.ts';

/** Keeps the hunt's script from running before the learner has predicted what it will do: its curve would tell. */
export class HuntGate implements Gate, vscode.Disposable {
  private readonly learner: LearnerProgress;
  private readonly files: LessonFiles;
  private readonly showHunt: () => void;
  private readonly subscription: vscode.Disposable;
  /** Whether what was said last may still be on show. */
  private isSaid = false;

  constructor(learner: LearnerProgress, files: LessonFiles, showHunt: () => void) {
    this.learner = learner;
    this.files = files;
    this.showHunt = showHunt;
    this.subscription = learner.onDidChange(() => {
      if (this.isSaid && hasPredicted(learner.progress.hunt)) {
        this.isSaid = false;
        // It lies over the lesson, just where that goes on; among the notifications it stays.
        vscode.commands.executeCommand('notifications.hideToasts').then(undefined, console.error);
      }
    });
  }

  get ready(): Promise<void> {
    return this.learner.ready;
  }

  isClosedFor(uri: vscode.Uri): boolean {
    return uri.toString() === this.files.bugHunt.toString() && !hasPredicted(this.learner.progress.hunt);
  }

  say(): void {
    const { t } = vscode.l10n;
    const predict = t('Predict');
    const why = t('Before this loop runs, the lesson asks what you expect of it: its curve would tell.');
    this.isSaid = true;
    vscode.window.showInformationMessage(why, predict).then((choice) => {
      this.isSaid = false;
      if (choice === predict) {
        this.showHunt();
      }
    }, console.error);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
