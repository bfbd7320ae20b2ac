import * as vscode from 'vscode';
import type { PastRun } from '../protocol/pastRun.ts';
import { PastRuns } from './pastRuns.ts';
import type { Session } from './session.ts';

/** The runs of this window, to compare with; it hears of every execution that ends. */
export class RunHistory implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly past = new PastRuns();
  private readonly subscription: vscode.Disposable;

  /** `tells`: whether it may be told what was found in the runs of a file. */
  constructor(session: Session, tells: (uri: string) => boolean) {
    this.subscription = session.onDidEnd((execution) => {
      this.past.note(execution, Date.now(), tells(execution.source.uri));
      this.changed.fire();
    });
  }

  /** The newest first. */
  get runs(): readonly PastRun[] {
    return this.past.runs;
  }

  clear(): void {
    this.past.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
