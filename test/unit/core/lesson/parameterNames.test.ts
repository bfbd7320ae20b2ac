import assert from 'node:assert/strict';
import { namesOf, parameterNames } from '../../../../src/core/lesson/parameterNames.ts';

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

describe('namesOf', () => {
  const shape = [3, 4, 4, 1];
  const all = parameterNames(shape, 41);
  const of = (holds: (name: string, k: number) => boolean) =>
    namesOf(
      shape,
      41,
      all.flatMap((name, k) => (holds(name, k) ? [k] : [])),
    );

  it('are those of whole layers and neurons where these are among them as a whole', () => {
    assert.deepEqual(
      of((name) => name.startsWith('layers[1]')),
      ['layers[1]'],
    );
    assert.deepEqual(
      of((_, k) => k < 10),
      [
        'layers[0].neurons[0]',
        'layers[0].neurons[1]',
        'layers[0].neurons[2].w[0]',
        'layers[0].neurons[2].w[1]',
      ],
    );
    assert.deepEqual(
      of((_, k) => k === 40),
      ['layers[2].neurons[0].b'],
    );
  });

  it('have one for all weights, and for all biases', () => {
    assert.deepEqual(
      of((name) => name.endsWith('.b')),
      ['layers[*].neurons[*].b'],
    );
    assert.deepEqual(
      of((name) => !name.endsWith('.b')),
      ['layers[*].neurons[*].w[*]'],
    );
  });

  it('are slices of parameters() where the shape is unknown', () => {
    assert.deepEqual(namesOf(null, 12, [0, 1, 2, 5, 9, 10]), [
      'parameters()[0:3]',
      'parameters()[5]',
      'parameters()[9:11]',
    ]);
    assert.deepEqual(namesOf(null, 12, []), []);
  });
});
