import { readFileSync } from 'node:fs';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.ts';
import type { Attempt, ScriptRole } from '../../../../src/core/lesson/attempt.ts';
import type { PythonRuntime } from '../../../../src/python/runtime.ts';
import { runText } from '../../python/runScript.ts';

/** The lesson's finished loop, as a learner may have written it: without what it prints after training. */
export const loop = readFileSync(
  new URL('../../../../media/lesson/reference.py', import.meta.url),
  'utf8',
).replace(/\n# What it says now[\s\S]*/, '\n');

/** The line that prints the predictions after training. */
export const printPredictions = 'print([round(model(x).data, 3) for x in xs])\n';

/** The loop with passages replaced; throws where one is not there. */
export function loopWith(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`The loop has no “${from}”.`);
    }
    return text.replace(from, () => to);
  }, loop);
}

/** Runs a script as an attempt. */
export async function attemptOf(
  runtime: PythonRuntime,
  text: string,
  role: ScriptRole = 'own',
  siblings: Record<string, string> = {},
): Promise<Attempt> {
  const { recordings, printed } = await runText(runtime, text, siblings);
  return {
    role,
    file: 'day5.py',
    text,
    siblings,
    seed: 7,
    printed,
    recordings,
    findings: diagnose(recordings),
  };
}
