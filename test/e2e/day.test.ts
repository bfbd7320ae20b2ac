import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

/** Suggestions and indentation come at a time of their own: here all is typed. */
const settings = {
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
};

/** The day, by hand, in day5.py: from nothing to all eight deliverables. The details of each part have their own tests. */
describe('The whole day', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const list = () => lesson.locator('day5-deliverables');
  const item = (id: string) => list().locator(`#${id}`);
  const count = (done: number) => list().getByText(`${done} of 8`, { exact: true }).waitFor();
  const button = (name: string) => lesson.getByRole('button', { name, exact: true });
  const hunt = () => lesson.locator('day5-hunt');
  const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
  const curveTo = (loss: string, step: number) =>
    lesson
      .locator('day5-curve')
      .getByRole('img', { name: new RegExp(`^Loss against training step.* to ${loss} at step ${step};`) })
      .waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await workbench.page.keyboard.press(key);
    }
  };
  const type = (...lines: string[]) => workbench.page.keyboard.type(lines.join('\n'));
  /** Replaces what stands on a line, as one edit: what is typed letter by letter may run on its way. */
  const replace = async (old: string, text: string) => {
    await line(old).click();
    await press('Home', 'Shift+End');
    await workbench.page.keyboard.insertText(text);
  };

  before(async () => {
    workbench = await startWorkbench({ width: 1600, height: 1000, settings });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('begins with nothing done; four are, once the loop is written', async () => {
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await count(0);
    await button('Write my loop').click();
    await line('pass # an empty loop needs it').click();
    await press('Home', 'Shift+End');
    await type(
      'ypred = [model(x) for x in xs]',
      '    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))',
      '    for p in model.parameters():',
      '        p.grad = 0.0',
      '    loss.backward()',
      '    for p in model.parameters():',
      '        p.data -= lr * p.grad',
      '    print(f"step {k}: loss = {loss.data:.4f}")',
    );
    await curveTo('0\\.0251', 19);
    await count(4);
  });

  it('has the predictions when they are printed after the loop', async () => {
    await line('print(f"step').click();
    await press('End');
    await type('', '', 'print([model(x).data for x in xs])');
    await count(5);
    await item('predictions')
      .getByRole('button', { name: /\+0\.915 −0\.942 −0\.921 \+0\.916/ })
      .waitFor();
  });

  it('has the learning rates when three have been tried and named', async () => {
    await replace('lr = 0.05', 'lr = 0.001');
    await curveTo('3\\.4717', 19);
    await replace('lr = 0.001', 'lr = 1.0');
    await curveTo('7\\.97\\d\\d', 19);
    for (const [rate, name] of [
      ['0.001', 'crawls'],
      ['0.05', 'converges'],
      ['1', 'stuck on a plateau'],
    ]) {
      await list()
        .getByRole('combobox', { name: `Behaviour of learning rate ${rate}`, exact: true })
        .selectOption(name);
    }
    await count(6);
  });

  it('has a loss below 0.01 with a learning rate from the laboratory', async () => {
    const rates = lesson.locator('day5-rate-lab');
    await rates.getByRole('button', { name: '0.1', exact: true }).click();
    await rates.getByRole('button', { name: 'Try 0.1 in my file' }).click();
    await line('lr = 0.1').waitFor();
    await curveTo('0\\.0078', 19);
    await count(7);
    await workbench.screenshot('day-7-of-8');
  });

  it('has all eight when the bug is caught', async () => {
    for (const question of ['After 20 steps', 'After 200 steps']) {
      await hunt()
        .getByRole('group', { name: question })
        .getByText('the loop with the bug', { exact: true })
        .click();
    }
    await button('Open bug_hunt.py and run it').click();
    await hunt().getByText('those of all steps so far', { exact: true }).click();
    await line('loss.backward()').click();
    await button('Mark the line of the caret').click();
    await hunt().getByText('it runs in every step, before the backward pass').waitFor();
    await line('Which way is downhill').click();
    await press('End');
    await type('', '    for p in model.parameters():', '        p.grad = 0.0');
    await hunt().getByRole('heading', { name: 'Caught' }).waitFor();
    await count(8);
    await item('missingZeroGrad')
      .getByRole('button', { name: 'seed 2327 · step 0 · line 46 · reset where it belongs' })
      .waitFor();
    await button('Deliverables done: 8 of 8').click();
    await workbench.screenshot('day-8-of-8');
  });

  it('has all eight after a reload', async () => {
    await workbench.reload();
    lesson = await workbench.lessonFrame();
    await count(8);
    await button('Deliverables done: 8 of 8').waitFor();
  });

  it('repeats the run of a receipt', async () => {
    await item('convergence').getByRole('button').click();
    await lesson.locator('day5-receipt-bar').getByText('Receipt 7: day5.py as it was on').waitFor();
    await workbench.page.getByRole('tab', { name: 'day5 (receipt).py' }).waitFor();
    // It leads to the first step below 0.01.
    await lesson.locator('day5-readout').getByText('0.0096').first().waitFor();
    await lesson.locator('day5-readout').getByText('step 15 of 20').first().waitFor();
    await workbench.screenshot('day-receipt');
  });

  it('is exported as a report', async () => {
    await list().getByRole('button', { name: 'Export report' }).click();
    await workbench.page.locator('.view-line', { hasText: '8 of 8 deliverables done.' }).waitFor();
    await workbench.screenshot('day-report');
  });
});
