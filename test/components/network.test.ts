import assert from 'node:assert/strict';
import { parameterNames } from '../../src/core/lesson/parameterNames.ts';
import { activityAt } from '../../src/core/nn/activations.ts';
import { depositsAt } from '../../src/core/training/deposits.ts';
import { formatAlike, formatNumber, formatSigned } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

describe('day5-network', () => {
  const network = component('network');
  fitsLargeText(network);
  const run = runs.sound();
  const position = run.find(7, 'backward');
  const names = parameterNames(run.info.shape, 41);

  it('chooses the parameter whose line is pressed, and shows its recorded numbers', async () => {
    await network.show('backward');
    for (const parameter of [0, 17, 40]) {
      // A line has no middle that no other crosses; the event is the line's own.
      await network.element.locator('.reach').nth(parameter).dispatchEvent('click');
      const index = await network.element
        .locator('label.parameter select')
        .evaluate((select) => (select as HTMLSelectElement).selectedIndex);
      const { data, grad, deposit } = run.stops[position];
      const numbers = await network.element.locator('day5-parameter-history dd').allInnerTexts();
      assert.deepEqual(
        numbers,
        [data[index], grad[index], deposit?.[index] ?? Number.NaN].map((value) => formatSigned(value)),
      );
    }
  });

  it('chooses from the list of all 41 parameters, by keyboard', async () => {
    await network.show('backward');
    const select = network.element.locator('label.parameter select');
    assert.deepEqual(await select.locator('option').allInnerTexts(), names);
    await select.focus();
    await network.page.keyboard.press('End');
    await network.element
      .locator('day5-parameter-history dd', { hasText: formatSigned(run.stops[position].data[40]) })
      .first()
      .waitFor();
  });

  it('writes into its units what the sample makes of them, with the prediction at the end', async () => {
    await network.show('backward');
    for (const sample of [0, 2]) {
      await network.element
        .getByRole('radio')
        .nth(2 + sample)
        .check();
      const layers = activityAt(run, position, sample)?.layers ?? [];
      const texts = await network.element.locator('.network text:not(.aimed)').allTextContents();
      assert.deepEqual(
        texts,
        layers.flat().map((value) => formatAlike([value])[0]),
      );
      const predicted = run.stops[position].predictions?.[sample] ?? Number.NaN;
      assert.equal(texts.at(-1), formatAlike([predicted])[0]);
    }
  });

  it('has what comes of it beside the drawing, below it where that is narrow, the sample in it marked', async () => {
    for (const [width, side] of [
      [800, 'right'],
      [320, 'below'],
    ] as const) {
      await network.show('backward', { width });
      const drawing = await network.element.locator('svg.network').boundingBox();
      const beside = await network.element.locator('day5-predictions').boundingBox();
      assert.ok(drawing && beside);
      assert.equal(beside.x >= drawing.x + drawing.width, side === 'right', side);
      assert.equal(beside.y >= drawing.y + drawing.height, side === 'below', side);
    }
    await network.element.getByRole('radio', { name: 'x2' }).check();
    await network.element.locator('day5-predictions li.chosen', { hasText: 'x2' }).waitFor();
    assert.equal(await network.element.locator('day5-predictions li.chosen').count(), 1);
  });

  it('shows what the gradient of the line that is pressed consists of, deposit by deposit', async () => {
    await network.show('stale');
    const stale = runs.stale();
    await network.element.locator('.reach').nth(17).dispatchEvent('click');
    const select = network.element.locator('label.parameter select');
    const parameter = await select.evaluate((each) => (each as HTMLSelectElement).selectedIndex);
    const { layers } = depositsAt(stale, stale.find(14, 'backward'))[parameter];
    assert.equal(layers.length, 15, 'it is never reset');
    const stack = network.element.locator('day5-deposit-stack');
    await stack.getByText(lessonStrings.stackTable).click();
    await stack.locator('tbody tr').first().waitFor();
    const cells = await stack.locator('tbody td').allInnerTexts();
    assert.deepEqual(
      cells.slice(0, -1),
      layers.map(({ amount }) => formatNumber(amount)),
    );
  });

  it('draws gradients instead of weights', async () => {
    await network.show('backward');
    const signs = () =>
      network.element.locator('.line').evaluateAll((lines) => lines.map((line) => line.classList[1]));
    const weights = await signs();
    await network.element.getByRole('radio', { name: lessonStrings['network.gradients'] }).check();
    assert.notDeepEqual(await signs(), weights);
    await network.show('zeroGrad');
    await network.element.getByRole('radio', { name: lessonStrings['network.gradients'] }).check();
    assert.deepEqual(new Set(await signs()), new Set(['zero']));
  });

  it('has every number in a table', async () => {
    await network.show('backward');
    await network.element.getByText(lessonStrings['network.table']).click();
    const rows = network.element.locator('tbody tr');
    await rows.first().waitFor();
    const { data, grad } = run.stops[position];
    assert.deepEqual(
      (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim())),
      names.map((name, k) => [name, formatSigned(data[k]), formatSigned(grad[k])]),
    );
  });

  it('says so of a model that it does not know how to draw', async () => {
    await network.show('loose');
    assert.equal(await network.element.locator('svg.network').count(), 0);
    await network.element.getByText(lessonStrings['network.noShape']).waitFor();
  });
});
