import assert from 'node:assert/strict';
import { fastTanh, fastTanhSource, tanhTable } from '../../../../src/core/autograd/fastTanh.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { tanhErrorInUlps } from './preciseTanh.ts';

/** Numbers of every size that matters, both signs, thick where tanh bends and at the borders between the table's nodes. */
function samples(count: number): number[] {
  const random = new MersenneTwister(1);
  const ranges = [0.03, 0.3, 1, 3, 23];
  const spread = Array.from({ length: count }, (_, k) => {
    const range = ranges[k % ranges.length];
    return random.uniform(-range, range);
  });
  const tiny = Array.from({ length: 50 }, (_, k) => 0.7 * 10 ** -k);
  const borders = Array.from({ length: 100 }, (_, k) => (k + 0.5) / 32).flatMap((x) => [
    x,
    x - 1e-9,
    x + 1e-9,
  ]);
  return [...spread, ...[...tiny, ...borders].flatMap((x) => [x, -x])];
}

describe('fastTanh', () => {
  it('is within 1.6 units in the last place, closer than Math.tanh', () => {
    let worst = 0;
    let worstOfMath = 0;
    for (const x of samples(20_000)) {
      worst = Math.max(worst, tanhErrorInUlps(fastTanh(x), x));
      worstOfMath = Math.max(worstOfMath, tanhErrorInUlps(Math.tanh(x), x));
    }
    assert.ok(worst <= 1.6, `${worst}`);
    assert.ok(worst < worstOfMath, `${worst}, Math.tanh ${worstOfMath}`);
  });

  it('is odd, between −1 and 1, and ±1 from 22 on', () => {
    for (const x of samples(20_000)) {
      const y = fastTanh(x);
      assert.ok(Math.abs(y) <= 1);
      assert.ok(y === -fastTanh(-x) || tanhErrorInUlps(y, x) < 1.6, `${x}`);
    }
    for (const x of [22, 23, 1e300, Infinity]) {
      assert.equal(fastTanh(x), 1);
      assert.equal(fastTanh(-x), -1);
    }
  });

  it('keeps 0, the smallest numbers and NaN', () => {
    assert.equal(fastTanh(0), 0);
    assert.equal(fastTanh(-0), 0);
    assert.equal(fastTanh(5e-324), 5e-324);
    assert.equal(fastTanh(-1e-310), -1e-310);
    assert.ok(Number.isNaN(fastTanh(Number.NaN)));
  });
});

describe('fastTanhSource', () => {
  it('computes what fastTanh computes', () => {
    const compiled = new Function('tanhTable', 'x', `${fastTanhSource('x', 'y')} return y;`);
    for (const x of [...samples(20_000), 0, -0, 22, -22, 50, -50, Infinity, -Infinity, Number.NaN]) {
      assert.equal(compiled(tanhTable, x), fastTanh(x), `${x}`);
    }
  });
});
