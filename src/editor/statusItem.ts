import * as vscode from 'vscode';
import { commands } from '../protocol/ids.ts';
import { placeInWords, stepAndLoss } from '../protocol/place.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import { sentencesFor, titleFor } from '../session/findingWords.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';

/** Shows step and loss in the status bar while the lesson is open, and that a script runs, has failed, or has something wrong with its loop; a click leads there. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly session: Session;
  private readonly strings: LessonStrings;
  private readonly findings: ShownFindings;
  private readonly subscription: vscode.Disposable;

  constructor(session: Session, findings: ShownFindings, strings: LessonStrings) {
    this.strings = strings;
    this.session = session;
    this.findings = findings;
    this.item = vscode.window.createStatusBarItem('day5.run', vscode.StatusBarAlignment.Left, 10);
    this.item.name = vscode.l10n.t('Day 5: the run');
    this.subscription = vscode.Disposable.from(
      session.onDidChange(() => this.render()),
      findings.onDidChange(() => this.render()),
    );
    this.render();
  }

  /** What stands in the status bar, with its icon. */
  get text(): string {
    return this.item.text;
  }

  /** What is said of it where the pointer rests on it. */
  get tooltip(): string {
    return String(this.item.tooltip);
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private render(): void {
    const { isOpen, recording, view, problem, isBusy } = this.session;
    if (!isOpen) {
      this.item.hide();
      return;
    }
    const { t } = vscode.l10n;
    const shown = (recording && stepAndLoss(recording, view.position, this.strings)) || t('Day 5');
    const place = recording ? placeInWords(recording, view.position, this.strings) : t('Day 5');
    const failed = problem !== null && !problem.asked;
    const [found] = failed || isBusy ? [] : this.findings.errors;
    const icon = isBusy ? '$(sync~spin)' : failed ? '$(error)' : found ? '$(warning)' : '$(mortar-board)';
    const said = found && t('{0}, line {1}', titleFor(found), found.line ?? '?');
    this.item.text = said ? `${icon} ${t('{0} · {1}', shown, said)}` : `${icon} ${shown}`;
    this.item.command = found ? commands.showFinding : commands.start;
    this.item.tooltip = [
      ...(isBusy ? [t('The script is running.')] : problem ? [problem.title] : []),
      ...(found
        ? [sentencesFor(found)[0], t('{0}. Show what is wrong.', place)]
        : [t('{0}. Show the lesson.', place)]),
    ].join('\n');
    this.item.show();
  }
}
