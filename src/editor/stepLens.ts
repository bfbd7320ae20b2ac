import * as vscode from 'vscode';
import { findLoop } from '../core/lesson/loopLines.ts';
import { commands } from '../protocol/ids.ts';
import { placeInWords } from '../protocol/place.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';

/** Puts the step controls and the place in the run above the training loop, as CodeLenses. */
export class StepLens implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly strings: LessonStrings;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(session: Session, files: LessonFiles, strings: LessonStrings) {
    this.strings = strings;
    this.session = session;
    this.files = files;
    this.subscriptions = [
      this.changed,
      session.onDidChange(() => this.changed.fire()),
      vscode.languages.registerCodeLensProvider({ language: 'python' }, this),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { recording, view } = this.session;
    if (!recording || !this.files.has(document.uri)) {
      return [];
    }
    const { strings } = this;
    const text = document.getText();
    const line = (findLoop(text)?.loop ?? 1) - 1;
    const range = new vscode.Range(line, 0, line, 0);
    const playing = view.playing
      ? { title: `$(debug-pause) ${strings.pause}`, command: commands.pause }
      : { title: `$(play) ${strings.play}`, command: commands.play };
    const original = new TextDecoder().decode(await this.files.original('reference.py'));
    const edited = text.replaceAll('\r\n', '\n') !== original.replaceAll('\r\n', '\n');
    return [
      { title: `$(debug-step-over) ${strings.stepPhase}`, command: commands.stepPhase },
      { title: `$(debug-continue) ${strings.stepIteration}`, command: commands.stepIteration },
      { title: `$(debug-step-back) ${strings.stepBack}`, command: commands.stepBack },
      playing,
      { title: `$(debug-restart) ${strings.reset}`, command: commands.reset },
      { title: placeInWords(recording, view.position, strings), command: '' },
      ...(edited
        ? [{ title: vscode.l10n.t('edited: the run is that of the original loop'), command: '' }]
        : []),
    ].map((command) => new vscode.CodeLens(range, command));
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
