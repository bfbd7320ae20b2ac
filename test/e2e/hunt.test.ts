import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

/** The whole bug hunt, as a person goes through it: with a wrong answer, a hint, a wrong mark and a reload. */
describe('The bug hunt', () => {
  let workbench: Workbench;
  let lesson: Frame;
  let hunt: Locator;

  const step = (k: number) => hunt.locator('li').nth(k);
  const button = (name: string) => hunt.getByRole('button', { name });
  const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
  /**
   * Puts the caret on a line, as a person does who sees where it goes: what stands above the loop may come after the script
   * itself, and moves it while one clicks.
   */
  const putCaretOn = async (text: string) => {
    const caret = workbench.page.locator('.editor-instance .cursors-layer .cursor').first();
    const middle = async (locator: Locator) => {
      const box = await locator.boundingBox();
      return box ? box.y + box.height / 2 : Number.NaN;
    };
    do {
      await line(text).click();
      await caret.waitFor();
    } while (!(Math.abs((await middle(caret)) - (await middle(line(text)))) < 5));
  };
  const open = async () => {
    lesson = await workbench.lessonFrame();
    hunt = lesson.locator('day5-hunt');
    await lesson.getByRole('heading', { name: 'The bug hunt' }).waitFor();
  };
  /** How many different colours a canvas shows, nothing not counted. */
  const coloursOf = (canvas: Locator) =>
    canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      const counts = new Map<string, number>();
      for (let k = 0; k < data.length; k += 4) {
        if (data[k + 3] > 0) {
          const colour = data.slice(k, k + 4).join();
          counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
      }
      // Text and lines have edges of many shades; what covers some area is a layer.
      return [...counts.values()].filter((count) => count > 150).length;
    });

  before(async () => {
    workbench = await startWorkbench({ width: 1600, height: 1000 });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('asks for a prediction before it shows anything of the run', async () => {
    await workbench.runCommand('Open the Bug Hunt');
    await open();
    await putCaretOn('for k in range(steps)');
    await workbench.page.keyboard.press('Alt+Enter');
    await workbench.notifications().filter({ hasText: 'Before this loop runs' }).waitFor();
    assert.equal(await hunt.locator('day5-pair-curve').count(), 0);
    assert.equal(await lesson.locator('day5-status').getByText('bug_hunt.py').count(), 0);
    assert.equal(await step(0).getAttribute('aria-current'), 'step');
    for (const question of ['After 20 steps', 'After 200 steps']) {
      await hunt.getByRole('group', { name: question }).getByText('the sound loop', { exact: true }).click();
    }
    // It would lie over what comes next.
    await workbench
      .notifications()
      .filter({ hasText: 'Before this loop runs' })
      .waitFor({ state: 'detached' });
  });

  it('shows how the bug wins and loses, and speaks to the predictions', async () => {
    await button('Open bug_hunt.py and run it').click();
    await hunt
      .getByText(
        'You said the sound loop, and it is the other way round: after 20 steps that one is at 0.0495, and the loop with the bug is lower, at less than 0.00001.',
      )
      .waitFor();
    await hunt
      .getByText(
        'You said the sound loop, and your guess holds: after 200 steps it is lower, at 0.0030; the loop with the bug is at 4.0000.',
      )
      .waitFor();
    await hunt.getByText('from step 136 on its loss stays above 1').waitFor();
  });

  it('shows the evidence: a layer for every step, and follows the cursor', async () => {
    const stack = hunt.locator('day5-deposit-stack');
    await button('Go to the backward pass of step 5').click();
    await stack.getByText(/^6 layers, of steps 0 to 5\./).waitFor();
    const six = await coloursOf(stack.locator('.one canvas'));
    await lesson.getByRole('button', { name: 'Reset', exact: true }).click();
    await stack.getByText('Nothing is stored').waitFor();
    assert.ok((await coloursOf(stack.locator('.one canvas'))) < six);
    await button('Go to the backward pass of step 5').click();
    await stack.getByText(/^6 layers/).waitFor();
    await stack.getByText('As a table').click();
    await stack.locator('tbody tr').first().waitFor();
    assert.equal(await stack.locator('tbody tr').count(), 7);
    await stack.getByRole('combobox').selectOption('layers[1].neurons[0].b');
    await stack.getByRole('img', { name: /layers\[1\]\.neurons\[0\]\.b is chosen/ }).waitFor();
  });

  it('answers a wrong answer, and offers a hint after it', async () => {
    assert.equal(await button('Give me a hint').count(), 0);
    await hunt.getByText('that of step 5 alone', { exact: true }).click();
    await hunt.getByText('That is what a sound loop uses.').waitFor();
    await button('Give me a hint').click();
    await hunt.getByText('Hint 1 of 3').waitFor();
    await hunt.getByText('those of all steps so far', { exact: true }).click();
    await hunt.getByText('uses 6 gradients').waitFor();
  });

  it('answers a wrong mark by what it would do', async () => {
    await putCaretOn('p.data -= lr');
    await workbench.page.keyboard.press('Alt+m');
    await hunt.getByText('there would be zeros left, and nothing would move').waitFor();
    assert.equal(await step(3).getAttribute('aria-current'), 'step');
  });

  it('is where it was after a reload, hints and all', async () => {
    await workbench.reload();
    await open();
    // The page is where it was as well, with the hunt in its middle.
    await lesson.waitForFunction(
      (element) => {
        const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
        return top < innerHeight / 2 && bottom > innerHeight / 2;
      },
      await hunt.elementHandle(),
    );
    await hunt.getByText('there would be zeros left, and nothing would move').waitFor();
    await hunt.getByText('Hint 1 of 3').waitFor();
    await hunt.getByText('after 20 steps that one is at 0.0495').waitFor();
    // A snapshot of two hundred steps has a thousand arrays: the last of them are there as well.
    await lesson.getByRole('button', { name: 'Run to end', exact: true }).click();
    await lesson.locator('day5-readout').getByText('4.0000').first().waitFor();
    await lesson
      .locator('day5-predictions')
      .getByText(/^[−+]?\d\.\d{2}/)
      .first()
      .waitFor();
  });

  it('is caught by the right place and a repair by hand', async () => {
    await putCaretOn('loss.backward()');
    await button('Mark the line of the caret').click();
    await hunt.getByText('it runs in every step, before the backward pass').waitFor();
    await putCaretOn('Which way is downhill');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('for p in model.parameters():');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('p.grad = 0.0');
    await line('p.grad = 0.0').waitFor();
    await hunt.getByRole('heading', { name: 'Caught' }).waitFor();
    await hunt
      .getByText('The repaired loop ends at a loss of 0.0030. With the bug it ended at 4.0000.')
      .waitFor();
    await hunt.getByText('worse in 23% of them').waitFor();
    // The run has left the cursor at its end: what is shown is the step that the evidence was asked of.
    const stacks = hunt.locator('day5-before-after');
    await stacks.getByText(/As it came: 6 layers, of steps 0 to 5\./i).waitFor();
    await stacks.getByText(/As it runs now: One layer, of step 5:/i).waitFor();
    await stacks.getByText('What all 41 parameters store is of step 5 alone.').waitFor();
    assert.equal(await hunt.locator('li.done').count(), 5);
    await workbench.screenshot('hunt-caught');
  });

  it('begins anew after a reset: its button runs the script that is looked at already', async () => {
    await lesson.locator('day5-deliverables').getByRole('button', { name: 'Reset progress' }).click();
    await workbench.page
      .locator('.monaco-dialog-box')
      .getByRole('button', { name: 'Reset Progress' })
      .click();
    for (const question of ['After 20 steps', 'After 200 steps']) {
      await hunt.getByRole('group', { name: question }).getByText('the sound loop', { exact: true }).click();
    }
    await button('Open bug_hunt.py and run it').click();
    // It is the repaired one.
    await hunt.getByText('What ran is not the loop as it came.').waitFor();
  });
});
