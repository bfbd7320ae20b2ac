import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Trace } from '../../../src/core/tracing/trace.ts';
import type { Recording, Stop } from '../../../src/core/training/recording.ts';
import type { RunGrowth } from '../../../src/protocol/python.ts';
import { decodeStart, decodeStops } from '../../../src/protocol/wire.ts';
import { PythonRuntime, type RunEnd } from '../../../src/python/runtime.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A runtime of the sources as they are. Like the extension it keeps a snapshot of Python's memory, which all tests share. */
export function createRuntime(): PythonRuntime {
  return new PythonRuntime({
    worker: path('../../../src/python/worker/main.ts'),
    pyodide: path('../../../node_modules/pyodide'),
    library: path('../../../src/python/library'),
    snapshots: path('../../../out/snapshots'),
    timeLimit: () => 60_000,
  });
}

/** What came of a script. */
export interface Ran {
  readonly end: RunEnd;
  readonly recordings: readonly Recording[];
  readonly printed: string;
  /** Its trace, where one was asked for and came. */
  readonly trace: Trace | null;
  /** The script's lines, the first at 0. */
  readonly source: readonly string[];
}

/** Runs one of the loops in `test/fixtures/loops`, a sound one unless its folder is named, with `siblings` beside it. */
export async function runLoop(
  runtime: PythonRuntime,
  name: string,
  siblings: readonly string[] = [],
  trace = false,
): Promise<Ran> {
  const read = (file: string) => readFileSync(path(`../../fixtures/loops/${file}`), 'utf8');
  const beside = Object.fromEntries(siblings.map((file) => [file, read(`beside/${file}`)]));
  return runText(runtime, read(name.includes('/') ? `${name}.py` : `sound/${name}.py`), beside, trace);
}

/** Runs a script. Its recordings are made as the session makes them: from what has grown. */
export async function runText(
  runtime: PythonRuntime,
  text: string,
  siblings: Record<string, string> = {},
  trace = false,
): Promise<Ran> {
  const recordings: Recording[] = [];
  let printed = '';
  let traced: Trace | null = null;
  const onGrown = (runs: readonly RunGrowth[], more: string) => {
    printed += more;
    for (const { run, start, losses, stops, outcome } of runs) {
      if (start) {
        recordings[run] = decodeStart(start);
      }
      if (losses) {
        recordings[run].noteLosses(losses.first, losses.values);
      }
      decodeStops(recordings[run], stops);
      if (outcome) {
        recordings[run].finish(outcome);
      }
    }
  };
  const end = await runtime.run({ file: 'day5.py', text, siblings, seed: 7, trace }, onGrown, (data) => {
    traced = new Trace(data);
  });
  return { end, recordings, printed, trace: traced, source: text.split('\n') };
}

/** The stops of one step. */
export function stopsOf(recording: Recording, step: number): Stop[] {
  return recording.stops.filter((stop) => stop.step === step);
}

/** A step as people read it: for each stop its phases and the line that they happened on. */
export function readStep({ source }: Ran, recording: Recording, step: number): string[] {
  return stopsOf(recording, step).map(
    ({ phases, line }) => `${phases.join(' · ') || '—'} | ${source[(line ?? 0) - 1]?.trim()}`,
  );
}

/** The numbers that a script's lines of output end with: its losses. */
export function printedLosses({ printed }: Ran): number[] {
  return printed
    .split('\n')
    .filter((line) => !line.includes('accuracy'))
    .map((line) => /(?:^|\s)(\d[\d.e-]*)$/.exec(line)?.[1])
    .filter((text) => text !== undefined)
    .map(Number);
}
