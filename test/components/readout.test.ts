import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { placeInWords } from '../../src/protocol/place.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

describe('day5-readout', () => {
  const readout = component('readout');
  fitsLargeText(readout);
  const text = () => readout.text(readout.element.locator('.loss'));

  it('has the loss that was recorded, and how far it fell', async () => {
    const losses = runs
      .sound()
      .losses()
      .map((loss) => loss ?? Number.NaN);
    await readout.show('backward');
    assert.match(
      await text(),
      new RegExp(`${formatLoss(losses[7])}\\s+▼ ${formatLoss(losses[6] - losses[7])}`),
    );
    await readout.show('forward');
    const own = await readout.text(readout.element.locator('.value'));
    assert.equal(own, formatLoss(losses[6]), 'before the step has its own loss, the one before');
    assert.ok((await text()).endsWith(format(lessonStrings.ofStep, 6)));
  });

  it('has its number in one place, whatever the phase', async () => {
    const places: (number | undefined)[] = [];
    for (const state of ['forward', 'loss', 'backward', 'update', 'finished']) {
      await readout.show(state, { width: 320 });
      places.push((await readout.element.locator('.value').boundingBox())?.x);
    }
    assert.deepEqual(
      places,
      places.map(() => places[0]),
    );
  });

  it('says so when the loss rose', async () => {
    const losses = runs
      .stale()
      .losses()
      .map((loss) => loss ?? Number.NaN);
    await readout.show('stale');
    const size = formatLoss(losses[14] - losses[13]);
    assert.match(await text(), new RegExp(`▲ ${size}`));
    await readout.element.getByText(format(lessonStrings.rose, size)).waitFor({ state: 'attached' });
  });

  it('speaks of the place, and is silent while the run plays', async () => {
    const run = runs.sound();
    const place = placeInWords(run, run.find(7, 'backward'), lessonStrings);
    const spoken = readout.element.getByRole('status');
    await readout.show('backward');
    assert.ok((await readout.text(spoken)).startsWith(place));
    await readout.show('playing');
    assert.equal((await readout.text(spoken)).trim(), '');
  });

  it('has no number where there is no loss', async () => {
    for (const state of ['empty', 'beginning']) {
      await readout.show(state);
      assert.equal(
        await readout.element.locator('.value').getAttribute('aria-label'),
        lessonStrings.lossUnknown,
      );
    }
    await readout.show('notFinite');
    const value = await readout.text(readout.element.locator('.value'));
    assert.equal(value, formatLoss(runs.notFinite().losses()[19] ?? 0));
  });
});
