import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { accumulation } from '../../src/core/lesson/accumulation.ts';
import { parameterNames } from '../../src/core/lesson/parameterNames.ts';
import { Pair } from '../../src/core/lesson/zeroLab.ts';
import { depositsAt } from '../../src/core/training/deposits.ts';
import { formatLoss, formatNumber } from '../../src/protocol/numbers.ts';
import { startWorkbench, type Workbench } from './harness.ts';

describe('The zero-grad laboratory', function () {
  this.timeout(180_000);
  let workbench: Workbench;
  let lesson: Frame;

  const lab = () => lesson.locator('day5-zero-lab');
  const stacks = (which: number) => lab().locator('day5-deposit-stack').nth(which);
  const trained = (seed: number) => {
    const pair = new Pair(seed);
    while (pair.advance());
    return pair;
  };
  const losses = (seed: number) => trained(seed).losses();

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 1000 });
    await workbench.runCommand('Day 5: Open the Reference Loop');
    lesson = await workbench.lessonFrame();
    await lab().scrollIntoViewIfNeeded();
  });
  after(() => workbench.dispose());
  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('asks before it shows the run with the bug, then speaks to what was said', async () => {
    const { sound, buggy } = losses(42);
    await lab()
      .getByRole('img', { name: /The loop with the bug is not shown before/ })
      .waitFor();
    assert.equal(await lab().locator('path.buggy').count(), 0);
    await lab().getByRole('button', { name: 'the sound loop' }).click();
    await lab().locator('path.buggy').waitFor();
    assert.equal(await lesson.getByText('the bug usually looks like an improvement').count(), 0);
    const [own, other] = [sound[19], buggy[19]].map(formatLoss);
    await lab()
      .getByText(
        `You said the sound loop, and it is the other way round: after 20 steps that one is at ${own}, and the loop with the bug is lower, at ${other}.`,
      )
      .waitFor();
  });

  it('asks again before it goes on to 200 steps', async () => {
    const slider = lab().getByRole('slider', { name: 'Step of both loops' });
    await slider.and(lesson.locator(':focus')).waitFor();
    await workbench.page.keyboard.press('End');
    await lab().getByText('How it goes on after 20 steps is shown once you have said').waitFor();
    assert.equal(await slider.inputValue(), '19');
    assert.equal(await lab().getByText('With this seed the loss will never tell').count(), 0);
    await lab().getByRole('button', { name: 'the loop with the bug' }).click();
    const { sound, buggy } = losses(42);
    assert.ok(buggy[199] < 0.00001);
    await lab()
      .getByText(
        `You said the loop with the bug, and your guess holds: after 200 steps it is lower, at less than 0.00001; the sound loop is at ${formatLoss(sound[199])}.`,
      )
      .waitFor();
    await lab().getByText('With this seed the loss will never tell').waitFor();
    await lesson.getByText('the bug usually looks like an improvement').waitFor();
    assert.equal(await lesson.getByText('And it does not stay well').count(), 0);
    assert.equal(await slider.inputValue(), '199');
    await workbench.screenshot('zero-lab-guesses');
  });

  it('scrubs both by one slider: the sound gradient stays one layer high, the other grows', async () => {
    const slider = lab().getByRole('slider', { name: 'Step of both loops' });
    await slider.and(lesson.locator(':focus')).waitFor();
    await slider.fill('19');
    await stacks(1)
      .getByText(/^20 layers, of steps 0 to 19\./)
      .waitFor();
    await workbench.page.keyboard.press('ArrowRight');
    await stacks(0)
      .getByText(/^One layer, of step 20:/)
      .waitFor();
    await stacks(1)
      .getByText(/^21 layers, of steps 0 to 20\./)
      .waitFor();
    await workbench.page.keyboard.press('End');
    await stacks(0)
      .getByText(/^One layer, of step 199:/)
      .waitFor();
    const { buggy } = trained(42);
    const parameter = lab().getByRole('combobox', { name: 'Parameter' });
    const chosen = await parameter.evaluate((select) => (select as HTMLSelectElement).selectedIndex);
    const { layers } = depositsAt(buggy, buggy.find(199, 'backward'))[chosen];
    await stacks(1).getByText(`${layers.length} layers, of steps 0 to`).waitFor();
    assert.equal(
      await slider.getAttribute('aria-valuetext'),
      `step 199: loss ${formatLoss(losses(42).sound[199])} in the sound loop, ${formatLoss(losses(42).buggy[199])} with the bug`,
    );
    const other = parameterNames([3, 4, 4, 1], 41).indexOf('layers[1].neurons[0].b');
    await parameter.selectOption({ index: other });
    for (const [k, loop] of (['sound', 'buggy'] as const).entries()) {
      const run = trained(42)[loop];
      const { stored } = depositsAt(run, run.find(199, 'backward'))[other];
      await stacks(k).getByText(formatNumber(stored)).first().waitFor();
    }
    await workbench.screenshot('zero-lab');
  });

  it('asks anew for another seed, and keeps the one of the hunt for later', async () => {
    assert.ok(await lab().getByRole('radio', { name: '2327' }).isDisabled());
    await lab().getByRole('radio', { name: '5571' }).check({ force: true });
    await lab().getByText('Seed 5571: which loop will have the lower loss').waitFor();
    await lab().getByRole('button', { name: 'the loop with the bug' }).click();
    await lab().getByText('And after 200 steps').waitFor();
    await lab().getByRole('button', { name: 'the sound loop' }).click();
    await lab().getByText('At step 12 it is back at 1.').waitFor();
    await lesson.getByText('And it does not stay well').waitFor();
  });

  it('counts random seeds, as their runs come out', async () => {
    await lab().getByRole('radio', { name: 'a random one' }).check({ force: true });
    await lab().getByRole('button', { name: 'the loop with the bug' }).click();
    assert.equal(await lab().getByText('One seed tells little.').count(), 0);
    await lab().getByText('And after 200 steps').waitFor();
    await lab().getByRole('button', { name: 'the loop with the bug' }).click();
    await lab().getByText('One seed tells little.').waitFor();
    const seeds: number[] = [];
    const shown = async () => {
      const label = await lab().locator('day5-pair-curve svg').getAttribute('aria-label');
      return Number(/seed (\d+)/.exec(label ?? '')?.[1]);
    };
    seeds.push(await shown());
    for (let count = 2; count <= 4; count++) {
      await lab().getByRole('button', { name: 'Draw another seed' }).click();
      await lab().getByText(`Of ${count} seeds the loop with the bug`).waitFor();
      seeds.push(await shown());
    }
    const wins = (step: number) =>
      seeds.filter((seed) => losses(seed).buggy[step] < losses(seed).sound[step]).length;
    await lab()
      .getByText(
        `Of 4 seeds the loop with the bug was lower after 20 steps in ${wins(19)}, after 200 in ${wins(199)}.`,
      )
      .waitFor();
    await workbench.screenshot('zero-lab-random');
  });

  it('is as it was left after a reload', async () => {
    await workbench.reload();
    lesson = await workbench.lessonFrame();
    await lab().scrollIntoViewIfNeeded();
    await lab().getByText('Of 4 seeds the loop with the bug').waitFor();
    await lab().locator('path.buggy').waitFor();
  });

  it('adds gradients up on purpose, and comes to the full batch', async () => {
    const exhibit = lesson.locator('day5-accumulation');
    await exhibit.scrollIntoViewIfNeeded();
    const { gradients } = accumulation(5571, 0.05);
    await exhibit
      .getByText(
        `Of 41 gradients none differs from that of the full batch by more than ${formatNumber(gradients)}`,
      )
      .waitFor();
    await workbench.screenshot('accumulation');
  });
});
