import assert from 'node:assert/strict';
import { parameterNames } from '../../../../src/core/lesson/parameterNames.ts';

describe('parameterNames', () => {
  it('go through layers and neurons: weights, then the bias', () => {
    const names = parameterNames([3, 4, 4, 1], 41);
    assert.equal(names.length, 41);
    assert.deepEqual(names.slice(2, 5), [
      'layers[0].neurons[0].w[2]',
      'layers[0].neurons[0].b',
      'layers[0].neurons[1].w[0]',
    ]);
    assert.equal(names[40], 'layers[2].neurons[0].b');
  });

  it('are plain indices where the shape is unknown or does not fit', () => {
    assert.deepEqual(parameterNames(null, 2), ['parameters()[0]', 'parameters()[1]']);
    assert.deepEqual(parameterNames([1, 1], 3)[2], 'parameters()[2]');
    assert.deepEqual(parameterNames([1_000, 1_000], 1), ['parameters()[0]']);
  });
});
