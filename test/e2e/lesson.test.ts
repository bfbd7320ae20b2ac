import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

/** What the lesson has a learner do, from top to bottom. */
describe('The lesson', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const button = (name: string | RegExp) => lesson.getByRole('button', { name, exact: true });
  const readout = (text: string | RegExp) => lesson.locator('day5-readout').getByText(text).first().waitFor();
  const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
  const press = (key: string) => workbench.page.keyboard.press(key);
  /** Whether something has the focus, within whatever shadow tree. */
  const isFocused = (locator: Locator) =>
    locator.evaluate((element) => {
      const root = element.getRootNode();
      return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === element;
    });
  /** How the cards lie, from first to last. */
  const order = () =>
    lesson
      .locator('day5-order .card span:first-child')
      .allInnerTexts()
      .then((names) => names.join(', '));

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 900 });
    lesson = await workbench.watchFinishedLoop();
    await button('Run to end').click();
    await readout('end of run · 20 steps');
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('goes to the phase that is chosen in Exhibit A, and shows its numbers', async () => {
    const loop = lesson.locator('day5-loop');
    await loop.getByRole('button', { name: /^backward/ }).click();
    await readout('step 19 of 20 · backward');
    await loop.getByText('The steepest of 41 gradients').waitFor();
    await loop.getByRole('button', { name: /^loss/ }).focus();
    await press('Enter');
    await readout('step 19 of 20 · loss');
    const rows = await loop.locator('dd').allInnerTexts();
    const squares = rows.slice(0, 4).map(Number);
    assert.equal(rows[4], '0.0251');
    assert.ok(Math.abs(squares.reduce((sum, square) => sum + square, 0) - 0.0251) < 3e-4);
  });

  it('has the phases put in order by keyboard: answers a wrong order by what would happen', async () => {
    assert.equal(await order(), 'update, backward, forward, loss, zero grad');
    await lesson.getByRole('button', { name: /^forward .*place 3 of 5/ }).focus();
    await press('ArrowUp');
    await press('ArrowUp');
    assert.equal(await order(), 'forward, update, backward, loss, zero grad');
    assert.ok(
      await isFocused(lesson.getByRole('button', { name: /^forward .*place 1 of 5/ })),
      'it stays in hand',
    );
    await lesson.getByRole('button', { name: /^loss .*place 4 of 5/ }).focus();
    await press('ArrowUp');
    await press('ArrowUp');
    await button('Move update down').click();
    assert.equal(await order(), 'forward, loss, backward, update, zero grad');
    await button('Move zero grad up').click();
    await button('Check the order').click();
    await lesson.getByText('the update subtracts lr times nothing').waitFor();
  });

  it('and by pointer: a right order is accepted, with zeroing where one likes', async () => {
    const card = lesson.getByRole('button', { name: /^zero grad .*place 4 of 5/ });
    const first = lesson.getByRole('button', { name: /^forward .*place 1 of 5/ });
    await card.scrollIntoViewIfNeeded();
    const [from, to] = [await card.boundingBox(), await first.boundingBox()];
    assert.ok(from && to);
    await workbench.page.mouse.move(from.x + 30, from.y + from.height / 2);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(to.x + 30, to.y + to.height / 2, { steps: 8 });
    await workbench.page.mouse.up();
    assert.equal(await order(), 'zero grad, forward, loss, backward, update');
    await button('Check the order').click();
    await lesson.getByText('Yes: that loop learns.').waitFor();
    await workbench.screenshot('lesson-order');
  });

  it('gives hints one by one, then one way, and writes it into day5.py', async () => {
    const hints = lesson.locator('day5-hints').nth(2);
    await hints.getByRole('button', { name: 'Give me a hint: zero grad' }).click();
    await hints.getByText('When does a gradient of the step before do harm?').waitFor();
    await hints.getByRole('button', { name: 'Another hint: zero grad' }).click();
    assert.equal(await hints.getByText('p.grad = 0.0').count(), 0, 'not before it is asked for');
    await hints.getByRole('button', { name: 'Show me one way: zero grad' }).click();
    await hints.getByText('p.grad = 0.0').waitFor();
    await hints.getByRole('button', { name: 'Write it into my file' }).click();
    await line('p.grad = 0.0').waitFor();
    await lesson.locator('day5-status').getByText('day5.py').waitFor();
    await workbench.screenshot('lesson-hints');
  });

  it('asks for a guess before a learning rate of 1.0, then draws the run over it', async () => {
    const guess = lesson.locator('day5-guess');
    const answer = lesson.getByText('it is a network that has stopped listening');
    assert.equal(await guess.locator('day5-chart').count(), 0);
    assert.equal(await answer.count(), 0);
    await guess.getByRole('button', { name: 'It falls at once, and stays down.' }).click();
    await guess.getByRole('img', { name: /from 5\.0007 at step 0 to 7\.97\d\d at step 19/ }).waitFor();
    await guess.getByText('Steps this long land on the far slope').waitFor();
    await answer.waitFor();
    await workbench.screenshot('lesson-guess');
    await guess.getByRole('button', { name: 'Guess again' }).click();
    await guess.getByRole('button', { name: 'It gets stuck high up.' }).waitFor();
  });

  it('trains a run for every place of the learning-rate slider, and writes the rate into day5.py', async () => {
    const rates = lesson.locator('day5-rate-lab');
    const slider = rates.getByRole('slider', { name: 'Learning rate' });
    const chart = (text: string) =>
      rates.getByRole('img', { name: new RegExp(`Learning rate ${text}`) }).waitFor();
    await chart('0\\.05: 0\\.0251');
    await rates.getByRole('button', { name: '0.1', exact: true }).click();
    await chart('0\\.1: 0\\.0078');
    await slider.focus();
    await press('Home');
    await chart('0\\.0005');
    await rates.getByRole('button', { name: '0.01', exact: true }).click();
    await chart('0\\.01: 0\\.2285');
    await rates.getByRole('button', { name: 'Try 0.01 in my file' }).click();
    await line('lr = 0.01').waitFor();
    await line('lr = 0.01').click();
    await press('Control+z');
    await line('lr = 0.05').waitFor();
    await workbench.screenshot('lesson-rates');
  });

  it('leads from the matrix to what it speaks of, with the focus on the heading', async () => {
    await lesson.getByRole('button', { name: 'Go to it: Do if time' }).click();
    const heading = lesson.locator('#learningRate-title');
    assert.ok(await isFocused(heading));
    // The dashboard does not cover it: what is above may still be growing when it is scrolled to.
    await lesson.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('day5-lesson') ?? {};
      const bottom = shadowRoot?.querySelector('.dashboard')?.getBoundingClientRect().bottom;
      const top = shadowRoot?.querySelector('#learningRate-title')?.getBoundingClientRect().top;
      return top !== undefined && bottom !== undefined && top >= bottom;
    });
    await lesson.getByRole('button', { name: 'Deliverables done: 0 of 8' }).click();
    assert.ok(await isFocused(lesson.locator('#deliverables-title')));
  });

  it('has everything as it was left after the panel was hidden', async () => {
    await workbench.runCommand('Help: Welcome');
    await workbench.page.locator('.gettingStartedContainer').waitFor();
    await workbench.page.locator('.tab', { hasText: 'Day 5' }).click();
    lesson = await workbench.lessonFrame();
    await lesson.getByText('Yes: that loop learns.').waitFor();
    await lesson.locator('day5-hints').nth(2).getByText('p.grad = 0.0').waitFor();
    await lesson.getByRole('img', { name: /Learning rate 0\.01: 0\.2285/ }).waitFor();
  });
});
