import * as vscode from 'vscode';
import { findLoop } from '../core/lesson/loopLines.ts';
import { commands } from '../protocol/ids.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** Puts the step controls above the training loop, as CodeLenses. They stand still while the run moves. */
export class StepLens implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly subscriptions: readonly vscode.Disposable[];
  private shown = '';

  constructor(session: Session, files: LessonFiles) {
    this.session = session;
    this.files = files;
    this.subscriptions = [
      this.changed,
      session.onDidChange(() => this.refresh()),
      vscode.languages.registerCodeLensProvider({ language: 'python' }, this),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { recording, view } = this.session;
    if (!recording || !this.files.has(document.uri)) {
      return [];
    }
    const { t } = vscode.l10n;
    const line = (findLoop(document.getText())?.loop ?? 1) - 1;
    const range = new vscode.Range(line, 0, line, 0);
    const playing = view.playing
      ? { title: `$(debug-pause) ${t('Pause')}`, command: commands.pause }
      : { title: `$(play) ${t('Play')}`, command: commands.play };
    const edited = await this.files.isEdited(document);
    return [
      { title: `$(debug-step-over) ${t('Phase')}`, command: commands.stepPhase },
      { title: `$(debug-continue) ${t('Iteration')}`, command: commands.stepIteration },
      { title: `$(debug-step-back) ${t('Back')}`, command: commands.stepBack },
      playing,
      { title: `$(run-all) ${t('End')}`, command: commands.runToEnd },
      { title: `$(debug-restart) ${t('Reset')}`, command: commands.reset },
      ...(edited ? [{ title: t('edited: the run is that of the original loop'), command: '' }] : []),
    ].map((command) => new vscode.CodeLens(range, command));
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Asks for new lenses only where they differ: a run that plays moves thirty times a second. */
  private refresh(): void {
    const showing = `${this.session.recording !== null} ${this.session.view.playing}`;
    if (showing !== this.shown) {
      this.shown = showing;
      this.changed.fire();
    }
  }
}
