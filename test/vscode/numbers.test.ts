import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { day5, replaceText, run, scriptFinished, until } from './day5.ts';

describe('The number at the caret', () => {
  let api: Api;
  let original: string;
  let editor: vscode.TextEditor;

  const line = (part: string) =>
    editor.document
      .getText()
      .split(/\r?\n/)
      .findIndex((text) => text.includes(part));
  const caretAt = (row: number, column: number) => new vscode.Selection(row, column, row, column);
  const lr = () => editor.document.lineAt(line('lr = ')).text;

  before(async () => {
    api = await day5();
    await run('day5.openReference');
    await scriptFinished(api);
    editor = await vscode.window.showTextDocument(api.files.reference);
    original = editor.document.getText();
  });

  afterEach(async () => {
    await replaceText(api.files.reference, original);
    await scriptFinished(api);
  });

  after(() => editor.document.save());

  it('goes up and down, the caret stays in it, and the script runs', async () => {
    const before = api.session.recording;
    const row = line('lr = ');
    editor.selection = caretAt(row, 'lr = 0.05'.length);
    await run('day5.increaseNumber');
    assert.match(lr(), /^lr = 0\.06\b/);
    assert.deepEqual(editor.selection.active, new vscode.Position(row, 'lr = 0.06'.length));
    await until(() => api.session.recording !== before && !api.session.script.stale, api.session.onDidChange);
    for (let k = 0; k < 6; k++) {
      await run('day5.decreaseNumber');
    }
    assert.match(lr(), /^lr = 0\.009\b/);
    assert.equal(editor.selection.active.character, 'lr = 0.009'.length);
  });

  it('takes all that a held key asks for', async () => {
    editor.selection = caretAt(line('lr = '), 6);
    await Promise.all(Array.from({ length: 12 }, () => run('day5.increaseNumber')));
    await until(() => lr().startsWith('lr = 0.8 '), vscode.workspace.onDidChangeTextDocument);
    assert.equal(editor.selection.active.character, 6);
  });

  it('is undone in one go', async () => {
    editor.selection = caretAt(line('lr = '), 6);
    for (let k = 0; k < 5; k++) {
      await run('day5.increaseNumber');
    }
    assert.match(lr(), /^lr = 0\.1 /);
    await vscode.commands.executeCommand('undo');
    assert.match(lr(), /^lr = 0\.05\b/);
  });

  it('is each that a caret is at, and one that the caret does not touch is the next in its line', async () => {
    const text = 'lr = 0.05\na, b = 1, -2.5\nprint("7")\n';
    await replaceText(api.files.reference, text);
    editor.selections = [caretAt(0, 0), caretAt(1, 7), caretAt(1, 14), caretAt(2, 3)];
    await run('day5.decreaseNumber');
    assert.equal(editor.document.getText(), 'lr = 0.04\na, b = 0, -2.6\nprint("7")\n');
    assert.deepEqual(
      editor.selections.map(({ active }) => [active.line, active.character]),
      [
        [0, 9],
        [1, 7],
        [1, 14],
        [2, 3],
      ],
    );
  });

  it('is left alone in a file that is none of the lesson', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: 'x = 1' });
    await vscode.window.showTextDocument(document);
    await run('day5.increaseNumber');
    assert.equal(document.getText(), 'x = 1');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    editor = await vscode.window.showTextDocument(api.files.reference);
  });
});
