import * as vscode from 'vscode';
import { loopLine } from '../core/lesson/loopLine.ts';
import { loopOfRun } from '../core/lesson/loopOfRun.ts';
import { commands } from '../protocol/ids.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { RunLines } from './runLines.ts';
import { isOfDocument } from './shownScript.ts';

/**
 * Puts Run, and the step controls where the document's run is shown, above the training loop, as CodeLenses. They stand still
 * while the run moves.
 */
export class StepLens implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly session: Session;
  private readonly files: LessonFiles;
  private readonly runLines: RunLines;
  private readonly subscriptions: readonly vscode.Disposable[];
  private shown: readonly unknown[] = [];

  constructor(session: Session, files: LessonFiles, runLines: RunLines) {
    this.session = session;
    this.files = files;
    this.runLines = runLines;
    this.subscriptions = [
      this.changed,
      session.onDidChange(() => this.refresh()),
      vscode.languages.registerCodeLensProvider({ language: 'python' }, this),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { isOpen, recording, view, isBusy } = this.session;
    if (!isOpen || !this.files.has(document.uri)) {
      return [];
    }
    const { t } = vscode.l10n;
    const run = isBusy
      ? { title: `$(debug-stop) ${t('Stop')}`, command: commands.stop }
      : { title: `$(zap) ${t('Run')}`, command: commands.run };
    // Words for the steps, icons for the rest: the line must fit a narrow editor.
    const steps = [
      { title: `$(debug-step-back) ${t('Back')}`, command: commands.stepBack },
      { title: `$(debug-step-over) ${t('Phase')}`, command: commands.stepPhase },
      { title: `$(debug-continue) ${t('Iteration')}`, command: commands.stepIteration },
      view.playing
        ? { title: '$(debug-pause)', command: commands.pause, tooltip: t('Pause') }
        : { title: '$(play)', command: commands.play, tooltip: t('Play') },
      { title: '$(run-all)', command: commands.runToEnd, tooltip: t('Run to end') },
      { title: '$(debug-restart)', command: commands.reset, tooltip: t('Reset') },
    ];
    const text = document.getText();
    const shown = recording && isOfDocument(this.session, this.files, document.uri);
    // The lines of a run are those of its own text.
    const loop =
      shown && !this.session.script.stale
        ? (loopOfRun(text, recording) ?? recording.stops[0]?.line)
        : (this.loopNow(document) ?? loopLine(text));
    const line = Math.min(loop ?? 1, document.lineCount) - 1;
    const range = new vscode.Range(line, 0, line, 0);
    return [run, ...(shown ? steps : [])].map((command) => new vscode.CodeLens(range, command));
  }

  /** Where the loop of the run is now, in a text that has been changed since: it may be half written. */
  private loopNow(document: vscode.TextDocument): number | null {
    const run = this.runLines.of(document);
    return run?.loop ? run.now(run.loop) : null;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Asks for new lenses only where they differ: a run that plays moves thirty times a second. */
  private refresh(): void {
    const { isOpen, isBusy, recording, shownScript, view } = this.session;
    const showing = [isOpen, isBusy, recording, shownScript, view.playing];
    if (showing.some((each, k) => each !== this.shown[k])) {
      this.shown = showing;
      this.changed.fire();
    }
  }
}
