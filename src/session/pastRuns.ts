import { fewerLosses } from '../core/training/fewerLosses.ts';
import type { Recording } from '../core/training/recording.ts';
import { learningRateOf } from '../core/training/recording.ts';
import type { PastRun } from '../protocol/pastRun.ts';
import type { Cause, Execution } from './execution.ts';
import { lossesOf } from './runView.ts';

/** So many runs are kept. */
const most = 24;

/** A run that came of an edit, and that the next edit replaces within so many milliseconds, has not been looked at. */
const glance = 1500;

/** So many losses of a run are kept: more than a plot has pixels for, and few enough for all the runs. */
const mostLosses = 6000;

/** A run, when it ended, and what it was a run of. */
interface Entry {
  readonly run: PastRun;
  readonly at: number;
  readonly uri: string;
  readonly cause: Cause;
}

/** The runs that have come to their end in this window, the newest first. One that was typed over at once is not among them. */
export class PastRuns {
  private kept: readonly Entry[] = [];
  private next = 0;

  get runs(): readonly PastRun[] {
    return this.kept.map(({ run }) => run);
  }

  /** Takes up an execution that has ended at the time `at`, in milliseconds; `tells`: whether its verdict may be told. */
  note(execution: Execution, at: number, tells: boolean): void {
    const { source, cause, recordings, findings } = execution;
    const { uri, file } = source;
    if (!execution.isGood || cause === 'traced' || recordings.length === 0) {
      return;
    }
    const isGlance = (entry: Entry) =>
      cause === 'edited' && entry.cause === 'edited' && entry.uri === uri && at - entry.at < glance;
    const seen = this.kept.filter((entry) => !isGlance(entry));
    const added = recordings.map((recording, k) => ({
      at,
      uri,
      cause,
      run: {
        id: this.next++,
        file,
        run: k,
        ...summaryOf(recording),
        verdict: tells ? (findings.find(({ run }) => run === k)?.code ?? null) : null,
      },
    }));
    // What is the same once more is one run.
    const others = seen.filter(
      (entry) => !added.some(({ run }) => entry.uri === uri && isSameRun(run, entry.run)),
    );
    this.kept = [...added.reverse(), ...others].slice(0, most);
  }

  clear(): void {
    this.kept = [];
  }
}

function summaryOf(recording: Recording) {
  const { steps, info, stops } = recording;
  const first = learningRateOf(recording, stops[0]?.step ?? 0);
  const last = learningRateOf(recording, stops[stops.length - 1]?.step ?? 0);
  return {
    learningRate: first === last ? first : null,
    seed: info.seed,
    steps,
    last: recording.losses().findLast((loss) => loss !== null) ?? null,
    ...fewerLosses(lossesOf(recording), mostLosses),
  };
}

function isSameRun(a: PastRun, b: PastRun): boolean {
  return (
    a.run === b.run &&
    a.steps === b.steps &&
    a.verdict === b.verdict &&
    a.losses.length === b.losses.length &&
    a.losses.every((loss, k) => Object.is(loss, b.losses[k]))
  );
}
