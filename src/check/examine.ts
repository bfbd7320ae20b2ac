import { diagnose } from '../core/diagnosis/diagnose.ts';
import type { Attempt } from '../core/lesson/attempt.ts';
import { isSameCode } from '../core/lesson/sameText.ts';
import { LiveRuns } from '../python/liveRuns.ts';
import type { PythonRuntime } from '../python/runtime.ts';
import { deliverableReports } from './deliverables.ts';
import { failureOf } from './failure.ts';
import { type Report, runReport } from './report.ts';
import { nameOf, type ScriptFile } from './scripts.ts';
import { siblingsOf } from './siblings.ts';

/** What random numbers begin with in a script that does not seed them: always the same, so that a report can be repeated. */
const seed = 5571;

/** What is the same for all scripts. */
export interface Lesson {
  /** The texts of the lesson's own files. */
  readonly micrograd: string;
  readonly reference: string;
  /** How long a script may run, in milliseconds. */
  readonly timeLimit: number;
}

/** Runs a script and says what is to be said about it. Never rejects. */
export async function examine(runtime: PythonRuntime, script: ScriptFile, lesson: Lesson): Promise<Report> {
  const { shown, text } = script;
  const file = nameOf(script);
  const siblings = await siblingsOf(script, lesson.micrograd);
  const runs = new LiveRuns();
  let printed = '';
  const end = await runtime.run({ file, text, siblings, seed, trace: false }, (growths, more) => {
    runs.grow(growths);
    printed += more;
  });
  const { recordings } = runs;
  // Half a run tells nothing.
  const isGood = end.kind !== 'superseded' && runs.areGood(end);
  const findings = isGood ? diagnose(recordings) : [];
  const attempt: Attempt = {
    role: 'own',
    file,
    text,
    siblings,
    isCopy: isSameCode(text, lesson.reference),
    seed,
    printed,
    recordings: isGood ? recordings : [],
    findings,
  };
  return {
    file: shown,
    error: failureOf(end, file, lesson.timeLimit),
    printed: printed === '' ? [] : printed.replace(/\n$/, '').split('\n'),
    runs: recordings.map((recording, k) =>
      runReport(
        recording,
        findings.filter(({ run }) => run === k),
      ),
    ),
    deliverables: deliverableReports(attempt),
  };
}
