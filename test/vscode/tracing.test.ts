import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { Session } from '../../src/session/session.ts';
import { ScriptedRunner } from '../unit/session/scriptedRunner.ts';
import { day5, memory, replaceText, run, scriptFinished } from './day5.ts';

describe('Tracing the learner’s script', () => {
  let api: Api;
  let original: string;

  before(async () => {
    api = await day5();
    await run('day5.openReference');
    original = (await vscode.workspace.openTextDocument(api.files.reference)).getText();
    await scriptFinished(api);
  });

  afterEach(async () => {
    api.session.stopTracing();
    await replaceText(api.files.reference, original);
    await scriptFinished(api);
  });

  const losses = () => api.session.recording?.losses();

  it('repeats the run that is shown, and leaves the cursor, the numbers and the ghost where they are', async () => {
    const { session } = api;
    session.moveTo(12);
    const before = { view: session.view, losses: losses(), ghost: session.ghost, run: session.script.run };
    const stale: boolean[] = [];
    const listening = session.onDidChange(() => stale.push(session.script.stale));
    await session.startTracing();
    listening.dispose();
    assert.deepEqual(
      { view: session.view, losses: losses(), ghost: session.ghost, run: session.script.run },
      before,
    );
    assert.ok(stale.length > 0 && !stale.includes(true));
    const trace = session.execution?.trace;
    assert.ok(trace?.data.isWhole);
    const stop = session.recording?.stops[12];
    assert.equal(trace.data.lines[stop?.event ?? -1], stop?.line);
  });

  it('repeats random numbers that the script has left to chance', async () => {
    const { session } = api;
    await replaceText(api.files.reference, original.replace('random.seed(5571)', ''));
    await scriptFinished(api);
    const before = losses();
    await session.startTracing();
    assert.ok(session.execution?.trace);
    assert.deepEqual(losses(), before);
  });

  it('traces what is edited from then on, until it ends', async () => {
    const { session } = api;
    await session.startTracing();
    await replaceText(api.files.reference, original.replace('lr = 0.05', 'lr = 0.1'));
    await scriptFinished(api);
    assert.ok(session.execution?.trace?.data.isWhole);
    const { recording } = session;
    session.stopTracing();
    assert.equal(session.execution?.trace, null);
    assert.equal(session.recording, recording);
    await replaceText(api.files.reference, original);
    await scriptFinished(api);
    assert.equal(session.execution?.trace, null);
  });

  it('goes to a stop of one of several runs at once', async () => {
    const { session } = api;
    const again = original.slice(original.indexOf('model = MLP'), original.indexOf('# What the trained'));
    await replaceText(api.files.reference, `${original}\n${again}`);
    await scriptFinished(api);
    assert.equal(session.script.runs, 2);
    session.play();
    let changes = 0;
    const listening = session.onDidChange(() => {
      changes += 1;
    });
    session.goTo(0, 4);
    assert.deepEqual(
      [changes, session.script.run, session.view.position, session.view.playing],
      [1, 0, 4, false],
    );
    session.goTo(1, 9);
    assert.deepEqual([changes, session.script.run, session.view.position], [2, 1, 9]);
    listening.dispose();
  });

  it('runs nothing in Restricted Mode', async () => {
    const runner = new ScriptedRunner();
    const session = new Session(runner, {
      memory: memory(),
      settings: () => ({ enabled: true, delay: 0 }),
      trust: { isTrusted: () => false, onDidGrant: new vscode.EventEmitter<void>().event },
    });
    session.open();
    session.begin({ uri: 'file:///day5.py', file: 'day5.py', text: 'x', siblings: async () => ({}) });
    await session.startTracing();
    assert.deepEqual([runner.requests.length, session.execution], [0, null]);
    session.dispose();
  });
});
