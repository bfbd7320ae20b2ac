import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

const guesses = ['faster', 'wobbles', 'stuck', 'infinity'] as const;

describe('day5-guess', () => {
  const guess = component('guess');
  const end = formatLoss(runs.plateau().losses()[19] ?? Number.NaN);

  it('shows nothing of the run before something was guessed', async () => {
    await guess.show('open');
    assert.equal(await guess.element.getByRole('button').count(), 4);
    assert.equal(await guess.element.locator('day5-chart').count(), 0);
    assert.equal(await guess.element.getByText(end).count(), 0);
  });

  it('answers each guess with what the run comes to, and keeps it', async () => {
    for (const name of guesses) {
      await guess.show('open');
      await guess.element.getByRole('button', { name: lessonStrings[`guess.${name}`] }).press('Enter');
      await guess.element.getByText(format(lessonStrings[`guess.${name}Answer`], end)).waitFor();
      const kept = (await guess.happened('day5-keep')).map(({ exhibit, value }) => [exhibit, value]);
      assert.deepEqual(kept, [['guess', name]]);
    }
  });

  it('draws the recorded run over the guess', async () => {
    await guess.show('faster');
    const line = guess.element.locator('.main .line');
    const points = ((await line.getAttribute('d')) ?? '')
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(' ')[1]));
    const losses = runs
      .plateau()
      .losses()
      .map((loss) => loss ?? Number.NaN);
    assert.equal(points.length, losses.length);
    // The axis goes from 0 to 10, downwards in pixels.
    const unit = (points[0] - points[19]) / (losses[19] - losses[0]);
    for (const [k, y] of points.entries()) {
      assert.ok(Math.abs(points[0] - y - unit * (losses[k] - losses[0])) < 0.2, `step ${k}`);
    }
  });

  it('can be guessed once more', async () => {
    await guess.show('stuck');
    await guess.element.getByRole('button', { name: lessonStrings['guess.again'] }).click();
    assert.equal(await guess.element.getByRole('button').count(), 4);
  });
});
