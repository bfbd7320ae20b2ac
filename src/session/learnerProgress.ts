import * as vscode from 'vscode';
import type { ScriptRole } from '../core/lesson/attempt.ts';
import { advance, noProgress, type Progress, type ProgressEvent } from '../core/lesson/progress.ts';
import type { Execution } from './execution.ts';
import type { Session } from './session.ts';

/** The one owner of what the learner has done of the day. It hears of every execution, and of what is done in the lesson. */
export class LearnerProgress implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something has been done, or undone. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private readonly roleOf: (uri: string) => ScriptRole;
  private now: Progress = noProgress;

  constructor(session: Session, roleOf: (uri: string) => ScriptRole) {
    this.roleOf = roleOf;
    this.subscription = session.onDidEnd((execution) => this.learnFrom(execution));
  }

  get progress(): Progress {
    return this.now;
  }

  /** Whether the learner may be told what was found in the runs of a file: the bug of the hunt is theirs to find. */
  tells(uri: string): boolean {
    return this.roleOf(uri) !== 'hunt' || this.now.hunt.caught;
  }

  /** Takes up what has happened. */
  note(event: ProgressEvent): void {
    const next = advance(this.now, event);
    if (next !== this.now) {
      this.now = next;
      this.changed.fire();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private learnFrom(execution: Execution): void {
    if (execution.isGood && execution.cause !== 'traced') {
      const { source, seed, printed, recordings, findings } = execution;
      const { file, text, uri } = source;
      const attempt = { role: this.roleOf(uri), file, text, seed, printed, recordings, findings };
      this.note({ type: 'attempt', attempt, at: Date.now() });
    }
  }
}
