import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { day5, replaceText, run, scriptFinished, until } from './day5.ts';

describe('In the editor', () => {
  let api: Api;
  let document: vscode.TextDocument;
  let text: string;

  /** What stands after the lines, by the line's text; from an earlier step in brackets, of an older text in braces. */
  const shown = () =>
    Object.fromEntries(
      api.inlineValues.annotationsOf(document).map(({ line, text: value, kind }) => [
        document
          .lineAt(line - 1)
          .text.trim()
          .replace(/\s*#.*/, ''),
        kind === 'earlier' ? `(${value})` : kind === 'stale' ? `{${value}}` : value,
      ]),
    );

  /** Puts the caret on the first line that contains a text. */
  const caretOn = async (code: string) => {
    const editor = await vscode.window.showTextDocument(document);
    const place = document.positionAt(document.getText().indexOf(code));
    editor.selection = new vscode.Selection(place, place);
  };

  /** What the hovers say at a text, `offset` characters into it. */
  const hover = async (code: string, offset = 0) => {
    const place = document.positionAt(document.getText().indexOf(code) + offset);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    return hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
  };

  /** Where the cursor stands: "2 backward". */
  const place = () => {
    const stop = api.session.recording?.stops[api.session.view.position];
    return stop ? `${stop.step} ${stop.phases.join('+')}` : 'start';
  };

  before(async () => {
    api = await day5();
    await run('day5.openReference');
    await scriptFinished(api);
    document = await vscode.workspace.openTextDocument(api.files.reference);
    text = document.getText();
  });

  beforeEach(() => run('day5.reset'));

  afterEach(async () => {
    if (document.getText() !== text) {
      await replaceText(document.uri, text);
      await document.save();
    }
    await scriptFinished(api);
  });

  it('nothing stands after the lines before the first step, but the place', () => {
    assert.deepEqual(shown(), { 'for k in range(20):': 'before the first step' });
    assert.equal(api.lineHighlight.markOf(document), null);
  });

  it('a hover tells of the model before the first step, and of nothing else', async () => {
    const [model] = await hover('model = MLP');
    assert.match(model, /before the first step/i);
    assert.match(model, /41 parameters/);
    assert.deepEqual(await hover('loss = sum'), []);
    assert.deepEqual(await hover('for k in'), []);
  });

  it('every line shows what it produced at the backward pass of step 2, with seed 5571', () => {
    api.session.moveTo(13);
    assert.deepEqual(shown(), {
      'for k in range(20):': '⟵ 2   step 2 of 20 · backward',
      'ypred = [model(x) for x in xs]': '⟵ [0.48, −0.54, −0.64, 0.55]',
      'loss = sum((yout - ygt) ** 2': '⟵ 0.8054 ▼ 1.2001',
      'p.grad = 0.0': '41 gradients → 0',
      'loss.backward()': '‖grad‖ 3.47 ▼ 1.97',
      'p.data -= lr * p.grad': '(‖Δp‖ 0.272)',
      'print(f"step {k}: loss = {loss.data:.4f}")': '(⟶ step 1: loss = 2.0055)',
    });
    const marked = api.lineHighlight.markOf(document);
    assert.equal(marked?.mark, 'backward');
    assert.equal(document.lineAt(marked!.line - 1).text.trim(), 'loss.backward()');
  });

  it('at the end of the run stands what was printed after the loop', async () => {
    await run('day5.runToEnd');
    const end = shown();
    assert.equal(end['for k in range(20):'], '⟵ 19   end of run · 20 steps');
    assert.equal(end['print([round(model(x).data, 3) for x in xs])'], '⟶ [0.915, -0.942, -0.921, 0.916]');
  });

  it('all of it dims at the first keystroke, and stays at its lines until the new run is there', async () => {
    api.session.moveTo(13);
    const before = shown();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# a line above\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(api.session.script.stale, true);
    assert.deepEqual(
      shown(),
      Object.fromEntries(
        Object.entries(before).map(([line, value]) => [line, `{${value.replace(/^\(|\)$/g, '')}}`]),
      ),
    );
    const marked = api.lineHighlight.markOf(document);
    assert.equal(marked?.mark, 'other');
    assert.equal(document.lineAt(marked!.line - 1).text.trim(), 'loss.backward()');
    assert.deepEqual(await hover('loss.backward', 6), []);
    await scriptFinished(api);
    assert.deepEqual(shown(), before);
  });

  it('a line that is deleted takes its value with it', async () => {
    api.session.moveTo(13);
    const line = document.positionAt(text.indexOf('loss.backward()')).line;
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(line, 0, line + 1, 0));
    await vscode.workspace.applyEdit(edit);
    assert.equal(Object.keys(shown()).length, 6);
    assert.equal(api.lineHighlight.markOf(document), null);
  });

  it('an undo brings everything back at once', async () => {
    api.session.moveTo(13);
    const before = shown();
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    await replaceText(document.uri, text);
    assert.equal(api.session.script.stale, false);
    assert.deepEqual(shown(), before);
  });

  it('nothing stands in a file whose run is not shown', async () => {
    api.session.moveTo(13);
    const other = await vscode.workspace.openTextDocument({ language: 'python', content: text });
    assert.deepEqual(api.inlineValues.annotationsOf(other), []);
  });

  it('a hover over a name tells the whole of it, over a line all parameters', async () => {
    api.session.moveTo(13);
    const [loss] = await hover('loss = sum');
    assert.match(loss, /`loss` = \*\*0\.8053754909551535\*\* · ▼ 1\.2001/);
    const [predictions] = await hover('ypred))');
    assert.match(predictions, /0\.4827079580396081/);
    assert.match((await hover('lr = 0.05'))[0], /^\*before the first step\*/);
    const [backward] = await hover('loss.backward', 6);
    assert.match(backward, /deposit/);
    assert.match(backward, /`layers\[2\]\.neurons\[0\]\.b`/);
    const [model] = await hover('model.parameters');
    assert.match(model, /`model` · 41 parameters/);
    assert.match((await hover('for p in', 4))[0], /41 gradients → 0/);
  });

  it('a name that was not recorded, a comment and the place before the first step have no hover', async () => {
    assert.deepEqual(await hover('loss = sum'), []);
    api.session.moveTo(13);
    assert.deepEqual(await hover('random.seed'), []);
    assert.deepEqual(await hover('# Backward: how', 4), []);
    // Of a comprehension: it is not what the line has made.
    assert.deepEqual(await hover('yout - ygt'), []);
    assert.deepEqual(await hover('x) for x in xs'), []);
  });

  it('Run to This Line goes to the next time the line is reached, and from its last time to its first', async () => {
    await caretOn('loss.backward()');
    await run('day5.runToLine');
    assert.equal(place(), '0 backward');
    await run('day5.runToLine');
    assert.equal(place(), '1 backward');
    await run('day5.runToEnd');
    await run('day5.runToLine');
    assert.equal(place(), '0 backward');
  });

  it('Next Time This Line Runs and Previous Time This Line Ran stay where there is none', async () => {
    await caretOn('p.grad = 0.0');
    await run('day5.nextTimeLine');
    await run('day5.nextTimeLine');
    assert.equal(place(), '1 zeroGrad');
    await run('day5.previousTimeLine');
    assert.equal(place(), '0 zeroGrad');
    await run('day5.previousTimeLine');
    assert.equal(place(), '0 zeroGrad');
    await caretOn('import random');
    await run('day5.nextTimeLine');
    assert.equal(place(), '0 zeroGrad');
  });

  it('the head of the loop is the beginning of a step; a line that only prints is reached as well', async () => {
    await caretOn('for k in range');
    await run('day5.nextTimeLine');
    await run('day5.nextTimeLine');
    assert.equal(place(), '1 forward');
    await caretOn('print(f"step');
    await run('day5.nextTimeLine');
    assert.equal(place(), '1 update');
  });

  it('follows a run that plays', async () => {
    api.session.setSpeed(16);
    await run('day5.play');
    await until(() => api.session.view.position >= 10, api.session.onDidChange);
    await run('day5.pause');
    const { step } = api.session.recording!.stops[api.session.view.position];
    assert.match(shown()['for k in range(20):'], new RegExp(`^⟵ ${step}   step ${step} of 20`));
  });
});
