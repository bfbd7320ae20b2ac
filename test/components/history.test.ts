import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

describe('day5-history', () => {
  const history = component('history');
  const rows = async () =>
    (await history.element.locator('tbody tr').allInnerTexts()).map((row) =>
      row.split('\t').map((cell) => cell.trim()),
    );
  const box = (k: number) => history.element.getByRole('checkbox').nth(k);

  it('has every run, the newest first, with what was recorded of it', async () => {
    await history.show('few');
    const [shortest, notFinite, plateau, stale, sound] = await rows();
    const last = (name: 'sound' | 'stale' | 'plateau') => formatLoss(runs[name]().losses()[19] ?? Number.NaN);
    assert.deepEqual(sound.slice(1), [
      '0.05',
      '5571',
      '20',
      last('sound'),
      lessonStrings['verdict.converging'],
    ]);
    assert.deepEqual(stale.slice(-2), [last('stale'), lessonStrings['verdict.stale-gradients']]);
    assert.deepEqual(plateau.slice(-2), [last('plateau'), lessonStrings['verdict.plateau-saturated']]);
    assert.equal(notFinite.at(-1), lessonStrings['verdict.not-finite']);
    assert.equal(shortest[3], '1');
  });

  it('asks to draw the run that is ticked, and says which are drawn', async () => {
    await history.show('compared');
    assert.deepEqual(await Promise.all([0, 1, 2].map((k) => box(k).isChecked())), [true, true, false]);
    assert.deepEqual(
      (await rows()).map(([letter]) => letter),
      ['A', 'B', '', '', ''],
    );
    await box(4).check();
    await box(0).uncheck();
    const asked = (await history.happened('day5-compare')).map(({ id }) => id);
    assert.deepEqual(asked, [0, 4]);
  });

  it('takes no fifth', async () => {
    await history.show('full');
    assert.deepEqual(await Promise.all([0, 1, 2, 3, 4].map((k) => box(k).isDisabled())), [
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('tells no verdict that is not to be told', async () => {
    await history.show('untold');
    assert.equal((await rows())[0].at(-1), lessonStrings['verdict.none']);
  });

  it('saves and clears', async () => {
    await history.show('few');
    for (const name of ['history.csv', 'history.png', 'history.clear'] as const) {
      await history.element.getByRole('button', { name: lessonStrings[name] }).press('Enter');
    }
    assert.deepEqual(await history.intents(), [{ type: 'saveLosses' }, { type: 'clearHistory' }]);
    assert.equal((await history.happened('day5-picture')).length, 1);
    await history.show('empty');
    assert.equal(await history.element.getByRole('button').count(), 0);
  });

  it('has every verdict in sight where it is narrow', async () => {
    for (const state of ['few', 'full']) {
      await history.show(state, { width: 320 });
      const scroll = history.element.locator('.scroll');
      assert.equal(await scroll.evaluate((box) => box.scrollWidth - box.clientWidth), 0, state);
      await history.element
        .locator('td')
        .filter({ hasText: lessonStrings['verdict.plateau-saturated'] })
        .and(history.element.locator(':visible'))
        .waitFor();
    }
  });
});
