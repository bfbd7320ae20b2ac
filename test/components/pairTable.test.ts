import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { lossesOfPair } from './pairs.ts';

describe('day5-pair-table', () => {
  const table = component('pairTable');

  it('has the losses of both runs at the steps that it lists, once it is opened', async () => {
    const { sound, buggy } = lossesOfPair(5571);
    await table.show('closed');
    assert.equal(await table.element.locator('table').count(), 0);
    await table.element.getByText(lessonStrings['pair.table']).click();
    const rows = table.element.locator('tbody tr');
    await rows.first().waitFor();
    const shown = (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()));
    assert.ok(shown.length > 5);
    for (const [step, ...losses] of shown) {
      assert.deepEqual(
        losses,
        [sound, buggy].map((each) => formatLoss(each[Number(step)])),
      );
    }
  });
});
