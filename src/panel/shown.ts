import type * as vscode from 'vscode';
import type { Progress } from '../core/lesson/progress.ts';
import type { PastRun } from '../protocol/pastRun.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';
import type { RateSweep } from '../session/sweep/rateSweep.ts';

/** All that the lesson panel shows; each has an owner elsewhere. */
export interface Shown {
  readonly session: Session;
  /** What the learner has done of the day. */
  readonly learner: { readonly progress: Progress; readonly onDidChange: vscode.Event<void> };
  readonly findings: ShownFindings;
  /** The runs to compare with. */
  readonly history: {
    readonly runs: readonly PastRun[];
    readonly onDidChange: vscode.Event<void>;
    clear(): void;
  };
  /** The map of learning rates. */
  readonly rates: RateSweep;
}
