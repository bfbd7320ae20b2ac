import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

/** Suggestions and indentation come at a time of their own: here all is typed. */
const settings = {
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
};

/** A learner forgets to reset the gradients, is told so, reads about it, and takes the repair. */
describe('What is wrong with the learner’s loop', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const card = () => lesson.locator('day5-findings article.error');
  const squiggle = () => workbench.page.locator('.squiggly-warning').first();
  const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
  const curveTo = (loss: string) =>
    lesson
      .locator('day5-curve')
      .getByRole('img', { name: new RegExp(`^Loss against training step.* to ${loss} at step 19;`) })
      .waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await workbench.page.keyboard.press(key);
    }
  };

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 900, settings });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('is marked at its line, said in the lesson, and named in the status bar', async () => {
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await lesson.getByRole('button', { name: 'Write my loop', exact: true }).click();
    await line('pass # an empty loop needs it').click();
    await press('Home', 'Shift+End');
    await workbench.page.keyboard.type(
      [
        'ypred = [model(x) for x in xs]',
        '    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))',
        '    loss.backward()',
        '    for p in model.parameters():',
        '        p.data -= lr * p.grad',
      ].join('\n'),
    );
    await squiggle().waitFor();
    await card().getByRole('heading', { name: 'Stale gradients' }).waitFor();
    await card()
      .getByText(/^At step 1, line 41 added a new gradient/)
      .waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'stale gradients, line 41' }).waitFor();
    await workbench.screenshot('findings-1-marked');
  });

  it('leads to its step and its line', async () => {
    await card().getByRole('button', { name: 'line 41 · step 1' }).click();
    await lesson.locator('day5-readout').getByText('step 1 of 20 · backward').first().waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 41' }).waitFor();
  });

  it('leads to the lesson from its code', async () => {
    // The document of the lesson tells what it is asked to show.
    await lesson.evaluate(() => {
      window.addEventListener('message', ({ data }) => {
        if (data.type === 'show') {
          document.body.dataset.shown = data.section;
        }
      });
    });
    await line('loss.backward()').hover();
    await workbench.page.locator('.monaco-hover a.code-link', { hasText: 'stale-gradients' }).first().click();
    await lesson.locator('body[data-shown="zeroGrad"]').waitFor();
    await line('loss.backward()').click();
  });

  it('is repaired by the keyboard, and the loop runs again', async () => {
    await press('Control+.');
    await workbench.page
      .locator('.action-widget')
      .getByText('Reset the gradients before the backward pass: for p in model.parameters(): p.grad = 0.0')
      .waitFor();
    await workbench.screenshot('findings-2-quick-fix');
    await press('Enter');
    await curveTo('0\\.0251');
    await squiggle().waitFor({ state: 'detached' });
    await card().waitFor({ state: 'detached' });
    await workbench.page
      .locator('.statusbar-item', { hasText: 'stale gradients' })
      .waitFor({ state: 'detached' });
    await line('p.grad = 0.0').waitFor();
    await lesson.getByText('How did this run go?').click();
    await lesson
      .locator('day5-findings')
      .getByText('In 20 steps the loss went from 5.0007 to 0.0251')
      .waitFor();
    await workbench.screenshot('findings-3-repaired');
  });
});
