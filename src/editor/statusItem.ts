import * as vscode from 'vscode';
import { commands } from '../protocol/ids.ts';
import { formatLoss } from '../protocol/numbers.ts';
import { placeInWords } from '../protocol/place.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { Session } from '../session/session.ts';

/** Shows step and loss in the status bar while the lesson is open, and that a script runs or has failed; a click leads to the lesson. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly session: Session;
  private readonly strings: LessonStrings;
  private readonly subscription: vscode.Disposable;

  constructor(session: Session, strings: LessonStrings) {
    this.strings = strings;
    this.session = session;
    this.item = vscode.window.createStatusBarItem('day5.run', vscode.StatusBarAlignment.Left, 10);
    this.item.name = vscode.l10n.t('Day 5: the run');
    this.item.command = commands.start;
    this.subscription = session.onDidChange(() => this.render());
    this.render();
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
    const stop = recording?.stops[view.position];
    const step = stop ? t('step {0}', stop.step) : t('Day 5');
    const known = stop && recording?.lossStep(view.position) === stop.step ? stop.loss : null;
    const shown = known === null ? step : t('{0} · loss {1}', step, formatLoss(known));
    const place = recording ? placeInWords(recording, view.position, this.strings) : t('Day 5');
    const icon = isBusy ? '$(sync~spin)' : problem && !problem.asked ? '$(error)' : '$(mortar-board)';
    this.item.text = `${icon} ${shown}`;
    this.item.tooltip = [
      ...(isBusy ? [t('The script is running.')] : problem ? [problem.title] : []),
      t('{0}. Show the lesson.', place),
    ].join('\n');
    this.item.show();
  }
}
