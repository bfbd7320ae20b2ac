import assert from 'node:assert/strict';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { progresses } from './progresses.ts';

describe('day5-receipt-bar', () => {
  const bar = component('receiptBar');

  it('says which receipt is shown, and leads back', async () => {
    const { receipts } = await progresses.tried();
    const date = new Date(receipts.trainingLoop?.at ?? 0).toLocaleDateString('en');
    await bar.show('receipt');
    const said = await bar.text(bar.element.getByRole('status').locator('span'));
    assert.equal(said, format(lessonStrings.receiptShown, 1, 'day5.py', date));
    await bar.element.getByRole('button', { name: lessonStrings.receiptBack }).press('Enter');
    assert.deepEqual(await bar.intents(), [{ type: 'backToScript' }]);
  });

  it('is not there beside the learner’s own script', async () => {
    await bar.show('own');
    assert.equal(await bar.element.getByRole('status').count(), 0);
  });
});
