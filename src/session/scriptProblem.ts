import * as vscode from 'vscode';
import { explain } from '../core/lesson/explain.ts';
import { assertNever } from '../protocol/assertNever.ts';
import { explanations } from '../protocol/explanations.ts';
import type { Problem } from '../protocol/messages.ts';
import type { ScriptError, StopReason } from '../protocol/python.ts';
import type { Execution } from './execution.ts';
import { timeLimit } from './liveSettings.ts';
import type { ScriptSource } from './scriptSource.ts';

/** A problem, with all that an editor needs to show it at its place. */
export interface ScriptProblem extends Problem {
  /** The file's URI, as a string. */
  readonly uri: string;
  /** All from 1 and in characters, as Python counts; null where Python does not say. */
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  /** Whether it is but what the learner asked for. */
  readonly asked: boolean;
}

/** What kept an execution from its end; null where nothing did. */
export function problemOf({ source, siblings, end }: Execution): ScriptProblem | null {
  switch (end?.kind) {
    case undefined:
    case 'finished':
      return null;
    case 'error':
      return problemOfError(end.error, source, siblings);
    case 'stopped':
      return {
        ...atLine(source, end.line),
        title: whyStopped(end.reason, end.line),
        explanation: end.reason === 'time' ? aboutTimeLimit() : '',
        asked: end.reason === 'asked',
      };
    case 'crashed':
      return {
        ...atLine(source, null),
        title: vscode.l10n.t('Python could not run the script: {0}', end.message),
        explanation: '',
        asked: false,
      };
    default:
      return assertNever(end);
  }
}

function problemOfError(
  error: ScriptError,
  source: ScriptSource,
  siblings: Readonly<Record<string, string>>,
): ScriptProblem {
  const { name, message, file, line, column, endLine, endColumn } = error;
  const text = file === source.file ? source.text : siblings[file];
  const known = text !== undefined;
  const explanation = explain(error, text?.split('\n')[(line ?? 0) - 1] ?? '');
  return {
    title: message ? `${name}: ${message}` : name,
    explanation: explanation ? vscode.l10n.t(explanations[explanation.key], ...explanation.values) : '',
    file: known ? file : source.file,
    line: known ? line : null,
    uri: known ? uriBeside(source, file) : source.uri,
    column: known ? column : null,
    endLine: known ? endLine : null,
    endColumn: known ? endColumn : null,
    asked: false,
  };
}

function atLine(source: ScriptSource, line: number | null) {
  return { uri: source.uri, file: source.file, line, column: null, endLine: null, endColumn: null };
}

function uriBeside({ uri, file }: ScriptSource, name: string): string {
  return file === name ? uri : vscode.Uri.joinPath(vscode.Uri.parse(uri), '..', name).toString();
}

function aboutTimeLimit(): string {
  return vscode.l10n.t(
    'A script may run for {0} seconds. If yours only needs longer, raise the setting {1}; else look for a loop that never ends.',
    timeLimit() / 1000,
    'day5.run.timeLimit',
  );
}

function whyStopped(reason: StopReason, line: number | null): string {
  const { t } = vscode.l10n;
  const where = line ?? '?';
  switch (reason) {
    case 'asked':
      return line === null ? t('Stopped.') : t('Stopped in line {0}.', where);
    case 'time':
      return line === null
        ? t('Stopped: the script took longer than the time limit.')
        : t('Stopped in line {0}: the script took longer than the time limit.', where);
    case 'output':
      return line === null
        ? t('Stopped: the script printed more than the lesson keeps.')
        : t('Stopped in line {0}: the script printed more than the lesson keeps.', where);
    case 'memory':
      return line === null
        ? t('Stopped: the script needed more memory than there is for it.')
        : t('Stopped in line {0}: the script needed more memory than there is for it.', where);
    default:
      return assertNever(reason);
  }
}
