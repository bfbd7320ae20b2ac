import assert from 'node:assert/strict';
import { historyOf } from '../../src/core/training/history.ts';
import { formatSigned } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

/** As the fixture has it. */
const weight = 39;

describe('day5-parameter-history', () => {
  const history = component('parameterHistory');
  const run = runs.sound();
  const numbers = () => history.element.locator('dd').allInnerTexts();

  it('has the recorded numbers of the parameter at the cursor', async () => {
    const { data, grad, deposit } = run.stops[run.find(7, 'backward')];
    await history.show('middle');
    assert.deepEqual(
      await numbers(),
      [data, grad, deposit].map((values) => formatSigned(values?.[weight] ?? Number.NaN)),
    );
    await history.show('beginning');
    assert.deepEqual(
      await numbers(),
      [...[run.initial.data, run.initial.grad].map((values) => formatSigned(values[weight])), '–'],
      'nothing has been deposited, and its place is kept',
    );
  });

  it('says where it is on each of its curves, and from where to where they go', async () => {
    const { data, grad, steps } = historyOf(run, weight);
    await history.show('finished');
    for (const [k, [values, caption]] of [
      [data, lessonStrings['network.historyData']] as const,
      [grad, lessonStrings['network.historyGrad']] as const,
    ].entries()) {
      const figure = history.element.locator('figure').nth(k);
      const last = values.length - 1;
      assert.equal(
        await figure.locator('svg').getAttribute('aria-label'),
        `${caption}: ${format(lessonStrings['network.historyNow'], steps[last], formatSigned(values[last]))}`,
      );
      assert.equal(
        await history.text(figure.locator('.number')),
        `${formatSigned(values[0])} → ${formatSigned(values[last])}`,
      );
      const path = (await figure.locator('path').getAttribute('d')) ?? '';
      assert.equal(path.split('L').length, values.length);
    }
  });

  it('has its history as a table', async () => {
    const { data, grad, steps } = historyOf(run, weight);
    await history.show('finished');
    await history.element.getByText(lessonStrings['network.historyTable']).click();
    const rows = await history.element.locator('tbody tr').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split('\t').map((cell) => cell.trim())),
      steps.map((step, k) => [String(step), formatSigned(data[k]), formatSigned(grad[k])]),
    );
  });
});
