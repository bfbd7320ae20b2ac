import * as vscode from 'vscode';
import { contextKeys } from '../protocol/ids.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';

/** Keeps the context keys that menus and keybindings ask for in step with the session. */
export function syncContextKeys(session: Session, findings: ShownFindings): vscode.Disposable {
  const last = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (last.get(key) !== value) {
      last.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  };
  const sync = () => {
    set(contextKeys.open, session.isOpen);
    set(contextKeys.playing, session.view.playing);
    set(contextKeys.running, session.isBusy);
    set(contextKeys.found, findings.errors.length > 0);
  };
  sync();
  return vscode.Disposable.from(session.onDidChange(sync), findings.onDidChange(sync));
}
