import assert from 'node:assert/strict';
import { readLab } from '../../src/core/lesson/zeroLabSaved.ts';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { lossesOfPair, tallyOf } from './pairs.ts';

describe('day5-zero-lab', () => {
  const lab = component('zeroLab');
  const button = (name: string) => lab.element.getByRole('button', { name, exact: true });
  const slider = () => lab.element.getByRole('slider');
  const kept = async () => {
    const values = (await lab.happened('day5-keep')).map(({ value }) => String(value));
    return readLab(values.at(-1) ?? '');
  };

  it('asks before it shows the run with the bug', async () => {
    await lab.show('untouched');
    assert.equal(await lab.element.locator('path.buggy').count(), 0);
    assert.equal(await slider().count(), 0);
    await button(lessonStrings['huntLoop.sound']).press('Enter');
    await lab.element.locator('path.buggy').waitFor();
    assert.deepEqual((await kept()).predictions, { 42: 'sound' });
    assert.equal(await slider().evaluate((each) => each.matches(':focus')), true);
  });

  it('has the losses of both runs at the step that is looked at, by keyboard', async () => {
    const { sound, buggy } = lossesOfPair(5571);
    const losses = () => lab.element.locator('.now tbody td:nth-of-type(1)').allInnerTexts();
    await lab.show('bursts');
    assert.deepEqual(await losses(), [sound[14], buggy[14]].map(formatLoss));
    await slider().press('ArrowRight');
    assert.deepEqual(await losses(), [sound[15], buggy[15]].map(formatLoss));
    assert.equal((await kept()).step, 15);
    assert.equal(
      await slider().getAttribute('aria-valuetext'),
      format(lessonStrings['zero.sliderText'], 15, ...[sound[15], buggy[15]].map(formatLoss)),
    );
  });

  it('keeps the seed of the hunt until its bug is caught', async () => {
    const hunted = () => lab.element.getByRole('radio', { name: '2327' });
    await lab.show('untouched');
    assert.equal(await hunted().isDisabled(), true);
    await button(lessonStrings['zero.hunt']).click();
    assert.deepEqual(
      (await lab.happened('day5-show')).map(({ section }) => section),
      ['hunt'],
    );
    await lab.show('hunt');
    assert.equal(await hunted().isChecked(), true);
  });

  it('counts the seeds that nobody has chosen', async () => {
    const tally = tallyOf(815, 4711, 1234);
    await lab.show('counted');
    const said = format(lessonStrings['zero.tally'], 3, 20, tally.early, 200, tally.late);
    await lab.element.getByText(said).waitFor();
    await button(lessonStrings['zero.another']).click();
    await lab.element.getByText(/^Of 4 seeds/).waitFor();
    assert.equal((await kept()).tally.seeds, 4);
  });
});
