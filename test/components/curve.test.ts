import assert from 'node:assert/strict';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

describe('day5-curve', () => {
  const curve = component('curve');

  const inWords = () => curve.element.locator('.plot').getAttribute('aria-label');
  /** Puts the pointer over a step of a run with so many. */
  const pointAt = async (step: number, steps: number) => {
    const box = await curve.element.locator('.u-over').boundingBox();
    assert.ok(box);
    await curve.page.mouse.move(box.x + 1 + (step / (steps - 1)) * (box.width - 2), box.y + box.height / 2);
  };

  it('says the first, the last and the lowest loss of what is revealed', async () => {
    const losses = runs
      .stale()
      .losses()
      .map((loss) => loss ?? Number.NaN);
    const lowest = losses.indexOf(Math.min(...losses));
    await curve.show('stale');
    const said = await inWords();
    const numbers = [losses[0], losses[19], losses[lowest]].map(formatLoss);
    const [first, last, least] = numbers;
    assert.ok(
      said?.startsWith(format(lessonStrings.curveSummary, 20, first, 0, last, 19, least, lowest)),
      said ?? '',
    );
    await curve.show('unrevealed');
    assert.equal(await inWords(), lessonStrings.curveHint);
  });

  it('tells the recorded loss of the step under the pointer, and none that is not revealed', async () => {
    await curve.show('finished');
    const losses = runs.sound().losses();
    for (const step of [0, 5, 13, 19]) {
      await pointAt(step, 20);
      const told = format(lessonStrings.curvePoint, step, formatLoss(losses[step] ?? Number.NaN));
      await curve.element.getByText(told, { exact: true }).waitFor();
    }
    await curve.show('unrevealed');
    await pointAt(5, 20);
    await curve.frames();
    assert.equal(await curve.element.locator('.eyebrow .number').count(), 0);
  });

  it('tells of the runs beside it, each by its letter', async () => {
    await curve.show('compared');
    await pointAt(4, 20);
    const told = curve.element.locator('.eyebrow .number');
    const [plateau, stale] = [runs.plateau(), runs.stale()].map((run) =>
      formatLoss(run.losses()[4] ?? Number.NaN),
    );
    await told.getByText(`B ${plateau}`).waitFor();
    await told.getByText(`C ${stale}`).waitFor();
    for (const letter of 'ABCD') {
      assert.match((await inWords()) ?? '', new RegExp(`\\b${letter}\\b`));
    }
  });

  it('asks for the step that is pressed, and for those it is dragged over', async () => {
    const run = runs.sound();
    await curve.show('finished');
    await pointAt(7, 20);
    await curve.page.mouse.down();
    await pointAt(9, 20);
    await curve.page.mouse.up();
    await pointAt(12, 20);
    assert.deepEqual(await curve.intents(), [
      { type: 'moveTo', position: run.find(7, 'loss') },
      { type: 'moveTo', position: run.find(9, 'loss') },
    ]);
    assert.equal((await curve.happened('day5-grab')).length, 1);
  });

  it('says that its axis is another, once it is', async () => {
    await curve.show('finished');
    await curve.element.getByRole('radio', { name: lessonStrings.log }).check();
    const switched = await curve.happened('day5-scale');
    assert.deepEqual(
      switched.map(({ logarithmic }) => logarithmic),
      [true],
    );
    assert.equal(await curve.element.getByRole('radio', { name: lessonStrings.log }).isChecked(), true);
  });

  it('says that it belongs to an older text', async () => {
    await curve.show('older');
    await curve.element.getByText(lessonStrings.olderText).waitFor();
    assert.ok((await inWords())?.startsWith(lessonStrings.curveOlder.replace(/\{0\}.*/, '')));
  });
});
