import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './day5.ts';

/** What is debugged right now; fails where nothing is. */
export function debugging(): vscode.DebugSession {
  const session = vscode.debug.activeDebugSession;
  assert.ok(session, 'nothing is debugged');
  return session;
}

/** Asks the debug adapter itself, as VS Code does. */
export async function ask<T>(command: string, args: object = {}): Promise<T> {
  return debugging().customRequest(command, { threadId: 1, ...args });
}

/** Does something that makes the debugger stop; resolves when VS Code shows where. */
export async function stopping(act: () => unknown): Promise<void> {
  const before = vscode.debug.activeStackItem;
  const shown = until(
    () =>
      vscode.debug.activeStackItem instanceof vscode.DebugStackFrame &&
      vscode.debug.activeStackItem !== before,
    vscode.debug.onDidChangeActiveStackItem,
  );
  await act();
  await shown;
}

/** Ends what is debugged, if anything is. */
export async function stopDebugging(): Promise<void> {
  if (vscode.debug.activeDebugSession) {
    const ended = until(
      () => vscode.debug.activeDebugSession === undefined,
      vscode.debug.onDidChangeActiveDebugSession,
    );
    await vscode.debug.stopDebugging();
    await ended;
  }
}
