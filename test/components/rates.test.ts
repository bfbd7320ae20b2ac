import assert from 'node:assert/strict';
import { formatRate } from '../../src/protocol/numbers.ts';
import { answerOf } from '../../src/protocol/receiptWords.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { progresses } from './progresses.ts';

describe('day5-rates', () => {
  const list = component('rates');
  const chooser = (rate: number) =>
    list.element.getByRole('combobox', { name: format(lessonStrings.ratesLabel, formatRate(rate)) });

  it('asks for the name of each rate that was tried', async () => {
    await list.show('tried');
    const { rates } = await progresses.tried();
    assert.equal(await list.element.getByRole('combobox').count(), rates.length);
    await chooser(1).selectOption('plateau-saturated');
    assert.deepEqual(await list.intents(), [
      { type: 'learner', event: { type: 'nameRate', rate: 1, name: 'plateau-saturated' } },
    ]);
    assert.equal(await list.element.locator('.answer').count(), 0);
  });

  it('answers a name with the numbers of the run', async () => {
    const { rates } = await progresses.named();
    await list.show('named');
    const answers = rates.map((tried) => answerOf(lessonStrings, tried)).filter((answer) => answer !== null);
    assert.equal(answers.length, 2);
    assert.deepEqual(await list.element.locator('.answer').allInnerTexts(), answers);
    assert.equal(await list.element.locator('li.right').count(), 1);
  });

  it('repeats the run of a rate', async () => {
    await list.show('tried');
    await list.element
      .getByRole('button', { name: format(lessonStrings.ratesReplay, '0.05') })
      .press('Enter');
    assert.deepEqual(await list.intents(), [{ type: 'replay', deliverable: 'learningRate', rate: 0.05 }]);
  });

  it('is folded away where enough have their names', async () => {
    await list.show('done');
    assert.equal(await list.element.locator('details').getAttribute('open'), null);
    await list.show('tried');
    assert.equal(await list.element.locator('details').getAttribute('open'), '');
  });
});
