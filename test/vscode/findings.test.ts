import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { day5, replaceText, run, scriptFinished, until } from './day5.ts';

describe('What is wrong with a loop', () => {
  let api: Api;
  let original: string;
  let document: vscode.TextDocument;

  const zeroing = '    for p in model.parameters():\n        p.grad = 0.0\n';
  const diagnostics = (uri = document.uri) => vscode.languages.getDiagnostics(uri);
  const lineOf = (text: string) =>
    document.getText().slice(0, document.getText().indexOf(text)).split('\n').length;
  const actionsOn = (range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
  const write = async (text: string) => {
    await replaceText(document.uri, text);
    await scriptFinished(api);
  };

  before(async () => {
    api = await day5();
    await run('day5.start');
    await run('day5.openReference');
    document = await vscode.workspace.openTextDocument(api.files.reference);
    original = document.getText();
    await scriptFinished(api);
  });

  beforeEach(() => write(original.replace(zeroing, '    pass\n')));

  after(async () => {
    await write(original);
    await document.save();
  });

  it('is a warning at its line, in two sentences, with the other line it names and a link', () => {
    const [diagnostic, ...others] = diagnostics();
    assert.deepEqual(others, []);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(diagnostic.source, 'Day 5');
    assert.equal(document.getText(diagnostic.range), 'loss.backward()');
    const [what, why] = diagnostic.message.split('\n');
    assert.match(
      what,
      /^At step 1, line \d+ added a new gradient to one that line \d+ had already applied at step 0/,
    );
    assert.match(why, /^Gradients add up/);
    const [{ location }] = diagnostic.relatedInformation ?? [];
    assert.equal(document.getText(location.range), 'p.data -= lr * p.grad');
    const { code } = diagnostic;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'stale-gradients');
    assert.equal(code.target.toString(), `${vscode.env.uriScheme}://eighty-days.day5/section/zeroGrad`);
  });

  it('leaves room in the hover of its line, which has few parameters and says where all are', async () => {
    api.session.moveTo(api.session.recording!.stops.findIndex(({ step }) => step === 2));
    const hover = async (text: string, offset = 0) => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf(text) + offset),
      );
      return hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
    };
    const rows = (markdown: string) => markdown.match(/^\| `/gm)?.length;
    const [backward] = (await hover('loss.backward', 6)).filter((each) => each.includes('‖grad‖'));
    assert.equal(rows(backward), 3);
    assert.match(backward, /Hover over `model` for all of them\.$/);
    const [update] = await hover('p.data -=', 2);
    assert.equal(rows(update), 41);
    const [model] = await hover('model.parameters');
    assert.equal(rows(model), 41);
  });

  it('moves with its line while one types, and stays until the new run is there', async () => {
    const line = diagnostics()[0].range.start.line;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# one\n# two\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(api.session.script.stale, true);
    assert.equal(diagnostics()[0].range.start.line, line + 2);
    assert.equal(document.getText(diagnostics()[0].range), 'loss.backward()');
    await scriptFinished(api);
    assert.equal(diagnostics()[0].range.start.line, line + 2);
  });

  it('goes when the run is sound', async () => {
    await write(original);
    assert.deepEqual([diagnostics(), api.findings.errors], [[], []]);
    assert.deepEqual(
      api.findings.all.map(({ code }) => code),
      ['converging'],
    );
  });

  it('stays while the script fails, beside what made it fail', async () => {
    const broken = document.getText().replace('import random', 'import nothing_of_this_name');
    await replaceText(document.uri, broken);
    await until(() => api.session.script.state === 'failed', api.session.onDidChange);
    assert.deepEqual(
      diagnostics()
        .map(({ severity }) => severity)
        .sort(),
      [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Warning],
    );
  });

  it('is repaired by a quick fix, which runs again', async () => {
    const [{ range }] = diagnostics();
    const actions = await actionsOn(range);
    assert.deepEqual(
      actions.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Reset the gradients before the backward pass: for p in model.parameters(): p.grad = 0.0', true],
        ['Reset the gradients before the backward pass: model.zero_grad()', false],
        ['Read about this in the lesson', false],
      ],
    );
    const [{ edit }] = actions;
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.ok(lineOf('p.grad = 0.0') < lineOf('loss.backward()'));
    await until(() => api.session.script.stale === false, api.session.onDidChange);
    await scriptFinished(api);
    assert.deepEqual(diagnostics(), []);
    assert.equal(api.session.recording?.losses().at(-1)?.toFixed(4), '0.0251');
  });

  it('is not repaired in a text that has not run, only read about', async () => {
    const [{ range }] = diagnostics();
    const settings = vscode.workspace.getConfiguration('day5');
    await settings.update('live.enabled', false, vscode.ConfigurationTarget.Global);
    await replaceText(document.uri, `${document.getText()}# later\n`);
    assert.equal(api.session.script.stale, true);
    const titles = (await actionsOn(range)).map(({ title }) => title);
    await settings.update('live.enabled', undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual(titles, ['Read about this in the lesson']);
    await run('day5.run');
    await scriptFinished(api);
  });

  it('is shown when asked: the cursor at its step, the caret in its line', async () => {
    await run('day5.showFinding');
    const stop = api.session.recording?.stops[api.session.view.position];
    assert.deepEqual([stop?.step, stop?.phases], [1, ['backward']]);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.lineAt(editor.selection.active.line).text.trim(), 'loss.backward()');
  });
});
