import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';

/** How often what has been printed is passed on, in milliseconds, and how much of it at once, in characters. */
const interval = 50;
const chunk = 1 << 16;

/** How much of one run is shown, in characters. */
const limit = 1 << 20;

/** The output channel with what the script has printed in its last run. */
export class ScriptOutput implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Day 5');
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private waiting: string[] = [];
  private taken = 0;

  constructor(session: Session) {
    this.subscription = session.onDidPrint((text) => (text === null ? this.begin() : this.take(text)));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.channel.dispose();
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
    this.taken = 0;
    this.channel.clear();
  }

  private take(text: string): void {
    if (this.taken >= limit) {
      return;
    }
    this.taken += text.length;
    for (let from = 0; from < text.length; from += chunk) {
      this.waiting.push(text.slice(from, from + chunk));
    }
    if (this.taken >= limit) {
      this.waiting.push(`\n${vscode.l10n.t('… and more, which is not shown.')}\n`);
    }
    this.timer ??= setTimeout(() => this.pass(), interval);
  }

  /** Passes on a chunk at a time: a script can print faster than a window can show. */
  private pass(): void {
    let text = this.waiting.shift() ?? '';
    while (this.waiting.length > 0 && text.length + this.waiting[0].length <= chunk) {
      text += this.waiting.shift();
    }
    this.channel.append(text);
    this.timer = this.waiting.length > 0 ? setTimeout(() => this.pass(), interval) : undefined;
  }
}
