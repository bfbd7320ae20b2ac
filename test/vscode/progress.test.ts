import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deliverables } from '../../src/core/lesson/deliverables.ts';
import type { HuntEvent } from '../../src/core/lesson/hunt.ts';
import { doneOf } from '../../src/core/lesson/progress.ts';
import type { Api } from '../../src/extension.ts';
import { commands } from '../../src/protocol/ids.ts';
import { LearnerProgress } from '../../src/session/learnerProgress.ts';
import { trained } from '../unit/session/scriptedRunner.ts';
import { day5, memory, replaceText, run, scriptFinished, until } from './day5.ts';
import { MemoryFiles } from './memoryFiles.ts';

/** A learner's own script that has run: the Trainer's run, with what it would have printed. */
function attempt() {
  const recording = trained(20);
  const printed = recording
    .losses()
    .map((loss, k) => `step ${k}: ${loss?.toFixed(4)}`)
    .join('\n');
  const recordings = [recording];
  return { role: 'own', file: 'day5.py', text: 'x\n', seed: 1, printed, recordings, findings: [] } as const;
}

const earned = ['trainingLoop', 'lossFunction', 'zeroGradients', 'twentySteps'];

describe('The learner’s progress, saved', () => {
  let api: Api;
  let folders = 0;
  let windows: LearnerProgress[] = [];
  const memoryFiles = new MemoryFiles();
  let provider: vscode.Disposable;

  before(async () => {
    api = await day5();
    provider = vscode.workspace.registerFileSystemProvider('day5-progress', memoryFiles);
  });

  after(() => provider.dispose());

  afterEach(() => {
    vscode.Disposable.from(...windows).dispose();
    windows = [];
  });

  /** A folder of its own, on a disk or in memory. */
  const folder = (scheme: 'file' | 'memory') => {
    folders += 1;
    return scheme === 'file'
      ? vscode.Uri.joinPath(
          vscode.Uri.file(process.env.TMPDIR ?? '/tmp'),
          `day5-progress-${process.pid}-${folders}`,
        )
      : vscode.Uri.parse(`day5-progress:/window-${folders}`);
  };
  /** The extension as another window, or the same one after a reload, has it. */
  const open = async (globalStorageUri: vscode.Uri, values = memory()) => {
    const globalState = Object.assign(values, { setKeysForSync: () => {} });
    const learner = new LearnerProgress(api.session, api.files, { globalStorageUri, globalState });
    windows.push(learner);
    await learner.ready;
    return learner;
  };
  /**
   * Resolves when a window has been told of a change. When it begins to be, VS Code does not say: until then the file is written
   * anew, as it is.
   */
  const told = async (place: vscode.Uri, learner: LearnerProgress, condition: () => boolean) => {
    const { fs } = vscode.workspace;
    const file = vscode.Uri.joinPath(place, 'progress.json');
    const again = setInterval(() => {
      Promise.resolve(fs.readFile(file))
        .then((content) => fs.writeFile(file, content))
        .catch(() => {
          // It is being written.
        });
    }, 500);
    try {
      await until(condition, learner.onDidChange);
    } finally {
      clearInterval(again);
    }
  };
  const names = async (uri: vscode.Uri) =>
    (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).sort();

  for (const scheme of ['file', 'memory'] as const) {
    describe(scheme === 'file' ? 'on a disk' : 'where files cannot be renamed', () => {
      it('is there again after a reload, and leaves no other file behind', async () => {
        const place = folder(scheme);
        const first = await open(place);
        assert.deepEqual(doneOf(first.progress), []);
        await first.note({ type: 'attempt', attempt: attempt(), at: Date.now() });
        assert.deepEqual(doneOf(first.progress), earned);
        first.dispose();
        const { progress } = await open(place);
        assert.deepEqual(doneOf(progress), earned);
        assert.equal(progress.receipts.trainingLoop?.text, 'x\n');
        assert.deepEqual(await names(place), ['progress.json']);
      });

      it('is the same in all windows', async () => {
        const place = folder(scheme);
        const [a, b] = [await open(place), await open(place)];
        await a.note({ type: 'attempt', attempt: attempt(), at: Date.now() });
        await told(place, b, () => doneOf(b.progress).length === earned.length);
        await b.note({ type: 'shownOneWay', phase: 'loss' });
        await told(place, a, () => a.progress.shown.length === 1);
        await a.reset();
        await told(place, b, () => doneOf(b.progress).length === 0);
        assert.deepEqual(b.progress.shown, []);
      });

      it('sets a damaged file aside', async () => {
        const place = folder(scheme);
        const damaged = new TextEncoder().encode('{"version": 1, ');
        await vscode.workspace.fs.createDirectory(place);
        await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(place, 'progress.json'), damaged);
        const learner = await open(place);
        assert.deepEqual(doneOf(learner.progress), []);
        await learner.note({ type: 'attempt', attempt: attempt(), at: Date.now() });
        assert.deepEqual(await names(place), ['progress.damaged-1.json', 'progress.json']);
        const kept = vscode.Uri.joinPath(place, 'progress.damaged-1.json');
        assert.deepEqual(
          new TextDecoder().decode(await vscode.workspace.fs.readFile(kept)),
          '{"version": 1, ',
        );
      });
    });
  }

  it('keeps ids and dates where they are synced, and shows them where the file is not', async () => {
    const synced = memory();
    const here = await open(folder('file'), synced);
    await here.note({ type: 'attempt', attempt: attempt(), at: Date.now() });
    const there = await open(folder('file'), synced);
    assert.deepEqual(doneOf(there.progress), earned);
    assert.deepEqual(there.progress.receipts, {});
  });

  it('is kept in memory while the disk is full, and saved when there is room again', async () => {
    const place = folder('memory');
    const learner = await open(place);
    memoryFiles.full = true;
    try {
      await learner.note({ type: 'attempt', attempt: attempt(), at: Date.now() });
      assert.deepEqual(doneOf(learner.progress), earned);
      assert.deepEqual(await names(place), []);
    } finally {
      memoryFiles.full = false;
    }
    await learner.note({ type: 'shownOneWay', phase: 'loss' });
    assert.deepEqual(doneOf((await open(place)).progress), earned);
  });
});

