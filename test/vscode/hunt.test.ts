import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { notHunted, stageOf } from '../../src/core/lesson/hunt.ts';
import type { Api } from '../../src/extension.ts';
import { day5, replaceText, run, scriptFinished, until } from './day5.ts';
import { ask, stopDebugging, stopping } from './debugSession.ts';

describe('The bug hunt', () => {
  let api: Api;
  let original: string;

  const hunt = () => api.learner.progress.hunt;
  const reached = (condition: () => boolean) => until(condition, api.learner.onDidChange);
  const predict = (time: 'early' | 'late') =>
    api.learner.note({ type: 'hunt', event: { type: 'predict', time, loop: 'sound' } });
  const document = () => vscode.workspace.openTextDocument(api.files.bugHunt);
  const lineOf = async (start: string) =>
    (await document())
      .getText()
      .split('\n')
      .findIndex((line) => line.trim().startsWith(start)) + 1;
  const mark = async (line: number) => {
    const editor = await vscode.window.showTextDocument(await document(), { preserveFocus: false });
    editor.selection = new vscode.Selection(line - 1, 0, line - 1, 0);
    await run('day5.markReset');
  };

  before(async () => {
    api = await day5();
    await run('day5.start');
    await scriptFinished(api);
    original = await document().then((opened) => opened.getText());
  });

  after(async () => {
    await stopDebugging();
    await replaceText(api.files.bugHunt, original);
    await vscode.workspace.saveAll();
    await run('day5.openReference');
    await scriptFinished(api);
    await run('workbench.action.closeAllEditors');
  });

  it('does not run its script before the learner has predicted what it does', async () => {
    assert.deepEqual(hunt(), notHunted);
    await run('day5.openHunt');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), api.files.bugHunt.toString());
    const { followed } = api.session;
    await run('day5.run');
    await replaceText(api.files.bugHunt, `# mine\n${original}`);
    await replaceText(api.files.bugHunt, original);
    await mark(1);
    predict('early');
    await run('day5.run');
    assert.notEqual(followed, api.files.bugHunt.toString());
    assert.equal(api.session.followed, followed);
    assert.equal(hunt().mark, null);
    assert.equal(stageOf(hunt()), 'predict');
  });

  it('runs it then, and sees the bug win and lose', async () => {
    predict('late');
    await run('day5.openHunt');
    await reached(() => stageOf(hunt()) === 'evidence');
    assert.equal(api.session.followed, api.files.bugHunt.toString());
    assert.deepEqual(
      [19, 199].map((step) => hunt().run?.losses[step]?.toFixed(4)),
      ['0.0000', '4.0000'],
    );
    api.learner.note({ type: 'hunt', event: { type: 'answer', answer: 'all' } });
  });

  it('does not say what it knows', () => {
    const found = api.session.execution?.findings.map(({ code }) => code);
    assert.deepEqual(found, ['stale-gradients']);
    assert.deepEqual([api.findings.all, vscode.languages.getDiagnostics(api.files.bugHunt)], [[], []]);
  });

  /** Debugs the hunt's script from its start, with "A stale gradient is used" ticked; says how that was taken. */
  const debugWithStaleGradients = async () => {
    await vscode.window.showTextDocument(await document(), { viewColumn: vscode.ViewColumn.One });
    api.session.moveTo(-1);
    await stopping(() => run('day5.debug'));
    const answer = await ask<DebugProtocol.SetExceptionBreakpointsResponse['body']>(
      'setExceptionBreakpoints',
      {
        filters: ['staleGradient'],
      },
    );
    return answer?.breakpoints?.[0];
  };
  const shownPlace = () => {
    const { recording, view } = api.session;
    const stop = recording?.stops[view.position];
    return `${stop?.step} ${stop?.phases.join('+')}`;
  };

  it('lets the debugger point at nothing either, and say that it does not', async () => {
    const ticked = await debugWithStaleGradients();
    assert.equal(ticked?.verified, false);
    const { stackFrames } = await ask<DebugProtocol.StackTraceResponse['body']>('stackTrace');
    assert.equal(stackFrames[0].name, ticked.message);
    await stopping(() => run('workbench.action.debug.continue'));
    assert.equal(api.session.view.position, (api.session.recording?.stops.length ?? 0) - 1);
    await stopDebugging();
  });

  it('marks the line of the caret, and answers a wrong guess', async () => {
    await mark(await lineOf('p.data'));
    assert.equal(hunt().mark?.place, 'beforeUpdate');
    assert.deepEqual(api.huntMark.markOf(await document()), { line: await lineOf('p.data'), right: false });
    await mark(await lineOf('history'));
    assert.equal(hunt().mark?.place, 'beforeLoop');
    assert.equal(hunt().tries, 2);
    assert.equal(stageOf(hunt()), 'mark');
  });

  it('keeps the mark on its line while the file is edited', async () => {
    const line = await lineOf('loss.backward()');
    await mark(line);
    assert.equal(stageOf(hunt()), 'repair');
    await replaceText(api.files.bugHunt, original);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(api.files.bugHunt, new vscode.Position(0, 0), '# two\n# lines\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(api.huntMark.markOf(await document()), { line: line + 2, right: true });
    assert.equal(api.huntMark.markOf(await vscode.workspace.openTextDocument(api.files.day5)), null);
  });

  it('is not caught by a reset in the wrong place, and is by one in the right', async () => {
    await replaceText(
      api.files.bugHunt,
      original.replace(/^( *)loss\.backward\(\)$/m, '$&\n$1model.zero_grad()'),
    );
    await reached(() => hunt().repair?.kind === 'cleared');
    assert.equal(hunt().caught, false);
    await replaceText(
      api.files.bugHunt,
      original.replace(/^( *)loss\.backward\(\)$/m, '$1for p in model.parameters():\n$1    p.grad = 0.0\n$&'),
    );
    await reached(() => hunt().caught);
    assert.equal(hunt().receipt?.line, await lineOf('p.grad = 0.0'));
    assert.equal(hunt().receipt?.file, 'bug_hunt.py');
  });

  it('says it from then on', async () => {
    await replaceText(api.files.bugHunt, original);
    await until(() => api.findings.errors.length > 0, api.findings.onDidChange);
    const [diagnostic] = vscode.languages.getDiagnostics(api.files.bugHunt);
    assert.equal((await document()).getText(diagnostic.range), 'loss.backward()');
  });

  it('lets the debugger stop for it from then on', async () => {
    assert.equal((await debugWithStaleGradients())?.verified, true);
    await stopping(() => run('workbench.action.debug.continue'));
    assert.equal(shownPlace(), '1 backward');
    await stopDebugging();
  });
});
