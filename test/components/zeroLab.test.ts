import assert from 'node:assert/strict';
import { readLab } from '../../src/core/lesson/zeroLabSaved.ts';
import { predictionInWords } from '../../src/protocol/huntSentences.ts';
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

  /** How many steps of the run with the bug are drawn. */
  const drawnSteps = async () => {
    const path = (await lab.element.locator('path.buggy').getAttribute('d')) ?? '';
    return path.split(/[ML]/).length - 1;
  };

  it('asks before it shows the run with the bug, of 20 steps and then of all', async () => {
    const { sound, buggy } = lossesOfPair(42);
    const said = async () => (await lab.element.locator('.said p').allInnerTexts()).join(' ');
    await lab.show('untouched');
    assert.equal(await lab.element.locator('path.buggy').count(), 0);
    assert.equal(await slider().count(), 0);
    await button(lessonStrings['huntLoop.sound']).press('Enter');
    await lab.element.locator('path.buggy').waitFor();
    assert.equal(await drawnSteps(), 20);
    assert.deepEqual((await kept()).predictions, { 42: { early: 'sound' } });
    assert.equal(await slider().evaluate((each) => each.matches(':focus')), true);
    const there = (step: number) => ({ sound: sound[step], buggy: buggy[step] });
    const early = predictionInWords('sound', 19, there(19), lessonStrings);
    assert.ok((await said()).startsWith(`${early} Old gradients push on`), await said());
    assert.match(early, /the other way round.* the loop with the bug is lower, at 0\.0001/);
    assert.equal(await lab.element.locator('.guess path.head').count(), 1);
    await lab.element.getByText(format(lessonStrings['zero.questionLate'], 42, 200)).waitFor();

    await button(lessonStrings['huntLoop.buggy']).press('Enter');
    await lab.element.locator('.question').waitFor({ state: 'detached' });
    assert.equal(await drawnSteps(), 200);
    assert.deepEqual((await kept()).predictions, { 42: { early: 'sound', late: 'buggy' } });
    assert.equal((await kept()).step, 199);
    const late = predictionInWords('buggy', 199, there(199), lessonStrings);
    assert.match(late, /your guess holds.* lower, at less than 0\.00001;/);
    assert.ok((await said()).includes(`${late} The loop with the bug got down early`), await said());
    assert.equal(await lab.element.locator('.guess path.head').count(), 2);
  });

  it('goes no further than has been guessed, by keyboard or by pointer, and tells nothing of what comes', async () => {
    const { buggy } = lossesOfPair(42);
    await lab.show('half');
    assert.equal(await slider().inputValue(), '19');
    await slider().press('ArrowRight');
    assert.equal(await slider().inputValue(), '19');
    await lab.element.getByText(format(lessonStrings['zero.held'], 20)).waitFor();
    await slider().press('ArrowLeft');
    assert.equal(await slider().inputValue(), '18');
    assert.equal(await lab.element.getByText(format(lessonStrings['zero.held'], 20)).count(), 0);
    const box = await lab.element.locator('day5-pair-curve').boundingBox();
    assert.ok(box);
    await lab.page.mouse.click(box.x + box.width - 40, box.y + 60);
    assert.equal(await slider().inputValue(), '19');
    await lab.element.getByText(format(lessonStrings['zero.held'], 20)).waitFor();
    const label = await lab.element.locator('day5-pair-curve svg').getAttribute('aria-label');
    assert.ok(label?.includes(formatLoss(buggy[19])) && !label.includes(formatLoss(buggy[199])), `${label}`);
    await lab.element.getByText(lessonStrings['pair.table']).click();
    const rows = await lab.element.locator('day5-loss-table tbody tr').allInnerTexts();
    const told = rows.map((row) => row.split('\t').map((cell) => cell.trim()));
    for (const [step, , other] of told) {
      assert.equal(other, Number(step) > 19 ? '–' : formatLoss(buggy[Number(step)]));
    }
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

  it('draws many seeds at once, counts each as it comes out, and stops when it is told to', async () => {
    const status = lab.element.locator('.tally [role=status]');
    await lab.show('counted');
    await button(format(lessonStrings['zero.many'], 50)).click();
    await lab.element.getByText(/^Of 53 seeds/).waitFor();
    assert.equal(await status.getAttribute('aria-busy'), 'false');
    const { seeds, early, late } = (await kept()).tally;
    assert.equal(seeds, 53);
    // Of 1,000 seeds it is lower in 94 and 77 of a hundred.
    assert.ok(early > 30 && late > 20, `${early} ${late}`);
    await lab.element.getByText(format(lessonStrings['zero.tally'], 53, 20, early, 200, late)).waitFor();
    await button(format(lessonStrings['zero.many'], 50)).click();
    await lab.element.getByText(/^Of 5[4-9] seeds/).waitFor();
    await button(lessonStrings['zero.stop']).click();
    await button(format(lessonStrings['zero.many'], 50)).waitFor();
    const counted = (await kept()).tally.seeds;
    assert.ok(counted < 103, `${counted}`);
    await status.getByText(`Of ${counted} seeds`).waitFor();
  });
});
