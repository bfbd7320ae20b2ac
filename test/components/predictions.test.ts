import assert from 'node:assert/strict';
import { formatSigned } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

describe('day5-predictions', () => {
  const predictions = component('predictions');
  fitsLargeText(predictions);
  const rows = async () => {
    const pictures = predictions.element.getByRole('img');
    return Promise.all((await pictures.all()).map((each) => each.getAttribute('aria-label')));
  };
  const expected = (values: Float64Array | null | undefined) =>
    runs
      .sound()
      .info.targets.map((target, k) =>
        format(lessonStrings.predictionRow, k, formatSigned(target), formatSigned(values?.[k] ?? Number.NaN)),
      );

  it('has a row for each sample, with the recorded prediction and the target', async () => {
    const run = runs.sound();
    await predictions.show('loss');
    assert.deepEqual(await rows(), expected(run.stops[run.find(7, 'forward')].predictions));
  });

  it('has, at the end, what the trained model says', async () => {
    await predictions.show('finished');
    assert.deepEqual(await rows(), expected(runs.sound().outcome?.predictions));
    await predictions.element.getByText(lessonStrings.predictionsAfter).waitFor();
  });

  it('draws each dot where its number is', async () => {
    await predictions.show('plateau');
    const said = runs.plateau().outcome?.predictions ?? [];
    const dots = await predictions.element.locator('circle.prediction').all();
    assert.equal(dots.length, 4);
    for (const [k, dot] of dots.entries()) {
      const at = Number.parseFloat((await dot.getAttribute('cx')) ?? '');
      assert.ok(Math.abs(at - (4 + ((said[k] + 1) / 2) * 92)) < 0.01, `${at} for ${said[k]}`);
    }
  });

  it('leaves out what is not known', async () => {
    await predictions.show('beginning');
    assert.equal(await predictions.element.locator('circle.target').count(), 4);
    assert.equal(await predictions.element.locator('circle.prediction').count(), 0);
    await predictions.show('empty');
    assert.deepEqual(await rows(), []);
    await predictions.element.getByText(lessonStrings.predictionsNone).waitFor();
  });

  it('says of a script without a model why nothing is known', async () => {
    await predictions.show('loose');
    assert.deepEqual(await rows(), []);
    await predictions.element.getByText(lessonStrings.predictionsUnknown).waitFor();
  });
});
