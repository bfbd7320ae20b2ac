import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { day5, replaceText, run, scriptFinished, until } from './day5.ts';
import { ask, debugging, stopDebugging, stopping } from './debugSession.ts';

describe('The debugger', () => {
  let api: Api;
  let original: string;
  let document: vscode.TextDocument;

  const stack = async () => (await ask<DebugProtocol.StackTraceResponse['body']>('stackTrace')).stackFrames;
  /** The text of the line that the debugger stands before. */
  const line = async () => document.lineAt((await stack())[0].line - 1).text.trim();
  const evaluate = async (expression: string) => {
    const [{ id: frameId }] = await stack();
    return (await ask<DebugProtocol.EvaluateResponse['body']>('evaluate', { expression, frameId })).result;
  };
  const lineOf = (text: string) => original.split('\n').findIndex((each) => each.includes(text));

  const place = () => {
    const { recording, view } = api.session;
    const stop = recording?.stops[view.position];
    return stop ? `${stop.step} ${stop.phases.join('+')}` : 'start';
  };
  const start = () => stopping(() => run('day5.debug'));

  before(async () => {
    api = await day5();
    await run('day5.openReference');
    document = await vscode.workspace.openTextDocument(api.files.reference);
    original = document.getText();
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await scriptFinished(api);
  });

  beforeEach(async () => {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    api.session.moveTo(-1);
  });

  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await stopDebugging();
    if (document.getText() !== original) {
      await replaceText(document.uri, original);
      await scriptFinished(api);
    }
  });

  after(() => document.save());

  it('starts without a launch.json, before the first line of the first step', async () => {
    await start();
    assert.equal(debugging().type, 'day5');
    assert.equal(await line(), 'ypred = [model(x) for x in xs]');
    assert.equal(await evaluate('k'), '0');
    assert.equal((await stack())[0].source?.name, 'reference.py');
  });

  it('steps over and back with VS Code’s own commands, and the lesson goes along', async () => {
    await start();
    await stopping(() => run('workbench.action.debug.stepOver'));
    assert.equal(place(), '0 forward');
    await stopping(() => run('workbench.action.debug.stepOver'));
    assert.equal(place(), '0 loss');
    assert.equal(Number(await evaluate('loss.data')), api.session.recording?.losses()[0]);
    await stopping(() => run('workbench.action.debug.stepBack'));
    assert.equal(place(), '0 forward');
    assert.equal(await line(), 'loss = sum((yout - ygt) ** 2');
  });

  it('continues to a breakpoint with a condition, and reverses to it', async () => {
    const at = new vscode.Location(document.uri, new vscode.Position(lineOf('p.data -='), 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at, true, 'k == 3')]);
    await start();
    assert.equal(await line(), 'p.data -= lr * p.grad');
    assert.equal(place(), '3 backward');
    const first = api.session.recording?.stops[api.session.view.position].data[0];
    assert.equal(Number(await evaluate('p.data')), first);
    assert.equal(Number(await evaluate('model.layers[0].neurons[0].w[0].data')), first);
    await stopping(() => run('workbench.action.debug.continue'));
    assert.equal(
      Number(await evaluate('p.data')),
      api.session.recording?.stops[api.session.view.position].data[1],
    );
    await stopping(() => run('workbench.action.debug.reverseContinue'));
    assert.equal(Number(await evaluate('p.data')), first);
  });

  it('goes where the lesson’s cursor comes to rest', async () => {
    await start();
    const position = api.session.recording?.find(7, 'backward') ?? -1;
    await stopping(() => api.session.moveTo(position));
    assert.equal(await evaluate('k'), '7');
    assert.equal(api.session.view.position, position);
    assert.equal(await line(), 'for p in model.parameters():');
  });

  it('runs to the caret with VS Code’s own command', async () => {
    await start();
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const at = new vscode.Position(lineOf('p.data -='), 8);
    editor.selection = new vscode.Selection(at, at);
    await stopping(() => run('editor.debug.action.runToCursor'));
    assert.equal(await line(), 'p.data -= lr * p.grad');
    assert.equal(place(), '0 backward');
  });

  it('has the hovers to itself, and gives them back', async () => {
    const hovers = async () => {
      const at = new vscode.Position(lineOf('ypred = '), 5);
      const all = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      return all.flatMap(({ contents }) => contents).length;
    };
    api.session.moveTo(4);
    assert.equal(await hovers(), 1);
    await start();
    assert.equal(await hovers(), 0);
    await stopDebugging();
    assert.equal(await hovers(), 1);
  });

  it('stops where a script fails, though an older one did not', async () => {
    const failing = original.replace(
      '    loss.backward()\n',
      '    loss.backward()\n    assert k < 2, "enough"\n',
    );
    await replaceText(document.uri, failing);
    await until(() => api.session.problem !== null, api.session.onDidChange);
    assert.equal(api.session.script.stale, true, 'the older run is still shown');
    await start();
    await stopping(() => run('workbench.action.debug.continue'));
    assert.equal(await line(), 'assert k < 2, "enough"');
    assert.equal(await evaluate('k'), '2');
    assert.equal(place(), '2 backward');
    await stopDebugging();
    assert.equal(api.session.script.stale, true, 'the older run is shown again');
  });

  it('steps into a function of the learner’s and out of it', async () => {
    const edited = original
      .replace('lr = 0.05', 'def predict(x):\n    out = model(x)\n    return out\n\nlr = 0.05')
      .replace('[model(x) for x in xs]', '[predict(x) for x in xs]');
    const done = replaceText(document.uri, edited);
    await until(() => api.session.script.stale, api.session.onDidChange);
    await done;
    await scriptFinished(api);
    await start();
    assert.equal(await line(), 'ypred = [predict(x) for x in xs]');
    await stopping(() => run('workbench.action.debug.stepInto'));
    assert.equal(await line(), 'out = model(x)');
    assert.deepEqual(
      (await stack()).map(({ name }) => name),
      ['predict', '<module>'],
    );
    assert.equal(await evaluate('x[0]'), '2.0');
    await stopping(() => run('workbench.action.debug.stepOut'));
    assert.match(await line(), /^(ypred|loss) = /);
  });

  it('leaves the caret where it is when the lesson moves it', async () => {
    await start();
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    editor.selection = new vscode.Selection(2, 3, 2, 3);
    const restored = until(
      () => vscode.window.activeTextEditor?.selection.active.isEqual(new vscode.Position(2, 3)) === true,
      vscode.window.onDidChangeTextEditorSelection,
    );
    await stopping(() => api.session.moveTo(12));
    await restored;
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
  });

  it('restarts at the same step of the new run when the text is edited', async () => {
    await start();
    await stopping(() => api.session.moveTo(api.session.recording?.find(5, 'loss') ?? -1));
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    editor.selection = new vscode.Selection(23, 2, 23, 2);
    const caret = () => vscode.window.activeTextEditor?.selection.active;
    await stopping(() => replaceText(document.uri, original.replace('lr = 0.05', 'lr = 0.01')));
    // Whoever is typing goes on typing where they are.
    await until(() => caret()?.line === 23, vscode.window.onDidChangeTextEditorSelection);
    assert.equal(await evaluate('k'), '5');
    assert.equal(await evaluate('lr'), '0.01');
    assert.equal(place(), '5 loss');
    assert.equal(Number(await evaluate('loss.data')), api.session.recording?.losses()[5]);
  });

  it('saves the lesson’s file when the run of an edited text is debugged, as it is', async () => {
    await start();
    const edited = `${original.replace('lr = 0.05', 'lr = 0.04')}   \n`;
    await stopping(() => replaceText(document.uri, edited));
    await until(() => !document.isDirty, vscode.workspace.onDidSaveTextDocument);
    assert.equal(document.getText(), edited);
    assert.equal(await evaluate('lr'), '0.04');
  });

  it('stops at the end, and leaves the lesson where it was', async () => {
    await start();
    await stopping(() => run('workbench.action.debug.continue'));
    const { recording, view } = api.session;
    assert.equal(view.position, (recording?.stops.length ?? 0) - 1);
    await stopping(() => run('workbench.action.debug.stepBack'));
    const { position } = api.session.view;
    await stopDebugging();
    assert.equal(api.session.view.position, position);
    assert.equal(api.session.execution?.trace, null);
  });
});
