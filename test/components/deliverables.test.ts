import assert from 'node:assert/strict';
import { deliverables } from '../../src/core/lesson/deliverables.ts';
import { doneOf } from '../../src/core/lesson/progress.ts';
import { commands } from '../../src/protocol/ids.ts';
import { evidenceOf, missingInWords } from '../../src/protocol/receiptWords.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { progresses } from './progresses.ts';

describe('day5-deliverables', () => {
  const list = component('deliverables');
  const item = (id: string) => list.element.locator(`li#${id}`);

  it('names the receipt of what is done, and repeats its run when that is pressed', async () => {
    const progress = await progresses.whole();
    await list.show('whole');
    for (const [k, id] of deliverables.entries()) {
      const receipt = progress.receipts[id];
      assert.ok(receipt, id);
      const evidence = evidenceOf(lessonStrings, id, receipt);
      await item(id)
        .getByRole('button', { name: format(lessonStrings.replayLabel, k + 1, evidence), exact: true })
        .press('Enter');
      assert.equal(await list.text(item(id).locator('.receipt')), evidence);
    }
    assert.deepEqual(
      await list.intents(),
      deliverables.map((deliverable) => ({ type: 'replay', deliverable, rate: null })),
    );
  });

  it('ticks nothing without a receipt, and says what is missing', async () => {
    for (const state of ['copied', 'buggy', 'tried'] as const) {
      const progress = await progresses[state]();
      await list.show(state);
      const ticked = await list.element.locator('li.done').evaluateAll((items) => items.map(({ id }) => id));
      assert.deepEqual(ticked, doneOf(progress), state);
      for (const id of deliverables) {
        const lacks = progress.missing[id];
        if (lacks && id !== 'missingZeroGrad') {
          assert.equal(
            await list.text(item(id).locator('.lacks')),
            missingInWords(lessonStrings, lacks),
            `${state} ${id}`,
          );
        }
      }
    }
  });

  it('says once that nothing has been trained', async () => {
    await list.show('begun');
    assert.deepEqual(await list.element.locator('li .lacks').allInnerTexts(), [
      'your own loop has not trained yet',
      'it waits in bug_hunt.py',
      missingInWords(lessonStrings, (await progresses.begun()).missing.learningRate!),
    ]);
  });

  it('says of what was done elsewhere that its receipt is there', async () => {
    const elsewhere = Object.keys((await progresses.elsewhere()).elsewhere);
    await list.show('elsewhere');
    assert.ok(elsewhere.length > 0);
    assert.equal(await list.element.getByText(lessonStrings.checklistElsewhere).count(), elsewhere.length);
    assert.equal(await list.element.locator('.receipt').count(), 0);
  });

  it('says what has been done just now', async () => {
    await list.show('begun');
    const progress = await progresses.tried();
    await list.element.evaluate((element, next) => Object.assign(element, { progress: next }), progress);
    const first = doneOf(progress)[0];
    const said = format(lessonStrings.checklistNow, 1, lessonStrings[`deliverable.${first}`]);
    await list.element.getByRole('status').filter({ hasText: said }).waitFor({ state: 'attached' });
    assert.equal(await list.element.locator('li.new').count(), doneOf(progress).length);
  });

  it('exports the report, and resets only what there is', async () => {
    await list.show('untouched');
    assert.equal(await list.element.getByRole('button', { name: lessonStrings.resetProgress }).count(), 0);
    await list.show('tried');
    await list.element.getByRole('button', { name: lessonStrings.exportReport }).click();
    await list.element.getByRole('button', { name: lessonStrings.resetProgress }).click();
    assert.deepEqual(
      await list.intents(),
      [commands.exportReport, commands.resetProgress].map((command) => ({ type: 'run', command })),
    );
  });
});
