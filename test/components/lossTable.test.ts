import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { lossesOfPair } from './pairs.ts';
import { runs } from './runs.ts';

describe('day5-loss-table', () => {
  const table = component('lossTable');
  fitsLargeText(table);

  /** What its rows say, once it is opened. */
  const rowsOf = async (name: string) => {
    assert.equal(await table.element.locator('table').count(), 0);
    await table.element.getByText(name).click();
    const rows = table.element.locator('tbody tr');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()));
  };

  it('has the losses of both runs of a pair at the steps that it lists', async () => {
    const { sound, buggy } = lossesOfPair(5571);
    await table.show('pair');
    const shown = await rowsOf(lessonStrings['pair.table']);
    assert.ok(shown.length > 5);
    for (const [step, ...losses] of shown) {
      assert.deepEqual(
        losses,
        [sound, buggy].map((each) => formatLoss(each[Number(step)])),
      );
    }
  });

  it('has every step of a run, as far as it has been seen', async () => {
    const losses = runs.sound().losses();
    const rows = losses.map((loss, step) => [String(step), formatLoss(loss ?? Number.NaN)]);
    await table.show('short');
    assert.deepEqual(await rowsOf(lessonStrings.lossesTable), rows);
    await table.show('begun');
    assert.deepEqual(await rowsOf(lessonStrings.lossesTable), rows.slice(0, 3));
  });

  it('has fifty steps of a long one, and the last', async () => {
    await table.show('long');
    const shown = await rowsOf(lessonStrings.lossesTable);
    assert.deepEqual(
      shown.map(([step]) => Number(step)),
      [...Array.from({ length: 50 }, (_, k) => 4 * k), 199],
    );
  });
});
