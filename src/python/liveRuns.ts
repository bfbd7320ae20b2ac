import type { Recording } from '../core/training/recording.ts';
import type { RunGrowth, ScriptEnd } from '../protocol/python.ts';
import { decodeStart, decodeStops } from '../protocol/wire.ts';

/** The recordings of one execution of a script, built from what arrives while it runs. */
export class LiveRuns {
  private readonly byNumber: Recording[] = [];

  /** Those that have trained something, in the order in which they began. */
  get recordings(): readonly Recording[] {
    return this.byNumber.filter((recording) => recording.steps > 0);
  }

  /** Whether what a script did that ended so is worth looking at: it ran to its end, or trained until it was stopped. */
  areGood(end: ScriptEnd | null): boolean {
    return end?.kind === 'finished' || (end?.kind === 'stopped' && this.recordings.length > 0);
  }

  /** Adds what has happened since. Throws Error for growth of a run that has not begun. */
  grow(growths: readonly RunGrowth[]): void {
    for (const { run, start, losses, stops, outcome } of growths) {
      if (start) {
        this.byNumber[run] = decodeStart(start);
      }
      const recording = this.byNumber[run];
      if (!recording) {
        throw new Error(`Run ${run} has grown without having begun.`);
      }
      if (losses) {
        recording.noteLosses(losses.first, losses.values);
      }
      decodeStops(recording, stops);
      if (outcome) {
        recording.finish(outcome);
      }
    }
  }
}
