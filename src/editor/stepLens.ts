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
    const loop = findLoop(document.getText());
    if (!loop) {
      return [];
    }
    const { t } = vscode.l10n;
    const line = loop.loop - 1;
    const range = new vscode.Range(line, 0, line, 0);
    const edited = (await this.files.isEdited(document))
      ? [
          {
            title: `$(warning) ${t('edited: the original runs')}`,
            command: '',
            tooltip: t('The run is that of the original loop.'),
          },
        ]
      : [];
    // Words for the steps, icons for the rest: the line must fit a narrow editor.
    return [
      ...edited,
      { title: `$(debug-step-back) ${t('Back')}`, command: commands.stepBack },
      { title: `$(debug-step-over) ${t('Phase')}`, command: commands.stepPhase },
      { title: `$(debug-continue) ${t('Iteration')}`, command: commands.stepIteration },
      view.playing
        ? { title: '$(debug-pause)', command: commands.pause, tooltip: t('Pause') }
        : { title: '$(play)', command: commands.play, tooltip: t('Play') },
      { title: '$(run-all)', command: commands.runToEnd, tooltip: t('Run to end') },
      { title: '$(debug-restart)', command: commands.reset, tooltip: t('Reset') },
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
