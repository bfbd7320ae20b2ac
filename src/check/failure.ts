import { assertNever } from '../protocol/assertNever.ts';
import type { ScriptError, StopReason } from '../protocol/python.ts';
import type { RunEnd } from '../python/runtime.ts';
import type { Failure } from './report.ts';

/** What kept a script from its end; null where nothing did. `timeLimit` is in milliseconds. */
export function failureOf(end: RunEnd, file: string, timeLimit: number): Failure | null {
  switch (end.kind) {
    case 'finished':
      return null;
    case 'error':
      return failureOfError(end.error, file);
    case 'stopped':
      return { ...exceeded(end.reason, timeLimit), line: end.line };
    case 'crashed':
      return { name: 'Crashed', message: end.message, line: null };
    case 'superseded':
      return { name: 'Crashed', message: 'Another script took its place.', line: null };
    default:
      return assertNever(end);
  }
}

/** A mistake in a module beside the script is told with its place there; the line is the script's own that led to it. */
function failureOfError({ name, message, file: where, line, traceback }: ScriptError, file: string): Failure {
  if (where === file) {
    return { name, message, line };
  }
  const inScript = [...traceback.matchAll(/^ {2}File "(.*)", line (\d+)/gm)].filter(
    ([, each]) => each === file,
  );
  const last = inScript.at(-1);
  return { name, message: `${message} (${where}, line ${line ?? '?'})`, line: last ? Number(last[2]) : null };
}

function exceeded(reason: StopReason, timeLimit: number): { name: string; message: string } {
  switch (reason) {
    case 'time':
      return {
        name: 'TimeLimit',
        message: `It took longer than ${timeLimit / 1000} s. Look for a loop that never ends, or allow it more with --time-limit.`,
      };
    case 'output':
      return { name: 'OutputLimit', message: 'It printed more than is kept.' };
    case 'memory':
      return { name: 'MemoryLimit', message: 'It needed more memory than there is for it.' };
    case 'asked':
      return { name: 'Stopped', message: 'It was stopped.' };
    default:
      return assertNever(reason);
  }
}
