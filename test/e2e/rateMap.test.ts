import assert from 'node:assert/strict';
import { MapMaker, mapSeeds, nearestRate, summarizeRate } from '../../src/core/training/rateMap.ts';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { startWorkbench, type Workbench } from './harness.ts';

describe('The map of learning rates', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 1000 });
    await workbench.runCommand('Day 5: Open the Reference Loop');
  });
  after(() => workbench?.dispose());

  it('opens after the guess, is trained when it comes into sight, and tells each column by its runs', async () => {
    const lesson = await workbench.lessonFrame();
    const map = lesson.locator('day5-rate-map');
    await lesson.getByText('The map opens once you have guessed').waitFor();
    assert.equal(await map.count(), 0);
    await lesson.locator('day5-guess').getByRole('button', { name: 'It gets stuck high up.' }).click();
    await map.scrollIntoViewIfNeeded();
    await map.getByText('more than half of the networks have learned').waitFor();
    const maker = new MapMaker();
    const rows = Array.from({ length: mapSeeds }, (_, k) => maker.row(k + 1));
    const tells = async (rate: number) => {
      const { median, done, stuck } = summarizeRate(rows, rate);
      const counts = [done, stuck].map((share) => Math.round(share * mapSeeds));
      await map
        .getByText(
          `the median ends at ${formatLoss(median)}; ${counts[0]} of 200 end below 0.1, ${counts[1]} end above 3.5.`,
        )
        .waitFor();
    };
    const slider = map.getByRole('slider');
    await slider.focus();
    await tells(nearestRate(0.05));
    await workbench.page.keyboard.press('End');
    await tells(63);
    const ring = map.getByText('The ring is the run that is shown: learning rate 0.05, loss 0.0251');
    assert.equal(await ring.count(), 0, 'the run has not been seen to its end');
    await lesson.getByRole('button', { name: 'Run to end', exact: true }).click();
    await ring.waitFor();
    await workbench.screenshot('map');
    assert.deepEqual(await workbench.problems(), []);
  });
});
