import * as vscode from 'vscode';
import type { ErrorFinding, Finding } from '../core/diagnosis/finding.ts';
import { placeOfFinding } from '../core/diagnosis/placeOfFinding.ts';
import type { Execution } from './execution.ts';
import type { Session } from './session.ts';

const none: readonly Finding[] = [];

/**
 * What was found in the execution that is shown, as far as the learner may be told: its errors, and the note on the run that
 * is looked at. Editor and lesson show the same.
 */
export class ShownFindings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Other findings are shown now. */
  readonly onDidChange = this.changed.event;
  private readonly session: Session;
  private readonly tells: (uri: string) => boolean;
  private readonly subscriptions: vscode.Disposable;
  private now: readonly Finding[] = none;
  /** What {@link now} was made of. */
  private made: readonly [found: readonly Finding[], run: number] = [none, 0];

  /** `tells`: whether the learner may be told what was found in the runs of a file; asked again with every `onMayTell`. */
  constructor(session: Session, tells: (uri: string) => boolean, onMayTell: vscode.Event<void>) {
    this.session = session;
    this.tells = tells;
    this.subscriptions = vscode.Disposable.from(
      session.onDidChange(() => this.update()),
      onMayTell(() => this.update()),
    );
  }

  /** The errors first. */
  get all(): readonly Finding[] {
    return this.now;
  }

  get errors(): readonly ErrorFinding[] {
    return this.now.filter((finding) => finding.severity === 'error');
  }

  /** The execution that they were found in; null where there is nothing to be said. */
  get execution(): Execution | null {
    return this.now.length > 0 ? this.session.execution : null;
  }

  /** Moves the cursor to where a finding is seen. */
  goTo(finding: Finding): void {
    const recording = this.session.execution?.recordings[finding.run];
    if (recording) {
      this.session.goTo(finding.run, placeOfFinding(finding, recording));
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private update(): void {
    const { execution, script } = this.session;
    const found = execution && this.tells(execution.source.uri) ? execution.findings : none;
    if (found === this.made[0] && script.run === this.made[1]) {
      return;
    }
    this.made = [found, script.run];
    const next = found.filter(({ severity, run }) => severity === 'error' || run === script.run);
    next.sort((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'));
    if (next.length > 0 || this.now.length > 0) {
      this.now = next;
      this.changed.fire();
    }
  }
}
