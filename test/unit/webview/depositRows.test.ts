import assert from 'node:assert/strict';
import { parameterNames } from '../../../src/core/lesson/parameterNames.ts';
import { heightOf, placeAt, rowsOf } from '../../../webview/depositRows.ts';

describe('rowsOf', () => {
  const shape = [3, 4, 4, 1];

  it('has a row for each layer, named as its parameters are', () => {
    const rows = rowsOf(shape, 41, 300);
    const names = parameterNames(shape, 41);
    assert.deepEqual(
      rows.map(({ name, first, places }) => [name, first, places.length]),
      [
        ['layers[0]', 0, 16],
        ['layers[1]', 16, 20],
        ['layers[2]', 36, 5],
      ],
    );
    for (const { name, first, places } of rows) {
      assert.ok(names.slice(first, first + places.length).every((each) => each.startsWith(name)));
    }
  });

  it('has rows of twenty where the shape does not say, named for the first in each', () => {
    for (const unknown of [null, [3, 4, 1]]) {
      assert.deepEqual(
        rowsOf(unknown, 41, 300).map(({ name, places }) => [name, places.length]),
        [
          ['parameters()[0]', 20],
          ['parameters()[20]', 20],
          ['parameters()[40]', 1],
        ],
      );
    }
  });

  it('keeps all places apart and within the drawing, below the name of their row', () => {
    for (const width of [120, 300, 700]) {
      const rows = rowsOf(shape, 41, width);
      const places = rows.flatMap((row) => row.places);
      for (const { left, top, width: wide, height } of places) {
        assert.ok(left >= 0 && left + wide <= width && wide > 0 && top + height <= heightOf(rows));
      }
      for (const [k, { left, top, width: wide, height }] of places.entries()) {
        assert.equal(placeAt(places, left + wide / 2, top + height / 2), k);
      }
      assert.ok(rows.every(({ top, places: own }) => own.every((place) => place.top > top + 11)));
      assert.equal(placeAt(places, width + 50, 0), -1);
    }
  });
});
