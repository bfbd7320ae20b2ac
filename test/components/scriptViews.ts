import { explain } from '../../src/core/lesson/explain.ts';
import { explanations } from '../../src/protocol/explanations.ts';
import type { Problem, ScriptView } from '../../src/protocol/messages.ts';
import type { Words } from './fixture.ts';
import { execute, type ScriptName } from './scripts.ts';

/** A script that has run to its end, unless something of it is said. */
export function scriptView(view: Partial<ScriptView> = {}): ScriptView {
  return {
    file: 'day5.py',
    role: 'own',
    state: 'finished',
    live: true,
    stale: false,
    run: 0,
    runs: 1,
    problem: null,
    receipt: null,
    ...view,
  };
}

/** A script that Python refused, with its problem in the host's words (`session/scriptProblem.ts`). */
export async function failed(name: ScriptName, words: Words): Promise<ScriptView> {
  const { execution, attempt } = await execute(name);
  const { end, source } = execution;
  if (end?.kind !== 'error') {
    throw new Error(`${name} came to its end.`);
  }
  const { error } = end;
  const explanation = explain(error, attempt.text.split('\n')[(error.line ?? 0) - 1] ?? '');
  const problem: Problem = {
    title: `${error.name}: ${error.message}`,
    explanation: explanation ? words.say(explanations[explanation.key], ...explanation.values) : '',
    file: source.file,
    line: error.line,
  };
  return scriptView({ state: 'failed', problem, stale: true });
}

/** A script that printed more than the lesson keeps. */
export async function stoppedForItsOutput(words: Words): Promise<ScriptView> {
  const { end, source } = (await execute('prints')).execution;
  if (end?.kind !== 'stopped' || end.reason !== 'output' || end.line === null) {
    throw new Error('It was not stopped for its output.');
  }
  const title = words.say('Stopped in line {0}: the script printed more than the lesson keeps.', end.line);
  return scriptView({
    state: 'stopped',
    problem: { title, explanation: '', file: source.file, line: end.line },
  });
}
