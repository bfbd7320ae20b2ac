import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { startWorkbench, type Workbench } from './harness.ts';

describe('The history of runs', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 1000 });
    await workbench.runCommand('Day 5: Open the Reference Loop');
  });
  after(() => workbench?.dispose());

  it('lists the runs of two learning rates, draws one beside the other, and saves the losses', async () => {
    const { page } = workbench;
    const lesson = await workbench.lessonFrame();
    const history = lesson.locator('day5-history');
    const rows = history.locator('tbody tr');
    await rows.filter({ hasText: '0.0251' }).waitFor();
    await page.locator('.view-line', { hasText: 'lr = 0.05' }).first().click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    // At once, as one edit: what is typed letter by letter may run on its way.
    await page.keyboard.insertText('lr = 0.1');
    await rows.filter({ hasText: '0.0078' }).waitFor();
    assert.deepEqual(await rows.locator('.verdict').allTextContents(), ['converges', 'converges']);

    await rows.nth(1).getByRole('checkbox').check();
    await lesson.getByRole('img', { name: 'Run A ended at 0.0251 after 20 steps.' }).waitFor();
    await workbench.screenshot('history');
    await rows.nth(1).getByRole('checkbox').uncheck();
    await lesson.getByRole('img', { name: 'Run A ended' }).waitFor({ state: 'detached' });

    await history.getByRole('button', { name: 'Save as CSV' }).click();
    const input = page.locator('.quick-input-widget input[type=text]').first();
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input')].some(({ value }) =>
        value.endsWith('reference-loss.csv'),
      ),
    );
    const file = await input.inputValue();
    await input.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    const saved = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.equal(saved.length, 21);
    assert.match(saved[20], /^19,0\.0078/);
    assert.deepEqual(await workbench.problems(), []);
  });
});
