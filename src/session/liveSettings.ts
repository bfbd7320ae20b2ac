import * as vscode from 'vscode';
import type { LiveSettings } from './liveScript.ts';

/** The learner's settings for live runs, as they are now. */
export function liveSettings(): LiveSettings {
  const settings = vscode.workspace.getConfiguration('day5');
  return {
    enabled: settings.get('live.enabled', true),
    delay: Math.max(0, settings.get('live.delay', 300)),
  };
}

/** How long a script may run, in milliseconds, as the learner has set it. */
export function timeLimit(): number {
  return 1000 * Math.max(1, vscode.workspace.getConfiguration('day5').get('run.timeLimit', 10));
}
