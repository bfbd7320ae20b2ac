import type { PastRunsMessage } from '../protocol/messages.ts';
import type { PastRun } from '../protocol/pastRun.ts';

/** Tells the webview of the runs that it does not hold yet, and which of them there are. */
export class HistoryFeed {
  private held: ReadonlySet<number> = new Set();

  /** The webview holds nothing: its document is new. */
  forget(): void {
    this.held = new Set();
  }

  next(runs: readonly PastRun[]): PastRunsMessage {
    const added = runs.filter(({ id }) => !this.held.has(id));
    const kept = runs.map(({ id }) => id);
    this.held = new Set(kept);
    return { type: 'pastRuns', added, kept };
  }
}
