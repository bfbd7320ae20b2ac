import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { Session } from '../../src/session/session.ts';
import { growth, ScriptedRunner, trained } from '../unit/session/scriptedRunner.ts';
import { day5, lessonTabs, memory, replaceText, run, scriptFinished, until } from './day5.ts';

/** A session on a runner of its own, without Python: what it runs is the test's. */
function sessionOf(store: vscode.Memento, runner = new ScriptedRunner()) {
  const session = new Session(runner, {
    memory: store,
    settings: () => ({ enabled: true, delay: 0 }),
    trust: { isTrusted: () => true, onDidGrant: new vscode.EventEmitter<void>().event },
  });
  return { session, runner };
}

/** Opens a session with a script whose run is that of the Trainer. */
async function openRun(store: vscode.Memento): Promise<Session> {
  const { session, runner } = sessionOf(store);
  session.open();
  session.begin({ uri: 'file:///day5.py', file: 'day5.py', text: 'a', siblings: async () => ({}) });
  await until(() => runner.requests.length === 1, session.onDidChange);
  runner.grow([growth(trained(20))]);
  runner.end({ kind: 'finished' });
  await until(() => session.recording !== null, session.onDidChange);
  return session;
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
    await run('day5.openReference');
    await scriptFinished(api);
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

  it('Reset begins anew, without another run', async () => {
    await run('day5.runToEnd');
    const { recording } = api.session;
    await run('day5.reset');
    assert.equal(place(), 'start');
    assert.equal(api.session.view.revealed, -1);
    assert.equal(api.session.recording, recording);
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

  it('plays as fast as it draws, with the lesson on the screen and behind another tab', async () => {
    const { session } = api;
    await run('day5.setSpeed', 'fastest');
    for (const hidden of [false, true]) {
      if (hidden) {
        // A tab over the lesson's, in its group.
        const document = await vscode.workspace.openTextDocument({ content: 'x' });
        await vscode.window.showTextDocument(document, lessonTabs()[0].group.viewColumn);
      }
      session.reset();
      await run('day5.play');
      await until(() => !session.view.playing, session.onDidChange);
      assert.equal(session.view.position, (session.recording?.stops.length ?? 0) - 1);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await run('day5.setSpeed', 1);
  });

  it('pauses as soon as the learner touches the cursor', async () => {
    const { session } = api;
    for (const touch of [
      () => run('day5.stepPhase'),
      () => run('day5.stepIteration'),
      () => run('day5.stepBack'),
      () => run('day5.runToEnd'),
      () => run('day5.reset'),
      async () => session.moveTo(7),
    ]) {
      session.reset();
      await run('day5.play');
      assert.equal(session.view.playing, true);
      await touch();
      assert.equal(session.view.playing, false);
    }
  });

  it('Set Play Speed… takes a speed from a keybinding, and no other than those it knows', async () => {
    await run('day5.setSpeed', 4);
    assert.equal(api.session.view.speed, 4);
    const refused = vscode.commands.executeCommand('day5.setSpeed', 5);
    await run('workbench.action.closeQuickOpen');
    await refused;
    assert.equal(api.session.view.speed, 4);
  });

  it('the place survives a reload: another session finds it in the same memory', async () => {
    const store = memory();
    const before = await openRun(store);
    before.moveTo(33);
    before.move('stepBack');
    before.setSpeed(16);
    const after = await openRun(store);
    assert.deepEqual(after.view, { position: 32, revealed: 33, playing: false, speed: 16 });
    assert.equal(after.followed, 'file:///day5.py');
    before.dispose();
    after.dispose();
  });

  it('the place survives when the window goes while the run plays', async () => {
    const store = memory();
    const before = await openRun(store);
    before.setSpeed(16);
    before.play();
    await until(() => before.view.position >= 10, before.onDidChange);
    before.dispose();
    const after = await openRun(store);
    assert.ok(after.view.position >= 10);
    after.dispose();
  });

  it('a place that makes no sense is left alone, and the run starts at its beginning', async () => {
    const store = memory();
    await store.update('day5.view', { version: 1, stops: 'x' });
    const session = await openRun(store);
    assert.equal(session.view.position, -1);
    session.dispose();
  });
});

describe('The lenses over the loop', () => {
  const lenses = async (uri: vscode.Uri) =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);

  it('stand on the line of the loop and run the commands', async () => {
    const { files } = await day5();
    await run('day5.openReference');
    await run('day5.reset');
    const document = await vscode.workspace.openTextDocument(files.reference);
    const found = await lenses(files.reference);
    assert.deepEqual(
      found.map((lens) => lens.command?.command),
      [
        'day5.run',
        'day5.stepBack',
        'day5.stepPhase',
        'day5.stepIteration',
        'day5.play',
        'day5.runToEnd',
        'day5.reset',
      ],
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

  it('follow the loop; where it is gone, what is left is Run', async () => {
    const api = await day5();
    const { reference } = api.files;
    const document = await vscode.workspace.openTextDocument(reference);
    const text = document.getText();
    await run('day5.openReference');
    await replaceText(reference, `# mine\n${text}`);
    await scriptFinished(api);
    for (const lens of await lenses(reference)) {
      assert.match(document.lineAt(lens.range.start.line).text, /^for k in range/);
    }
    await replaceText(reference, 'print(1)\n');
    await scriptFinished(api);
    const left = (await lenses(reference)).map((lens) => [lens.command?.command, lens.range.start.line]);
    assert.deepEqual(left, [['day5.run', 0]]);
    await replaceText(reference, text);
    await document.save();
    await scriptFinished(api);
  });

  it('stay away from other Python files', async () => {
    const other = await vscode.workspace.openTextDocument({
      language: 'python',
      content: 'for k in range(20):\n',
    });
    assert.deepEqual(await lenses(other.uri), []);
  });
});
