import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

const finished = readFileSync(new URL('../../media/lesson/reference.py', import.meta.url), 'utf8');

/** A loop of the learner's own: the finished one without its prints, with a learning rate and a number of steps. */
const loop = (rate: string, steps: number) =>
  finished
    .replace('lr = 0.05', `lr = ${rate}`)
    .replace('range(20)', `range(${steps})`)
    .replace(/ {4}print\(f"step[\s\S]*/, '');
const printing = (text: string) => `${text}    print(f"step {k}: loss = {loss.data:.4f}")\n`;
const saying = (text: string) => `${text}print([round(model(x).data, 3) for x in xs])\n`;

/** What an earlier window has left of the progress. */
let kept = '';

/** From nothing done to all but the hunt, which has its own test, and what remains of it after a reload. */
describe('The checklist, from a learner’s own loop', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const list = () => lesson.locator('day5-deliverables');
  const item = (id: string) => lesson.locator(`day5-deliverables #${id}`);
  const count = (done: number) => list().getByText(`${done} of 8`).waitFor();
  const write = (text: string) => writeFileSync(join(workbench.workspace, 'loop.py'), text);

  before(async () => {
    workbench = await startWorkbench({
      width: 1400,
      height: 900,
      workspaceFiles: { 'loop.py': finished.replace(/for k in range[\s\S]*/, '') },
    });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('has nothing ticked by the finished loop', async () => {
    lesson = await workbench.watchFinishedLoop();
    await count(0);
    await workbench.page
      .getByRole('treeitem', { name: /loop\.py/ })
      .first()
      .dblclick();
    await workbench.runCommand('Day 5: Use This File in the Lesson');
    await item('trainingLoop').getByText('your own loop has not trained yet').waitFor();
    await count(0);
  });

  it('says of a receipt that one way was shown, and only of what it was shown for', async () => {
    const hints = lesson.locator('day5-hints').nth(1);
    for (const next of ['Give me a hint: loss', 'Another hint: loss', 'Show me one way: loss']) {
      await hints.getByRole('button', { name: next }).click();
    }
    await hints.getByRole('button', { name: 'Write it into my file' }).waitFor();
    write(loop('0.05', 20));
    await item('lossFunction').getByText('with one way shown for loss').waitFor();
    await item('trainingLoop').getByText('with one way shown for loss').waitFor();
    await item('zeroGradients')
      .getByRole('button', { name: /seed 5571/ })
      .waitFor();
    assert.equal(await item('zeroGradients').getByText('one way shown').count(), 0);
  });

  it('ticks what the loop shows, says what is missing of the rest, and tells a screen reader', async () => {
    write(loop('0.05', 20));
    await count(3);
    await item('twentySteps').getByText('0 of 20 steps printed their loss').waitFor();
    await item('convergence').getByText('loss 0.0251; below 0.01 is asked').waitFor();
    await list().getByRole('status').getByText('Deliverable 1 done:').waitFor();
    await workbench.screenshot('checklist-3');
    write(saying(printing(loop('0.05', 20))));
    await count(5);
    await item('twentySteps')
      .getByRole('button', { name: /seed 5571 · step 19 · line \d+ · 20 losses printed/ })
      .waitFor();
  });

  it('lists the learning rates that have run; a name ticks when the run agrees', async () => {
    for (const rate of ['0.001', '1.0']) {
      write(saying(printing(loop(rate, 20))));
      await lesson
        .locator('day5-rates')
        .getByText(`lr = ${Number(rate)}`, { exact: true })
        .waitFor();
    }
    const names = (rate: string) =>
      list().getByRole('combobox', { name: `Behaviour of learning rate ${rate}` });
    await names('0.001').selectOption('converges');
    await lesson.locator('day5-rates').getByText('Look again: from 5.0007 to 3.4717 in 20 steps').waitFor();
    await names('0.001').selectOption('crawls');
    await names('0.05').selectOption('converges');
    await count(5);
    await names('1').selectOption('stuck on a plateau');
    await count(6);
    await workbench.screenshot('checklist-6');
  });

  it('has all but the hunt when the loss is below 0.01', async () => {
    write(saying(printing(loop('0.1', 60))));
    await count(7);
    await item('missingZeroGrad').getByText('bug_hunt.py').waitFor();
  });

  it('replays a receipt beside the learner’s file, and goes back to it', async () => {
    await item('twentySteps').getByRole('button').click();
    const bar = lesson.locator('day5-receipt-bar');
    await bar.getByText('Receipt 4: loop.py as it was on').waitFor();
    await lesson
      .locator('day5-curve')
      .getByRole('img', { name: /to 0\.0251 at step 19;/ })
      .waitFor();
    await workbench.page.getByRole('tab', { name: 'loop (receipt).py' }).waitFor();
    await workbench.screenshot('checklist-receipt');
    await bar.getByRole('button', { name: 'Back to my file' }).click();
    await bar.getByRole('button').waitFor({ state: 'detached' });
    await lesson
      .locator('day5-curve')
      .getByRole('img', { name: /at step 59;/ })
      .waitFor({ timeout: 90_000 });
    assert.equal(
      readFileSync(join(workbench.workspace, 'loop.py'), 'utf8'),
      saying(printing(loop('0.1', 60))),
    );
  });

  it('is all there after a reload', async () => {
    await workbench.reload();
    // A busy machine takes its time to start the extension again.
    await workbench.page.locator('iframe.webview.ready').waitFor({ timeout: 120_000 });
    lesson = await workbench.lessonFrame();
    await count(7);
    await item('convergence')
      .getByRole('button', { name: /loss 0\.00\d\d$/ })
      .waitFor();
    kept = readFileSync(join(workbench.storage, 'progress.json'), 'utf8');
  });

  it('is exported as a report, and begins anew when that is confirmed', async () => {
    await list().getByRole('button', { name: 'Export report' }).click();
    await workbench.page.locator('.view-line', { hasText: '7 of 8 deliverables done.' }).waitFor();
    await list().getByRole('button', { name: 'Reset progress' }).click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Your files stay as they are.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await count(7);
    await list().getByRole('button', { name: 'Reset progress' }).click();
    await dialog.getByRole('button', { name: 'Reset Progress' }).click();
    await count(0);
  });
});

describe('The checklist in Restricted Mode', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({
      width: 1400,
      height: 900,
      trust: false,
      storage: { 'progress.json': kept },
    });
  });

  after(() => workbench?.dispose());

  it('shows what is done, and the script of a receipt, which does not run', async () => {
    await workbench.runCommand('Start Day 5');
    const lesson = await workbench.lessonFrame();
    const list = lesson.locator('day5-deliverables');
    await list.getByText('7 of 8').waitFor();
    await list.locator('#twentySteps').getByRole('button').click();
    await workbench.notifications().filter({ hasText: 'the receipt is shown and not repeated' }).waitFor();
    await workbench.page.getByRole('tab', { name: 'loop (receipt).py' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: 'lr = 0.05' }).waitFor();
    await lesson.locator('day5-status').getByText('the lesson’s own run').waitFor();
    await workbench.screenshot('checklist-restricted');
    assert.deepEqual(await workbench.problems(), []);
  });
});
