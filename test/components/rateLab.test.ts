import assert from 'node:assert/strict';
import { formatLoss, formatRate } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { lessonRun, lossesOf } from '../../webview/lessonRun.ts';
import { component } from './component.ts';

describe('day5-rate-lab', () => {
  const lab = component('rateLab');
  const slider = () => lab.element.getByRole('slider');
  /** What the run of a rate comes to, in words. */
  const result = (learningRate: number) =>
    format(lessonStrings['rates.result'], 19, formatLoss(lossesOf(lessonRun({ learningRate }))[19]));

  it('trains the run of the rate that is set, by slider or by button', async () => {
    await lab.show('untouched');
    await lab.element.getByText(result(0.05), { exact: true }).waitFor();
    await slider().press('Home');
    const [lowest] = ((await slider().getAttribute('aria-valuetext')) ?? '').split(',');
    await lab.element.getByText(result(Number(lowest)), { exact: true }).waitFor();
    await lab.element.getByRole('button', { name: '0.1', exact: true }).press('Enter');
    await lab.element.getByText(result(0.1), { exact: true }).waitFor();
    assert.equal(await slider().getAttribute('aria-valuetext'), `0.1, ${result(0.1)}`);
    const kept = (await lab.happened('day5-keep')).map(({ value }) => value);
    assert.deepEqual(kept, [lowest, '0.1']);
  });

  it('names a rate once, also where it is one of those to compare with', async () => {
    await lab.show('untouched');
    const names = async () => (await lab.element.locator('day5-chart g text').allTextContents()).sort();
    assert.deepEqual(await names(), ['0.001', '0.01', '0.05', '0.1', '1']);
    await lab.element.getByRole('button', { name: '0.01', exact: true }).click();
    await lab.element.locator('day5-chart g.main').getByText('0.01', { exact: true }).waitFor();
    assert.deepEqual(await names(), ['0.001', '0.01', '0.1', '1']);
  });

  it('keeps to itself what 1.0 does until it has been guessed', async () => {
    const one = lab.element.getByRole('button', { name: '1', exact: true });
    const plateau = lab.element.getByRole('img', { name: / 1 ends at 7\.97/ });
    await lab.show('unguessed');
    await lab.element.getByText('once you have guessed').waitFor();
    assert.deepEqual([await one.count(), await plateau.count()], [0, 0]);
    await slider().press('End');
    assert.ok(Number((await slider().getAttribute('aria-valuetext'))?.split(',')[0]) < 0.6);
    await lab.show('untouched');
    await plateau.waitFor();
    await one.waitFor();
  });

  it('writes the rate into the learner’s file', async () => {
    await lab.show('low');
    await lab.element
      .getByRole('button', { name: format(lessonStrings['rates.use'], formatRate(0.0005)) })
      .click();
    assert.deepEqual(await lab.intents(), [{ type: 'tryRate', rate: 0.0005 }]);
  });
});
