import assert from 'node:assert/strict';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';

describe('day5-matrix', () => {
  const matrix = component('matrix');
  fitsLargeText(matrix);
  const done = () =>
    matrix.element.locator('td:has(.done)').evaluateAll((cells) => cells.map((cell) => cell.className));

  it('marks a quarter as done once all that it asks for has its receipt', async () => {
    const expected = {
      untouched: [],
      tried: ['first', 'carefully'],
      nearly: ['first', 'ifTime', 'carefully'],
    };
    for (const [state, cells] of Object.entries(expected)) {
      await matrix.show(state);
      assert.deepEqual(await done(), cells, state);
    }
  });

  it('leads to where each is done', async () => {
    await matrix.show('untouched');
    for (const name of ['first', 'ifTime', 'carefully'] as const) {
      const called = `${lessonStrings['matrix.go']}: ${lessonStrings[`matrix.${name}`]}`;
      await matrix.element.getByRole('button', { name: called }).press('Enter');
    }
    const shown = (await matrix.happened('day5-show')).map(({ section }) => section);
    assert.deepEqual(shown, ['code', 'learningRate', 'code']);
    assert.equal(await matrix.element.getByRole('button').count(), 3, 'what is to be avoided leads nowhere');
  });

  it('says of each quarter how deep it goes, also where it has one column', async () => {
    const deep = matrix.element
      .getByText(lessonStrings['matrix.deep'])
      .and(matrix.element.locator(':visible'));
    await matrix.show('untouched', { width: 700 });
    assert.equal(await deep.count(), 1, 'over the column');
    await matrix.show('untouched', { width: 320 });
    assert.equal(await deep.count(), 2, 'in each');
  });
});
