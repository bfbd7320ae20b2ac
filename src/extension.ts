import * as vscode from 'vscode';

/** Composes the extension: builds the services and registers the features. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('day5.start', () => vscode.window.showInformationMessage('Day 5')),
  );
}
