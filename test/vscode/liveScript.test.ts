import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { Session } from '../../src/session/session.ts';
import { growth, ScriptedRunner, trained } from '../unit/session/scriptedRunner.ts';
import { day5, memory, replaceText, run, scriptFinished, until } from './day5.ts';

describe('The learner’s script', () => {
  let api: Api;
  let original: string;
  let document: vscode.TextDocument;

  const diagnostics = () => vscode.languages.getDiagnostics(api.files.reference);
  const lastLoss = () => api.session.recording?.losses().at(-1)?.toFixed(4);
  const ended = () =>
    until(
      () => ['finished', 'failed', 'stopped'].includes(api.session.script.state),
      api.session.onDidChange,
    );
  /** Replaces a part of the script; the run that follows has ended when this resolves. */
  const write = async (from: string, to: string) => {
    await replaceText(api.files.reference, original.replace(from, to));
    await ended();
  };

  before(async () => {
    api = await day5();
    await run('day5.openReference');
    document = await vscode.workspace.openTextDocument(api.files.reference);
    original = document.getText();
    await scriptFinished(api);
  });

  afterEach(async () => {
    await replaceText(api.files.reference, original);
    await scriptFinished(api);
  });

  after(() => document.save());

  it('is what trains: its run has the losses of the lesson, and the lines of the file', async () => {
    const { session } = api;
    assert.equal(session.script.file, 'reference.py');
    assert.deepEqual(
      session.recording?.losses().map((loss) => loss?.toFixed(4)),
      trained(20)
        .losses()
        .map((loss) => loss?.toFixed(4)),
    );
    const lines = new Set(
      session.recording?.stops.map(({ line }) => document.lineAt((line ?? 1) - 1).text.trim()),
    );
    assert.ok(lines.has('loss.backward()') && lines.has('p.data -= lr * p.grad'), [...lines].join('\n'));
  });

  it('runs again when it is edited, and keeps the run before as a ghost', async () => {
    const { session } = api;
    const before = lastLoss();
    const edited = replaceText(api.files.reference, original.replace('lr = 0.05', 'lr = 0.1'));
    await until(() => session.script.stale, session.onDidChange);
    await edited;
    await scriptFinished(api);
    assert.notEqual(lastLoss(), before);
    assert.equal(session.ghost?.at(-1)?.toFixed(4), before);
    assert.equal(session.view.revealed, (session.recording?.stops.length ?? 0) - 1, 'it is there at once');
  });

  it('keeps the step of the cursor', async () => {
    api.session.moveTo(7);
    const at = () => {
      const stop = api.session.recording?.stops[api.session.view.position];
      return [stop?.step, stop?.phases];
    };
    const before = at();
    await write('lr = 0.05', 'lr = 0.1');
    assert.deepEqual(at(), before);
  });

  it('shows a mistake at its line, keeps the last good run, and recovers', async () => {
    const { session } = api;
    const { recording } = session;
    await write('loss.backward()', 'los.backward()');
    assert.equal(session.script.state, 'failed');
    assert.deepEqual([session.recording === recording, session.script.stale], [true, true]);
    const [diagnostic] = diagnostics();
    assert.equal(diagnostic.source, 'Day 5');
    assert.match(diagnostic.message, /NameError: name 'los' is not defined/);
    assert.match(document.lineAt(diagnostic.range.start.line).text, /los\.backward\(\)/);
    assert.equal(document.getText(diagnostic.range), 'los');
    assert.equal(session.problem?.line, diagnostic.range.start.line + 1);
    await write('lr = 0.05', 'lr = 0.1');
    assert.deepEqual([session.script.state, diagnostics()], ['finished', []]);
  });

  it('shows a syntax error', async () => {
    await write('for k in range(20):', 'for k in range(20)');
    const [diagnostic] = diagnostics();
    assert.match(diagnostic.message, /SyntaxError: expected ':'/);
    assert.match(document.lineAt(diagnostic.range.start.line).text, /^for k in range/);
  });

  it('stops an endless loop when asked, with its line, and runs again', async () => {
    const { session } = api;
    await replaceText(api.files.reference, `while True:\n    pass\n`);
    await until(() => session.isBusy, session.onDidChange);
    await run('day5.stop');
    await ended();
    assert.equal(session.script.state, 'stopped');
    assert.ok([1, 2].includes(session.problem?.line ?? 0));
    assert.equal(diagnostics()[0].severity, vscode.DiagnosticSeverity.Information);
    await write('lr = 0.05', 'lr = 0.1');
    assert.equal(session.script.state, 'finished');
  });

  it('stops an endless loop when its time is over', async () => {
    const settings = vscode.workspace.getConfiguration('day5');
    await settings.update('run.timeLimit', 1, vscode.ConfigurationTarget.Global);
    await replaceText(api.files.reference, `while True:\n    pass\n`);
    await ended();
    await settings.update('run.timeLimit', undefined, vscode.ConfigurationTarget.Global);
    assert.equal(api.session.script.state, 'failed');
    assert.match(api.session.problem?.title ?? '', /time limit/);
  });

  it('does not run by itself where that is switched off; Run runs it', async () => {
    const { session } = api;
    const settings = vscode.workspace.getConfiguration('day5');
    await settings.update('live.enabled', false, vscode.ConfigurationTarget.Global);
    await replaceText(api.files.reference, original.replace('lr = 0.05', 'lr = 0.1'));
    assert.deepEqual([session.script.state, session.script.stale], ['finished', true]);
    await run('day5.run');
    await scriptFinished(api);
    assert.equal(session.recording?.info.seed, 5571);
    await settings.update('live.enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  it('shows the last of several runs, and another when asked', async () => {
    const { session } = api;
    await replaceText(
      api.files.reference,
      `from micrograd import MLP
for lr in [0.02, 0.05, 0.1]:
    model = MLP(1, [1])
    for k in range(int(lr * 100)):
        loss = (model([1.0]) - 1.0) ** 2
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
`,
    );
    await scriptFinished(api);
    assert.deepEqual([session.script.runs, session.script.run, session.recording?.steps], [3, 2, 10]);
    session.showRun(1);
    assert.deepEqual([session.script.run, session.recording?.steps], [1, 5]);
  });

  it('has no run when it trains nothing', async () => {
    await replaceText(api.files.reference, 'print("hello")\n');
    await scriptFinished(api);
    assert.deepEqual([api.session.recording, api.session.script.runs], [null, 0]);
  });

  it('draws a seed where the script has none, and says so', async () => {
    await write('random.seed(5571)', '');
    const { info } = api.session.recording ?? assert.fail();
    assert.ok(info.seed !== null && Number.isInteger(info.seed));
    assert.equal(info.ownSeed, false);
  });

  it('runs again when a module that it imports is edited', async () => {
    const helper = vscode.Uri.joinPath(api.files.reference, '..', 'rates.py');
    const encode = (text: string) => new TextEncoder().encode(text);
    await vscode.workspace.fs.writeFile(helper, encode('rate = 0.05\n'));
    await write('lr = 0.05', 'from rates import rate as lr');
    assert.equal(lastLoss(), '0.0251');
    const edited = replaceText(helper, 'rate = 0.1\n');
    await until(() => api.session.script.stale, api.session.onDidChange);
    await edited;
    await scriptFinished(api);
    assert.notEqual(lastLoss(), '0.0251');
    await (await vscode.workspace.openTextDocument(helper)).save();
    await vscode.workspace.fs.delete(helper);
  });

  it('passes on what it prints', async () => {
    const printed: (string | null)[] = [];
    const subscription = api.session.onDidPrint((text) => printed.push(text));
    await write('lr = 0.05', 'lr = 0.1');
    subscription.dispose();
    assert.equal(printed[0], null);
    assert.match(printed.slice(1).join(''), /step 19: loss = 0\.\d{4}\n/);
  });
});

describe('In Restricted Mode', () => {
  const source = { uri: 'file:///day5.py', file: 'day5.py', text: 'print(1)', siblings: async () => ({}) };

  function restricted() {
    const runner = new ScriptedRunner();
    const granted = new vscode.EventEmitter<void>();
    let trusted = false;
    const session = new Session(runner, {
      memory: memory(),
      settings: () => ({ enabled: true, delay: 0 }),
      trust: { isTrusted: () => trusted, onDidGrant: granted.event },
    });
    session.open();
    const grant = () => {
      trusted = true;
      granted.fire();
    };
    return { session, runner, grant };
  }

  it('no script runs, whoever asks; the lesson’s own run can be stepped', async () => {
    const { session, runner } = restricted();
    session.begin(source);
    session.edited({ ...source, text: 'print(2)' });
    await session.runNow({ ...source, text: 'print(3)' });
    assert.deepEqual(runner.requests, []);
    const { file, state, stale } = session.script;
    assert.deepEqual([file, state, stale], [null, 'restricted', false]);
    session.move('runToEnd');
    assert.equal(session.recording?.losses()[19]?.toFixed(4), '0.0251');
    session.dispose();
  });

  it('the script runs as soon as the workspace is trusted', async () => {
    const { session, runner, grant } = restricted();
    session.begin(source);
    grant();
    await until(() => runner.requests.length === 1, session.onDidChange);
    assert.equal(runner.requests[0].text, 'print(1)');
    runner.end({ kind: 'finished' });
    await until(() => session.script.state === 'finished', session.onDidChange);
    assert.equal(session.script.file, 'day5.py');
    session.dispose();
  });
});

describe('The unedited reference', () => {
  it('shows the lesson’s own run until its own is whole', async () => {
    const runner = new ScriptedRunner();
    const session = new Session(runner, {
      memory: memory(),
      settings: () => ({ enabled: true, delay: 0 }),
      trust: { isTrusted: () => true, onDidGrant: new vscode.EventEmitter<void>().event },
    });
    session.open();
    const source = {
      uri: 'file:///reference.py',
      file: 'reference.py',
      text: 'x',
      siblings: async () => ({}),
    };
    session.begin(source, true);
    await until(() => runner.requests.length === 1, session.onDidChange);
    runner.grow([growth(trained(20), 0, 0, 7)]);
    await until(() => session.isBusy, session.onDidChange);
    assert.deepEqual([session.recording?.steps, session.script.file], [20, null]);
    runner.grow([growth(trained(20), 0, 7)]);
    runner.end({ kind: 'finished' });
    await until(() => session.script.state === 'finished', session.onDidChange);
    assert.deepEqual([session.recording?.steps, session.script.file], [20, 'reference.py']);
    session.dispose();
  });
});

describe('Where Python cannot be started', () => {
  it('the lesson shows its own run, and says why', async () => {
    const runner = new ScriptedRunner();
    const session = new Session(runner, {
      memory: memory(),
      settings: () => ({ enabled: true, delay: 0 }),
      trust: { isTrusted: () => true, onDidGrant: new vscode.EventEmitter<void>().event },
    });
    session.open();
    session.begin({ uri: 'file:///day5.py', file: 'day5.py', text: 'x', siblings: async () => ({}) });
    await until(() => runner.requests.length === 1, session.onDidChange);
    runner.end({ kind: 'crashed', message: 'no WebAssembly here' });
    await until(() => session.script.state === 'failed', session.onDidChange);
    assert.equal(session.script.file, null);
    assert.match(session.script.problem?.title ?? '', /no WebAssembly here/);
    assert.equal(session.recording?.steps, 20);
    session.dispose();
  });
});