describe('The checklist', () => {
  let api: Api;
  let original: string;
  let document: vscode.TextDocument;
  /** The script of the hunt. */
  let asItCame: string | null = null;

  const done = () => doneOf(api.learner.progress);
  const doneWith = (...ids: readonly string[]) =>
    until(() => ids.every((id) => done().some((each) => each === id)), api.learner.onDidChange);
  const receiptTab = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === 'day5-receipt');

  before(async () => {
    api = await day5();
    await run(commands.start);
    document = await vscode.workspace.openTextDocument(api.files.day5);
    original = document.getText();
    await run(commands.openDay5);
    await run(commands.resetProgress, { confirmed: true });
  });

  after(async () => {
    await replaceText(api.files.day5, original);
    if (asItCame !== null) {
      await replaceText(api.files.bugHunt, asItCame);
    }
    await vscode.workspace.saveAll();
    await run(commands.resetProgress, { confirmed: true });
    // The next start goes on with the script that was looked at last.
    await run(commands.openReference);
    await scriptFinished(api);
    await run('workbench.action.closeAllEditors');
  });

  /** Goes through the hunt, from the predictions to the repair by hand. */
  const catchTheBug = async () => {
    const { learner } = api;
    const note = (event: HuntEvent) => learner.note({ type: 'hunt', event });
    await note({ type: 'predict', time: 'early', loop: 'sound' });
    await note({ type: 'predict', time: 'late', loop: 'sound' });
    await run(commands.openHunt);
    await until(() => learner.progress.hunt.run !== null, learner.onDidChange);
    await note({ type: 'answer', answer: 'all' });
    const editor = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument(api.files.bugHunt),
    );
    asItCame = editor.document.getText();
    const line = asItCame.split('\n').findIndex((each) => each.includes('loss.backward()'));
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await run(commands.markReset);
    await replaceText(
      api.files.bugHunt,
      asItCame.replace(/^( *)loss\.backward\(\)$/m, '$1model.zero_grad()\n$&'),
    );
    await doneWith('missingZeroGrad');
  };

  const finished = async () => (await vscode.workspace.openTextDocument(api.files.reference)).getText();

  it('learns nothing from the finished loop, also when it is copied into the learner’s file', async () => {
    await replaceText(api.files.day5, await finished());
    await scriptFinished(api);
    // Until then it may be the text before this one that something is said of.
    await until(
      () => api.learner.progress.missing.trainingLoop?.missing === 'referenceUnchanged',
      api.learner.onDidChange,
    );
    assert.deepEqual(done(), []);
  });

  it('ticks what the learner’s own loop shows, as it is edited', async () => {
    const text = (await finished()).replace('print(ys)', '').replace('lr = 0.05', 'lr = 0.1');
    await replaceText(api.files.day5, text.replace('        p.grad = 0.0', '        pass'));
    await doneWith('lossFunction', 'twentySteps');
    assert.ok(!done().includes('trainingLoop'));
    assert.equal(api.learner.progress.missing.trainingLoop?.missing, 'findingFirst');
    await replaceText(api.files.day5, text);
    await doneWith('trainingLoop', 'zeroGradients', 'convergence', 'predictions');
    assert.equal(api.learner.progress.receipts.convergence?.text, text);
    assert.deepEqual(
      api.learner.progress.rates.map(({ rate }) => rate),
      [0.1],
    );
  });

  it('replays a receipt: its script read-only, its run at its place, the learner’s file untouched', async () => {
    const receipt = api.learner.progress.receipts.lossFunction;
    assert.ok(receipt);
    assert.ok(receipt.text.includes('        pass'));
    const mine = document.getText();
    await api.receipts.replay({ deliverable: 'lossFunction', rate: null });
    const { session } = api;
    assert.equal(session.script.receipt, 'lossFunction');
    const stop = session.recording?.stops[session.view.position];
    assert.deepEqual([stop?.step, stop?.line], [receipt.step, receipt.line]);
    const tab = receiptTab();
    assert.ok(tab?.input instanceof vscode.TabInputText);
    const shown = await vscode.workspace.openTextDocument(tab.input.uri);
    assert.deepEqual([shown.getText(), shown.languageId], [receipt.text, 'python']);
    assert.equal(document.getText(), mine);

    await api.receipts.back();
    await until(() => session.script.receipt === null, session.onDidChange);
    await scriptFinished(api);
    assert.equal(session.followed, api.files.day5.toString());
    assert.equal(receiptTab(), undefined);
    assert.deepEqual(api.learner.progress.receipts.lossFunction, receipt);
  });

  it('goes back to the learner’s file when the receipt is closed', async () => {
    await api.receipts.replay({ deliverable: 'convergence', rate: null });
    const tab = receiptTab();
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    await until(() => api.session.script.receipt === null, api.session.onDidChange);
    await scriptFinished(api);
    assert.equal(api.session.script.file, 'day5.py');
  });

  it('is whole when three rates are named as they went and the bug of the hunt is caught', async () => {
    const { learner } = api;
    const loop = document.getText();
    for (const rate of [0.001, 0.05]) {
      await replaceText(api.files.day5, loop.replace('lr = 0.1', `lr = ${rate}`));
      await until(() => learner.progress.rates.some((tried) => tried.rate === rate), learner.onDidChange);
    }
    assert.deepEqual(
      deliverables.filter((id) => !done().includes(id)),
      ['missingZeroGrad', 'learningRate'],
    );
    for (const { rate, behaviour } of learner.progress.rates) {
      await learner.note({ type: 'nameRate', rate, name: behaviour });
    }
    assert.deepEqual(
      deliverables.filter((id) => !done().includes(id)),
      ['missingZeroGrad'],
    );
    await catchTheBug();
    assert.deepEqual(done(), deliverables);
    assert.deepEqual(learner.progress.missing, {});
  });

  it('is all there after a reload, with its receipts', async () => {
    // It resolves when all that was ticked before is saved.
    await api.learner.note({ type: 'hunt', event: { type: 'hint' } });
    const globalStorageUri = vscode.Uri.joinPath(api.files.day5, '..', '..');
    const globalState = Object.assign(memory(), { setKeysForSync: () => {} });
    const again = new LearnerProgress(api.session, api.files, { globalStorageUri, globalState });
    try {
      await again.ready;
      assert.deepEqual(doneOf(again.progress), deliverables);
      assert.deepEqual(again.progress.receipts, api.learner.progress.receipts);
      assert.equal(again.progress.hunt.caught, true);
    } finally {
      again.dispose();
    }
  });

  it('is exported as a report', async () => {
    await run(commands.exportReport);
    const report = vscode.window.activeTextEditor?.document;
    assert.equal(report?.languageId, 'markdown');
    assert.equal(report.isUntitled, true);
    assert.equal(report.getText().match(/^## \d\. /gm)?.length, 8);
    assert.ok(report.getText().includes('8 of 8'));
    assert.ok(report.getText().includes('p.data -= lr * p.grad'));
    await run('workbench.action.revertAndCloseActiveEditor');
  });

  it('begins anew when it is reset', async () => {
    await run(commands.resetProgress, { confirmed: true });
    assert.deepEqual(done(), []);
  });
});
