import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Commands', () => {
  it('are the ones that package.json contributes', async () => {
    const extension = vscode.extensions.getExtension('eighty-days.day5');
    assert.ok(extension, 'the extension is not there');
    await extension.activate();

    const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      registered.filter((id) => id.startsWith('day5.')).sort(),
      contributed.map(({ command }) => command).sort(),
    );
  });
});
