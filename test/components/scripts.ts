import { diagnose } from '../../src/core/diagnosis/diagnose.ts';
import type { Attempt, ScriptRole } from '../../src/core/lesson/attempt.ts';
import type { RunGrowth } from '../../src/protocol/python.ts';
import type { RunEnd } from '../../src/python/runtime.ts';
import { Execution } from '../../src/session/execution.ts';
import { galleryVariable } from './addresses.ts';
import { fromJson } from './numbersInJson.ts';

/** The scripts that fixtures show: see `pythonRuns.ts`. */
export type ScriptName =
  | 'loop'
  | 'crawling'
  | 'plateau'
  | 'unsteady'
  | 'long'
  | 'thousands'
  | 'unseeded'
  | 'stale'
  | 'untrained'
  | 'nameError'
  | 'syntaxError'
  | 'prints'
  | 'hunt'
  | 'huntOnce'
  | 'huntRepaired'
  | 'oneLine'
  | 'loose'
  | 'sideBySide'
  | 'diverging';

/** What came of a script, on its way to the page. */
export interface WireExecution {
  readonly role: ScriptRole;
  readonly text: string;
  readonly printed: string;
  readonly end: RunEnd;
  readonly runs: readonly RunGrowth[];
}

/** An execution, and what its script is to the lesson. */
export interface Executed {
  readonly execution: Execution;
  readonly attempt: Attempt;
}

/** Runs a script in the extension's own Python, which the gallery's server has. */
export async function execute(name: ScriptName): Promise<Executed> {
  const answer = await fetch(`${gallery()}/scripts/${name}`);
  if (!answer.ok) {
    throw new Error(`The script ${name} did not run: ${await answer.text()}`);
  }
  return executed(await answer.text());
}

/** Where the gallery is: in its page, and for the tests. */
function gallery(): string {
  return typeof location === 'undefined' ? (process.env[galleryVariable] ?? '') : location.origin;
}

/** Reads a {@link WireExecution} that came as JSON. */
export function executed(json: string): Executed {
  // SAFETY: it is what the server of the gallery writes.
  const { role, text, printed, end, runs } = fromJson(json) as WireExecution;
  const file = role === 'hunt' ? 'bug_hunt.py' : 'day5.py';
  const source = { uri: `file:///${file}`, file, text, siblings: async () => ({}) };
  const execution = new Execution(source, 'asked', 7, false);
  execution.runs.grow(runs);
  execution.printed = printed;
  execution.end = end.kind === 'superseded' ? null : end;
  const { recordings, seed } = execution;
  const findings = diagnose(recordings);
  return { execution, attempt: { role, file, text, seed, printed, recordings, findings } };
}
