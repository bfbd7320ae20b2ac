import assert from 'node:assert/strict';
import { MapMaker, mapRates, mapSeeds, nearestRate, summarizeRate } from '../../src/core/training/rateMap.ts';
import { formatLoss, formatRate } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';

describe('day5-rate-map', () => {
  const map = component('rateMap');
  const slider = () => map.element.getByRole('slider');
  const said = () => map.text(map.element.locator('.said'));

  it('asks for its runs when it is in sight', async () => {
    await map.show('untrained');
    await map.page.waitForFunction(
      () => (globalThis as unknown as { gallery: { happened: unknown[] } }).gallery.happened.length > 0,
    );
    assert.deepEqual(await map.intents(), [{ type: 'trainMap' }]);
    assert.equal(await said(), '');
  });

  it('says of a column what its runs came to, by keyboard and by pointer', async () => {
    const maker = new MapMaker();
    const rows = Array.from({ length: mapSeeds }, (_, k) => maker.row(k + 1));
    const inWords = (rate: number) => {
      const { learningRate, median, done, stuck } = summarizeRate(rows, rate);
      return format(
        lessonStrings['map.column'],
        formatRate(Number(learningRate.toPrecision(2))),
        formatLoss(median),
        Math.round(done * mapSeeds),
        mapSeeds,
        Math.round(stuck * mapSeeds),
      );
    };
    await map.show('whole');
    assert.equal(await said(), inWords(nearestRate(0.05)));
    await slider().press('End');
    assert.equal(await said(), inWords(mapRates.length - 1));
    await map.element.locator('canvas').hover({ position: { x: 3, y: 30 } });
    await map.frames();
    assert.equal(await said(), inWords(0));
    assert.equal(await slider().getAttribute('aria-valuetext'), inWords(0));
  });

  it('has the run that is shown as a ring, where it is one of these', async () => {
    await map.show('whole');
    const ring = Number.parseFloat((await map.element.locator('.ring').getAttribute('cx')) ?? '');
    assert.ok(Math.abs(ring - ((nearestRate(0.05) + 0.5) / mapRates.length) * 100) < 1e-9);
    await map.show('otherRun');
    assert.equal(await map.element.locator('.ring').count(), 0);
  });

  it('has each of its columns as the row of a table', async () => {
    const maker = new MapMaker();
    const rows = Array.from({ length: mapSeeds }, (_, k) => maker.row(k + 1));
    await map.show('whole');
    await map.element.getByText(lessonStrings['map.table']).click();
    const shown = await map.element.locator('tbody tr').allInnerTexts();
    assert.equal(shown.length, mapRates.length);
    for (const rate of [0, nearestRate(0.05), mapRates.length - 1]) {
      const losses = rows.map((row) => row[rate]).sort((a, b) => a - b);
      const share = (is: (loss: number) => boolean) =>
        `${Math.round((100 * losses.filter(is).length) / mapSeeds)}%`;
      assert.deepEqual(
        shown[rate].split('\t').map((cell) => cell.trim()),
        [
          formatRate(Number(mapRates[rate].toPrecision(2))),
          ...[losses[mapSeeds / 2], losses[0], losses[mapSeeds - 1]].map(formatLoss),
          share((loss) => loss < 0.1),
          share((loss) => loss > 3.5),
        ],
      );
    }
  });

  it('says how far it is', async () => {
    await map.show('growing');
    await map.element.getByText(format(lessonStrings['map.growing'], 37, mapSeeds)).waitFor();
  });
});
