import { learningRateOf, type Recording } from '../../src/core/training/recording.ts';
import type { PastRun } from '../../src/protocol/pastRun.ts';
import { encodeStart, encodeStops } from '../../src/protocol/wire.ts';
import { Execution } from '../../src/session/execution.ts';
import { PastRuns } from '../../src/session/pastRuns.ts';
import { Comparison } from '../../webview/comparison.ts';
import type { Overlay } from '../../webview/overlays.ts';

/** The history of a window in which these runs have come to their end, one after the other; `tells`: with their verdicts. */
export function historyOf(recordings: readonly Recording[], tells = true): readonly PastRun[] {
  const past = new PastRuns();
  for (const [k, recording] of recordings.entries()) {
    past.note(executionOf(recording), k * 60_000, tells);
  }
  return past.runs;
}

/** The newest so many of them drawn beside the curve. */
export function drawn(runs: readonly PastRun[], count: number): readonly Overlay[] {
  const comparison = new Comparison();
  comparison.take({ type: 'pastRuns', added: runs, kept: runs.map(({ id }) => id) });
  for (const { id } of runs.slice(0, count)) {
    comparison.toggle(id);
  }
  return comparison.overlays;
}

/** An execution that has trained this. */
function executionOf(recording: Recording): Execution {
  const rate = learningRateOf(recording, 0);
  const source = {
    uri: 'file:///day5.py',
    file: 'day5.py',
    text: `lr = ${rate}`,
    siblings: async () => ({}),
  };
  const execution = new Execution(source, 'asked', 7, false);
  execution.runs.grow([
    {
      run: 0,
      start: encodeStart(recording),
      losses: { first: 0, values: recording.losses() },
      stops: encodeStops(recording, 0),
      ...(recording.outcome ? { outcome: recording.outcome } : {}),
    },
  ]);
  execution.end = { kind: 'finished' };
  return execution;
}
