import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { day5, fileTabs, lessonTabs, run, scriptFinished, until } from './day5.ts';

const { onDidChangeTabs, onDidChangeTabGroups } = vscode.window.tabGroups;

async function readDay5(): Promise<string> {
  const { files } = await day5();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(files.day5));
}

describe('Start Day 5', () => {
  beforeEach(async () => {
    await run('workbench.action.closeAllEditors');
    await until(() => lessonTabs().length === 0, onDidChangeTabs);
  });

  it('is its title, without a category', async () => {
    const { commands } = vscode.extensions.getExtension('eighty-days.day5')?.packageJSON.contributes ?? {};
    const start = commands.find(({ command }: { command: string }) => command === 'day5.start');
    assert.deepEqual([start.title, start.category], ['Start Day 5', undefined]);
  });

  it('opens the loop to be written on the left and the lesson on the right', async () => {
    await run('day5.start');
    const { files } = await day5();
    await until(() => lessonTabs().length === 1, onDidChangeTabs);
    const [file] = fileTabs(files.day5);
    const [lesson] = lessonTabs();
    assert.equal(file.group.viewColumn, vscode.ViewColumn.One);
    assert.equal(lesson.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(
      vscode.window.activeTextEditor?.document.uri.toString(),
      files.day5.toString(),
      'the editor keeps the focus',
    );
    assert.match(await readDay5(), /for k in range\(20\):/);
    assert.deepEqual(fileTabs(files.reference), [], 'the finished loop waits until it is asked for');
  });

  it('puts the module that the loop imports beside it', async () => {
    await run('day5.start');
    const { files } = await day5();
    const micrograd = vscode.Uri.joinPath(files.day5, '..', 'micrograd.py');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(micrograd));
    assert.match(text, /class MLP/);
  });

  it('has nothing trained then; the finished loop is watched from its beginning, and the way back is one command', async () => {
    const api = await day5();
    const { session, files } = api;
    const active = () => vscode.window.activeTextEditor?.document.uri.toString();
    await run('day5.start');
    await until(() => session.script.file === 'day5.py', session.onDidChange);
    await scriptFinished(api);
    assert.deepEqual([session.recording, session.script.role], [null, 'own']);
    await run('day5.openReference');
    await until(() => session.script.file === 'reference.py', session.onDidChange);
    await scriptFinished(api);
    const { position, revealed } = session.view;
    assert.deepEqual([session.recording?.steps, position, revealed], [20, -1, -1]);
    assert.deepEqual([session.script.role, active()], ['reference', files.reference.toString()]);
    await run('day5.runToEnd');
    await run('day5.openDay5');
    await until(() => session.script.file === 'day5.py', session.onDidChange);
    await scriptFinished(api);
    assert.deepEqual([session.script.role, active()], ['own', files.day5.toString()]);
  });

  it('reveals what is open when it runs again', async () => {
    await run('day5.start');
    await run('day5.start');
    const { files } = await day5();
    await until(() => lessonTabs().length === 1, onDidChangeTabs);
    assert.equal(fileTabs(files.day5).length, 1);
    assert.equal(lessonTabs().length, 1);
  });

  it('keeps file and lesson apart when one of them was closed, or moved into the same group', async () => {
    const { files } = await day5();
    const columns = () => [files.group?.viewColumn, lessonTabs()[0]?.group.viewColumn];
    const apart = () => columns()[0] === 1 && columns()[1] === 2;
    await run('day5.start');
    await until(apart, onDidChangeTabs, onDidChangeTabGroups);
    await vscode.window.tabGroups.close(fileTabs(files.day5));
    await run('day5.start');
    await until(apart, onDidChangeTabs, onDidChangeTabGroups);
    assert.equal(fileTabs(files.day5).length, 1);
    await vscode.window.tabGroups.close(lessonTabs());
    await run('day5.start');
    await until(apart, onDidChangeTabs, onDidChangeTabGroups);
  });

  it('closes the run with the last of its tabs, and opens it again where it was', async () => {
    const api = await day5();
    const { session } = api;
    await run('day5.openReference');
    await scriptFinished(api);
    await run('day5.reset');
    await run('day5.stepIteration');
    const { position } = session.view;
    assert.ok(position > 0);
    await run('workbench.action.closeAllEditors');
    await until(() => !session.isOpen, session.onDidChange);
    assert.equal(session.recording, null);
    await run('day5.openReference');
    await scriptFinished(api);
    assert.equal(session.view.position, position);
  });

  it('goes on without the file when it cannot be written', async () => {
    const { files, session } = await day5();
    const folder = vscode.Uri.joinPath(files.day5, '..');
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace.fs.writeFile(folder, new Uint8Array());
    try {
      await run('day5.start');
      await until(() => lessonTabs().length === 1, onDidChangeTabs);
      assert.ok(session.recording);
    } finally {
      await vscode.workspace.fs.delete(folder);
    }
    await run('day5.start');
    assert.match(await readDay5(), /# Forward/);
  });

  it('leaves a file alone that is gone from the disk but open with edits', async () => {
    const { files } = await day5();
    await run('day5.start');
    const document = await vscode.workspace.openTextDocument(files.day5);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(files.day5, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(edit);
    await vscode.workspace.fs.delete(files.day5);
    await run('day5.start');
    assert.ok(await document.save(), 'the edits can be saved');
    assert.match(await readDay5(), /^# mine\n/);
    await vscode.workspace.fs.delete(files.day5);
    await run('day5.start');
    const original = await readDay5();
    assert.match(original, /^"""Day 5/);
    await until(() => document.getText() === original, vscode.workspace.onDidChangeTextDocument);
  });

  it('never overwrites the file, saved or not', async () => {
    await run('day5.start');
    const { files } = await day5();
    const original = await readDay5();
    const document = await vscode.workspace.openTextDocument(files.day5);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(files.day5, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(edit);
    await run('day5.start');
    assert.ok(document.isDirty);
    assert.ok(document.getText().startsWith('# mine\n'));
    await document.save();
    await run('day5.start');
    assert.equal(await readDay5(), `# mine\n${original}`);
    await vscode.workspace.fs.writeFile(files.day5, new TextEncoder().encode(original));
  });

  it('creates the file again when it is gone', async () => {
    const { files } = await day5();
    await vscode.workspace.fs.delete(files.day5);
    await run('day5.start');
    assert.match(await readDay5(), /# Forward/);
  });
});

describe('The lesson panel', () => {
  it('is brought back by its serializer, and stays the only one', async () => {
    await run('workbench.action.closeAllEditors');
    await until(() => lessonTabs().length === 0, onDidChangeTabs);
    const api = await day5();
    const { files, panel, session } = api;
    await vscode.window.showTextDocument(files.reference);
    await scriptFinished(api);
    session.reset();
    session.move('stepIteration');
    const place = session.view.position;
    const restored = vscode.window.createWebviewPanel('day5.lesson', 'Day 5', vscode.ViewColumn.Two);
    await panel.deserializeWebviewPanel(restored);
    assert.match(restored.webview.html, /<day5-lesson>/);
    assert.equal(session.view.position, place, 'the run is where it was');
    await run('day5.start');
    await until(() => lessonTabs().length === 1, onDidChangeTabs);
    assert.equal(lessonTabs().length, 1, 'Start Day 5 reveals the restored panel');
  });

  it('has a policy that lets nothing in but its own script and styles', async () => {
    const { panel } = await day5();
    const html = () => {
      const restored = vscode.window.createWebviewPanel('day5.lesson', 'Day 5', vscode.ViewColumn.Two);
      return panel.deserializeWebviewPanel(restored).then(() => restored.webview.html);
    };
    await run('workbench.action.closeAllEditors');
    await until(() => lessonTabs().length === 0, onDidChangeTabs);
    const first = await html();
    assert.match(first, /default-src 'none'; script-src 'nonce-[\w+/=]{22,}'; style-src [^;"]+;"/);
    assert.doesNotMatch(first, /unsafe/);
    await run('workbench.action.closeAllEditors');
    await until(() => lessonTabs().length === 0, onDidChangeTabs);
    const nonce = (text: string) => /nonce-([^']+)/.exec(text)?.[1];
    assert.notEqual(nonce(first), nonce(await html()), 'a nonce is used once');
  });
});
