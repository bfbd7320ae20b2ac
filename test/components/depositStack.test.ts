import assert from 'node:assert/strict';
import { parameterNames } from '../../src/core/lesson/parameterNames.ts';
import { depositsAt } from '../../src/core/training/deposits.ts';
import { formatNumber } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

describe('day5-deposit-stack', () => {
  const stack = component('depositStack');
  const picture = () => stack.element.locator('.one canvas');
  const chosen = () =>
    stack.element.locator('select').evaluate((select) => (select as HTMLSelectElement).selectedIndex);

  /** The rows of the table: step, deposit. */
  const table = async () => {
    await stack.element.getByText(lessonStrings.stackTable).click();
    const rows = stack.element.locator('tbody tr');
    await rows.first().waitFor();
    const cells = (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()));
    return { layers: cells.slice(0, -1), sum: cells.at(-1) };
  };

  it('lists deposits that add up to the stored gradient, each with its step', async () => {
    const run = runs.stale();
    await stack.show('stale');
    const { layers, stored } = depositsAt(run, run.find(5, 'backward'))[await chosen()];
    const shown = await table();
    assert.deepEqual(
      shown.layers,
      layers.map(({ step, amount }) => [String(step), formatNumber(amount)]),
    );
    assert.deepEqual(shown.sum, [lessonStrings.stackSum, formatNumber(stored)]);
    assert.equal(layers.length, 6);
    const { grad } = run.stops[run.find(5, 'backward')];
    const sum = layers.reduce((total, { amount }) => total + amount, 0);
    assert.ok(Math.abs(sum - grad[await chosen()]) < 1e-12);
  });

  it('has all stacks in a table', async () => {
    const run = runs.stale();
    await stack.show('stale');
    await stack.element.getByText(lessonStrings.stackAllTable).click();
    const stacks = depositsAt(run, run.find(5, 'backward'));
    const names = parameterNames(run.info.shape, stacks.length);
    const rows = await stack.element.locator('day5-loss-table tbody tr').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split('\t').map((cell) => cell.trim())),
      stacks.map(({ layers, stored, truth }, k) => [
        names[k],
        String(layers.length),
        formatNumber(stored),
        formatNumber(truth ?? Number.NaN),
      ]),
    );
  });

  it('sums up the older ones of a tall stack in one row', async () => {
    await stack.show('tall');
    const { layers } = await table();
    assert.match(layers[0][0], /^0–\d+$/);
    assert.equal(layers.at(-1)?.[0], '199');
  });

  it('says the same in a sentence: one deposit in a sound loop, none after its reset', async () => {
    const run = runs.sound();
    await stack.show('sound');
    const { grad } = run.stops[run.find(5, 'backward')];
    const said = (await picture().getAttribute('aria-label')) ?? '';
    assert.ok(said.includes(formatNumber(grad[await chosen()])), said);
    assert.equal(await stack.text(stack.element.locator('.says')), said);
    await stack.show('reset');
    assert.equal(await picture().getAttribute('aria-label'), lessonStrings.stackNone);
  });

  it('tells a gradient that an update has used from a fresh one', async () => {
    await stack.show('stale');
    const fresh = await picture().screenshot();
    await stack.show('used');
    assert.notDeepEqual(await picture().screenshot(), fresh);
    assert.match((await picture().getAttribute('aria-label')) ?? '', /\d/);
  });

  it('takes another parameter, from the list or where it is pressed', async () => {
    await stack.show('stale');
    await stack.element.locator('select').selectOption({ index: 3 });
    const all = stack.element.locator('.all canvas');
    await all.click({ position: { x: 4, y: 14 } });
    const taken = (await stack.happened('day5-parameter')).map(({ parameter }) => parameter);
    assert.deepEqual([taken[0], taken.length], [3, 2]);
    assert.equal(await chosen(), taken[1]);
  });
});
