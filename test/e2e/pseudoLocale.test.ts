import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';
import { leftInEnglish } from './leftInEnglish.ts';
import { outOfBox } from './outOfBox.ts';
import { widen } from './widen.ts';

/** What is the same in every language: names in the code, files, keys, and the numerals of the sections. */
const names =
  /layers\[\d\]\.neurons\[\d\]\.(w\[\d\]|b)|\b[a-z_0-9]+\.py\b|\b(Alt|Ctrl|Shift|Enter|End|Home|Page(Up|Down))\b|\bI{3}\b|\b(ypred|p\.grad|p\.data|model|backward|model\.parameters|zero_grad)\b/g;

/** Stale gradients, so that something is found in it. */
const stale = `import random
from micrograd import MLP

random.seed(5571)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yo - yg) ** 2 for yo, yg in zip(ypred, ys))
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(k, loss.data)
`;

/** The extension in a language that nobody speaks: whatever is still English was never given to a translator. */
describe('In another language', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const english = async () =>
    (await lesson.evaluate(leftInEnglish)).filter((said) =>
      /[A-Za-z]{3,}/.test(said.slice(said.indexOf(': ') + 2).replace(names, '')),
    );

  async function fits(name: string): Promise<void> {
    assert.deepEqual(await english(), []);
    for (const width of [320, 440, 700]) {
      await widen(workbench, lesson, width);
      assert.deepEqual(await lesson.evaluate(outOfBox), [], `at ${width} px`);
      await workbench.screenshot(`language-${name}-${width}`);
    }
  }

  before(async () => {
    workbench = await startWorkbench({
      width: 1400,
      height: 900,
      pseudo: true,
      workspaceFiles: { 'stale.py': stale, 'broken.py': `${stale}for\n` },
    });
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await lesson.locator('day5-controls button').last().waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  /** Opens a file of the workspace in the left group and gives it to the lesson. */
  async function use(file: string): Promise<void> {
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.keyboard.press('Control+p');
    const palette = workbench.page.locator('.quick-input-widget');
    await palette.locator('input').fill(file);
    await palette.locator('.monaco-list-row').first().filter({ hasText: file }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: file }).waitFor();
    await workbench.runCommand('Day 5: Use This File in the Lesson');
    await lesson.locator('day5-status').getByText(file).waitFor();
  }

  it('leaves no English in the lesson, and nothing leaves its box', async () => {
    // What is trained when it is looked at is looked at.
    const height = await lesson.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 500) {
      await lesson.evaluate((to) => scrollTo(0, to), y);
    }
    await lesson.locator('day5-zero-lab path.sound').waitFor({ state: 'attached' });
    await lesson.evaluate(() => scrollTo(0, 0));
    await fits('lesson');
  });

  it('nor in what was found in a run', async () => {
    await use('stale.py');
    await lesson.locator('day5-findings').getByRole('button').first().waitFor();
    await fits('findings');
    const said = await workbench.page.locator('.codelens-decoration').allInnerTexts();
    assert.ok(said.length > 0 && !/[A-Za-z]{3,}/.test(said.join(' ')), said.join(' '));
    const status = await workbench.page.locator('.statusbar-item', { hasText: '⟦' }).first().textContent();
    assert.doesNotMatch(status ?? '', /[A-Za-z]{3,}/);
  });

  it('nor in what Python objects to', async () => {
    await use('broken.py');
    await lesson.locator('day5-notice').first().waitFor();
    await fits('problem');
  });
});
