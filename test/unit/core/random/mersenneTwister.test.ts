import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { golden } from '../../../golden/golden.ts';

function draw(seed: number | bigint, count: number): number[] {
  const random = new MersenneTwister(seed);
  return Array.from({ length: count }, () => random.random());
}

describe('MersenneTwister', () => {
  for (const { seed, count, sha256, first, last, uniformAfter } of golden('random.json').seeds) {
    it(`draws the ${count} numbers that CPython draws from seed ${seed}`, () => {
      const random = new MersenneTwister(seed);
      const numbers = Array.from({ length: count }, () => random.random());
      assert.deepEqual(numbers.slice(0, first.length), first);
      assert.deepEqual(numbers.slice(-last.length), last);

      const bytes = new DataView(new ArrayBuffer(8 * count));
      for (const [k, number] of numbers.entries()) {
        bytes.setFloat64(8 * k, number, true);
      }
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);

      assert.deepEqual(
        uniformAfter.map(() => random.uniform(-1, 1)),
        uniformAfter,
      );
    });
  }

  it('takes a seed as a number or as a bigint', () => {
    assert.deepEqual(draw(5571n, 5), draw(5571, 5));
    assert.deepEqual(draw(2n ** 32n + 1n, 5), draw(2 ** 32 + 1, 5));
  });

  it('ignores the sign of a seed', () => {
    assert.deepEqual(draw(-7, 5), draw(7, 5));
  });

  it('takes seeds of any size', () => {
    // python3 -c "import random; r = random.Random(10**40); print(r.random(), r.random())"
    assert.deepEqual(draw(10n ** 40n, 2), [0.34753796566513817, 0.7605339873511711]);
  });

  it('throws for a number that is no integer, or too large to be one safely', () => {
    for (const seed of [0.5, Number.NaN, Infinity, 2 ** 53]) {
      assert.throws(() => new MersenneTwister(seed), RangeError);
    }
  });

  it('draws from [low, high)', () => {
    const { uniform } = new MersenneTwister(3);
    for (let k = 0; k < 1_000; k++) {
      const x = uniform(-2, 5);
      assert.ok(x >= -2 && x < 5);
    }
  });
});
