import assert from 'node:assert/strict';
import { oneWay } from '../../src/core/lesson/oneWay.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';

describe('day5-hints', () => {
  const hints = component('hints');
  fitsLargeText(hints);
  const name = lessonStrings['phase.zeroGrad'];
  const next = (words: string) => hints.element.getByRole('button', { name: `${words}: ${name}` });
  const open = () => hints.element.locator('.tiers > .prose:not(.way .prose)').count();

  it('opens one after the other, in the end one way to write it, and keeps what is open', async () => {
    await hints.show('closed');
    await next(lessonStrings['hints.show']).press('Enter');
    assert.equal(await open(), 1);
    let tiers = 1;
    while ((await next(lessonStrings['hints.more']).count()) > 0) {
      await next(lessonStrings['hints.more']).press('Enter');
      tiers += 1;
      assert.equal(await open(), tiers);
    }
    assert.equal(await hints.element.locator('.way').count(), 0);
    await next(lessonStrings['hints.way']).press('Enter');
    assert.equal(await hints.element.locator('.way pre').textContent(), oneWay.zeroGrad.join('\n'));
    assert.equal(await hints.element.locator('.row button').count(), 0);
    const kept = (await hints.happened('day5-keep')).map(({ value }) => value);
    assert.deepEqual(
      kept,
      Array.from({ length: tiers + 1 }, (_, k) => String(k + 1)),
    );
    assert.deepEqual(await hints.intents(), [
      { type: 'learner', event: { type: 'shownOneWay', phase: 'zeroGrad' } },
    ]);
  });

  it('writes that into the learner’s file', async () => {
    await hints.show('update');
    await hints.element.getByRole('button', { name: lessonStrings['hints.write'] }).click();
    assert.deepEqual(await hints.intents(), [{ type: 'writePhase', phase: 'update' }]);
  });
});
