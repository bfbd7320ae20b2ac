import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { Session } from '../../src/session/session.ts';
import { day5, run, until } from './day5.ts';

/** A memory that lives as long as the test. */
function memory(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: async (key, value) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  } as vscode.Memento;
}

describe('Stepping', () => {
  let api: Api;

  /** Where the cursor stands: "step phase". */
  const place = () => {
    const { recording, view } = api.session;
    const stop = recording?.stops[view.position];
    return stop ? `${stop.step} ${stop.phases.join('+')}` : 'start';
  };

  before(async () => {
    api = await day5();
    await run('day5.start');
  });

  beforeEach(() => run('day5.reset'));

  it('Step Phase goes to the next phase', async () => {
    await run('day5.stepPhase');
    await run('day5.stepPhase');
    assert.equal(place(), '0 loss');
  });

  it('Step Iteration goes to the end of the step', async () => {
    await run('day5.stepIteration');
    await run('day5.stepIteration');
    assert.equal(place(), '1 update');
  });

  it('Step Back goes one phase back', async () => {
    await run('day5.stepIteration');
    await run('day5.stepBack');
    assert.equal(place(), '0 backward');
  });

  it('Run to End goes to the end of the twentieth step, whose loss is 0.0251', async () => {
    await run('day5.runToEnd');
    assert.equal(place(), '19 update');
    assert.equal(api.session.recording?.losses()[19]?.toFixed(4), '0.0251');
  });

  it('Reset begins anew', async () => {
    await run('day5.runToEnd');
    await run('day5.reset');
    assert.equal(place(), 'start');
    assert.equal(api.session.recording?.stops.length, 0);
  });

  it('Play moves on until Pause', async () => {
    await run('day5.play');
    assert.equal(api.session.view.playing, true);
    await until(() => api.session.view.position >= 1, api.session.onDidChange);
    await run('day5.pause');
    assert.equal(api.session.view.playing, false);
    assert.ok(api.session.view.position < 99, 'it has not run away');
  });

  it('playing ends when the learner steps', async () => {
    await run('day5.play');
    await run('day5.stepPhase');
    assert.equal(api.session.view.playing, false);
  });

  it('playing ends at the end, and Play from there plays once more', async () => {
    api.session.moveTo(97);
    api.session.setSpeed(16);
    await run('day5.play');
    await until(() => !api.session.view.playing, api.session.onDidChange);
    assert.equal(place(), '19 update');
    await run('day5.play');
    assert.ok(api.session.view.position < 5);
    await run('day5.pause');
  });

  it('Set Play Speed… takes a speed from a keybinding, and no other than those it knows', async () => {
    await run('day5.setSpeed', 4);
    assert.equal(api.session.view.speed, 4);
    const refused = vscode.commands.executeCommand('day5.setSpeed', 5);
    await run('workbench.action.closeQuickOpen');
    await refused;
    assert.equal(api.session.view.speed, 4);
  });

  it('the place survives a reload: another session finds it in the same memory', () => {
    const store = memory();
    const before = new Session(store);
    before.open();
    before.moveTo(33);
    before.move('stepBack');
    before.setSpeed(16);
    const after = new Session(store);
    after.open();
    assert.deepEqual(after.view, { position: 32, playing: false, speed: 16 });
    assert.equal(after.recording?.stops.length, 34, 'what lay ahead is still there');
    before.dispose();
    after.dispose();
  });

  it('the place survives when the window goes while the run plays', async () => {
    const store = memory();
    const before = new Session(store);
    before.open();
    before.setSpeed(16);
    before.play();
    await until(() => before.view.position >= 10, before.onDidChange);
    before.dispose();
    const after = new Session(store);
    after.open();
    assert.ok(after.view.position >= 10);
    after.dispose();
  });

  it('a place that makes no sense is left alone, and the run starts at its beginning', async () => {
    const store = memory();
    await store.update('day5.view', { version: 1, stops: 'x' });
    const session = new Session(store);
    session.open();
    assert.equal(session.view.position, -1);
    session.dispose();
  });
});

describe('The lenses over the loop', () => {
  const lenses = async (uri: vscode.Uri) =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);

  it('stand on the line of the loop and run the commands', async () => {
    const { files } = await day5();
    await run('day5.start');
    await run('day5.reset');
    const document = await vscode.workspace.openTextDocument(files.reference);
    const found = await lenses(files.reference);
    assert.deepEqual(
      found.map((lens) => lens.command?.command),
      ['day5.stepBack', 'day5.stepPhase', 'day5.stepIteration', 'day5.play', 'day5.runToEnd', 'day5.reset'],
    );
    for (const lens of found) {
      assert.match(document.lineAt(lens.range.start.line).text, /^for k in range/);
    }
  });

  it('offer Pause while the run plays', async () => {
    const { files } = await day5();
    await run('day5.play');
    const titles = (await lenses(files.reference)).map((lens) => lens.command?.command);
    await run('day5.pause');
    assert.ok(titles.includes('day5.pause') && !titles.includes('day5.play'));
  });

  it('say so when the file has been edited', async () => {
    const { files } = await day5();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(files.reference, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(edit);
    const edited = await lenses(files.reference);
    assert.match(edited[0].command?.title ?? '', /edited/);
    const undo = new vscode.WorkspaceEdit();
    undo.delete(files.reference, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(undo);
    assert.doesNotMatch((await lenses(files.reference)).map((lens) => lens.command?.title).join(), /edited/);
  });

  it('follow the loop, and go where it is gone', async () => {
    const { files } = await day5();
    const document = await vscode.workspace.openTextDocument(files.reference);
    const text = document.getText();
    const loop = text.slice(text.indexOf('for k in range'));
    const replace = async (content: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(files.reference, new vscode.Range(0, 0, document.lineCount, 0), content);
      await vscode.workspace.applyEdit(edit);
    };
    await replace(loop);
    await run('day5.start');
    const found = await lenses(files.reference);
    assert.ok(found.length > 0 && found.every((lens) => lens.range.start.line === 0));
    await replace('print(1)\n');
    assert.deepEqual(await lenses(files.reference), []);
    await replace(text);
    await document.save();
  });

  it('stay away from other Python files', async () => {
    const other = await vscode.workspace.openTextDocument({
      language: 'python',
      content: 'for k in range(20):\n',
    });
    assert.deepEqual(await lenses(other.uri), []);
  });
});
