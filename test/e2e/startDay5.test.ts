import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { drawnPoints } from './drawnPoints.ts';
import { startWorkbench, type Workbench } from './harness.ts';

/** A person's path: start the lesson, step it, run it, come back to it. */
describe('Start Day 5', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const readout = (text: string | RegExp) => lesson.locator('day5-readout').getByText(text).first().waitFor();
  const button = (name: string) => lesson.getByRole('button', { name, exact: true });
  const curve = () => lesson.locator('day5-curve [role=img]');
  const editorLine = (text: string) =>
    workbench.page.locator('.view-line', { hasText: text }).first().boundingBox();

  /** Resolves when the place stands beside the loop's first line. It is a decoration: text of a style sheet. */
  const placeInEditor = (text: string) =>
    workbench.page.waitForFunction((expected) => {
      const parts = [...document.querySelectorAll('.view-line span')];
      return parts.some((part) =>
        getComputedStyle(part, '::after').content.replaceAll('\u00a0', ' ').includes(expected),
      );
    }, text);

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 900 });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('opens the loop that is to be written, the caret in it, and the lesson beside it, which says what to do', async () => {
    const { page } = workbench;
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await lesson.getByRole('heading', { name: 'Training the MLP' }).waitFor();
    await lesson.locator('day5-status').getByText('day5.py').waitFor();
    await lesson
      .locator('day5-curve')
      .getByText('Nothing has trained yet. Write the loop in day5.py and its curve appears here as you type.')
      .waitFor();
    assert.equal(await page.getByRole('tab', { name: 'reference.py' }).count(), 0);
    const loop = await editorLine('for k in range(20):');
    assert.ok(loop && loop.x < 700, 'the loop is in sight, on the left');
    const watch = await button('Or watch the finished one first.').boundingBox();
    assert.ok(watch && watch.y + watch.height < 900, 'the way to the finished one is on the first screen');
    assert.equal(await lesson.locator('day5-deliverables li').count(), 8);
    await workbench.screenshot('1-started');
    // What is typed now stands in the loop, below the first comment.
    await page.keyboard.type('ypred');
    await page.locator('.view-line', { hasText: /^\s{4}ypred$/ }).waitFor();
    await page.keyboard.press('Escape');
    for (const _ of 'ypred') {
      await page.keyboard.press('Backspace');
    }
    await page.locator('.view-line', { hasText: 'ypred' }).waitFor({ state: 'detached' });
  });

  it('shows the finished loop by one click, before its first step; another leads back', async () => {
    await button('Or watch the finished one first.').click();
    await lesson.locator('day5-status').getByText('reference.py').waitFor();
    await lesson.locator('day5-controls [aria-disabled=false]', { hasText: 'Step phase' }).waitFor();
    await readout('before the first step');
    assert.ok(await editorLine('# Forward: what does the network say?'));
    await workbench.screenshot('1-watched');
    await button('Back to my loop').click();
    await lesson.locator('day5-status').getByText('day5.py').waitFor();
    assert.ok(await editorLine('# Forward: ask the model about every sample.'));
    await lesson.locator('day5-curve').getByText('Nothing has trained yet.').waitFor();
    await workbench.watchFinishedLoop();
    await readout('before the first step');
  });

  it('steps a phase from the lens over the loop', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Phase' }).click();
    await readout('step 0 of 20 · forward');
    await placeInEditor('step 0 of 20 · forward');
  });

  it('steps a phase, an iteration and back by the keyboard, in the editor', async () => {
    await workbench.page.locator('.view-line', { hasText: 'model = MLP' }).click();
    await workbench.page.keyboard.press('Alt+Period');
    await readout('step 0 of 20 · loss');
    await readout('5.0007');
    await workbench.page.keyboard.press('Alt+Shift+Period');
    await readout('step 0 of 20 · update');
    await workbench.page.keyboard.press('Alt+Comma');
    await readout('step 0 of 20 · backward');
    await workbench.page.locator('.statusbar-item', { hasText: 'step 0 · loss 5.0007' }).waitFor();
  });

  it('steps by the buttons of the lesson and by the keyboard in it', async () => {
    await button('Step phase').click();
    await readout('step 0 of 20 · update');
    await button('Step iteration').click();
    await readout('step 1 of 20 · update');
    await button('Step back').click();
    await readout('step 1 of 20 · backward');
    await workbench.page.keyboard.press('Alt+Period');
    await readout('step 1 of 20 · update');
    await workbench.screenshot('2-stepped');
  });

  it('runs to the end: twenty points on the curve, a final loss of 0.0251', async () => {
    await button('Run to end').click();
    await readout('end of run · 20 steps');
    await readout('0.0251');
    await workbench.page.locator('.statusbar-item', { hasText: 'loss 0.0251' }).waitFor();
    const summary = await curve().getAttribute('aria-label');
    assert.match(summary ?? '', /20 steps so far: from 5\.0007 at step 0 to 0\.0251 at step 19/);
    assert.equal(await drawnPoints(lesson), 20);
    await workbench.screenshot('3-finished');
  });

  it('shows what the trained network predicts', async () => {
    await lesson.getByRole('img', { name: 'Sample 0: target +1.000, prediction +0.915' }).waitFor();
    await lesson.getByRole('img', { name: 'Sample 1: target −1.000, prediction −0.942' }).waitFor();
  });

  it('moves the pointer over the curve without moving the cursor; a click moves it', async () => {
    const box = await curve().boundingBox();
    assert.ok(box);
    await workbench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await lesson
      .locator('day5-curve')
      .getByText(/step \d+: loss = 0\.\d{4}/)
      .waitFor();
    await readout('end of run · 20 steps');
    await workbench.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await readout(/step (8|9|10) of 20 · loss/);
    await workbench.screenshot('4-curve-clicked');
  });

  it('scrubs by the keyboard', async () => {
    await lesson.getByRole('slider', { name: 'Place in the run' }).focus();
    await workbench.page.keyboard.press('Home');
    await readout('before the first step');
    await workbench.page.keyboard.press('ArrowRight');
    await readout('step 0 of 20 · forward');
    await workbench.page.keyboard.press('End');
    await readout('end of run · 20 steps');
  });

  it('loses no key when the scrubber is moved faster than the host answers', async () => {
    await lesson.getByRole('slider', { name: 'Place in the run' }).focus();
    for (let k = 0; k < 66; k++) {
      await workbench.page.keyboard.press('ArrowLeft');
    }
    await readout('step 6 of 20 · backward');
    await workbench.page.keyboard.press('End');
    await readout('end of run · 20 steps');
  });

  it('shows the loss on a logarithmic scale', async () => {
    await lesson.getByRole('radio', { name: 'log' }).check();
    assert.equal(await drawnPoints(lesson), 20);
    await workbench.screenshot('5-logarithmic');
    await lesson.getByRole('radio', { name: 'linear' }).check();
  });

  it('is still there after the panel was hidden', async () => {
    await workbench.runCommand('Help: Welcome');
    await workbench.page.locator('.gettingStartedContainer').waitFor();
    await workbench.page.locator('.tab', { hasText: 'Day 5' }).click();
    lesson = await workbench.lessonFrame();
    await readout('end of run · 20 steps');
    assert.equal(await drawnPoints(lesson), 20);
  });

  it('is still there after a reload of the window', async () => {
    await workbench.reload();
    lesson = await workbench.lessonFrame();
    await readout('end of run · 20 steps');
    await readout('0.0251');
    assert.equal(await drawnPoints(lesson), 20);
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Phase' }).waitFor();
    await workbench.screenshot('6-reloaded');
  });

  it('starts once more without a second panel, and begins anew on Reset', async () => {
    await workbench.runCommand('Start Day 5');
    assert.equal(await workbench.page.locator('.tab', { hasText: 'Day 5' }).count(), 1);
    await button('Reset').click();
    await readout('before the first step');
    assert.equal(await drawnPoints(lesson), 0);
  });

  it('plays', async () => {
    await lesson.getByRole('radio', { name: 'Training steps per second: 16' }).check();
    await button('Play').click();
    await button('Pause').waitFor();
    await readout('end of run · 20 steps');
    await button('Play').waitFor();
  });
});
