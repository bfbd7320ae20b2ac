import assert from 'node:assert/strict';
import { accumulation } from '../../src/core/lesson/accumulation.ts';
import { referenceRun } from '../../src/core/lesson/reference.ts';
import { formatLoss, formatNumber, formatSize } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';

describe('day5-accumulation', () => {
  const exhibit = component('accumulation');
  fitsLargeText(exhibit);
  const { passes, batch, gradients, parameters, count } = accumulation(
    referenceRun.seed,
    referenceRun.learningRate,
  );

  it('has what each backward pass has left, and that the full batch leaves the same', async () => {
    await exhibit.show('trained');
    const rows = await exhibit.element.locator('tbody tr').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split('\t').slice(1)),
      [...passes, batch].map(({ loss, length }) => [formatLoss(loss), formatSize(length)]),
    );
    assert.equal(rows.length, 5);
    const [last, whole] = rows.slice(-2).map((row) => row.split('\t')[2]);
    assert.equal(last, whole);
    const same = format(
      lessonStrings['accumulation.same'],
      count,
      formatNumber(gradients),
      formatNumber(parameters),
    );
    await exhibit.element.getByText(same).waitFor();
  });
});
