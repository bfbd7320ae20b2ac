import assert from 'node:assert/strict';
import { isTooThin, reachOf, roundUp, shapesOf } from '../../../webview/depositShapes.ts';

const layers = (...amounts: readonly number[]) => amounts.map((amount, step) => ({ step, amount }));

describe('shapesOf', () => {
  it('stacks positive layers up from 0 and negative ones down, the oldest at 0', () => {
    assert.deepEqual(shapesOf(layers(2, -1, 3), 2, 0.1), [
      { from: 0, to: 2, step: 0, fresh: false },
      { from: 0, to: -1, step: 1, fresh: false },
      { from: 2, to: 5, step: 2, fresh: true },
    ]);
  });

  it('draws thin layers together, but none that is new with one that is old', () => {
    const shapes = shapesOf(layers(0.4, 0.4, 0.4, 0.1, 0.1), 4, 1);
    assert.deepEqual(
      shapes.map(({ step, fresh }) => ({ step, fresh })),
      [
        { step: 0, fresh: false },
        { step: 3, fresh: false },
        { step: 4, fresh: true },
      ],
    );
    assert.equal(shapes[0].to, shapes[1].from);
  });

  it('reaches as far as the layers do, however thin they are', () => {
    const random = Array.from({ length: 200 }, (_, k) => Math.sin(k * k) / (k + 1));
    const { up, down } = reachOf(layers(...random));
    const shapes = shapesOf(layers(...random), 199, 0.05);
    assert.ok(shapes.length < 100);
    assert.ok(Math.abs(Math.max(...shapes.map(({ to }) => to)) - up) < 1e-12);
    assert.ok(Math.abs(Math.min(...shapes.map(({ to }) => to)) + down) < 1e-12);
    const height = shapes.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0);
    assert.ok(Math.abs(height - up - down) < 1e-12);
  });

  it('has nothing of nothing', () => {
    assert.deepEqual(shapesOf([], null, 1), []);
    assert.deepEqual(reachOf([]), { up: 0, down: 0 });
  });
});

describe('isTooThin', () => {
  it('is so of what a scale leaves no pixels for, and never of nothing', () => {
    assert.equal(isTooThin(layers(1e-9), layers(4, 5)), true);
    assert.equal(isTooThin(layers(1e-9, -1e-9), layers(-4)), true);
    assert.equal(isTooThin(layers(4, 5), layers(1e-9)), false);
    assert.equal(isTooThin(layers(1e-9), []), false);
    assert.equal(isTooThin([], layers(4)), false);
  });
});

describe('roundUp', () => {
  it('goes to the next 1, 2, 5 or 10', () => {
    assert.deepEqual([0, 0.7, 1, 1.2, 4, 6, 13, 0.003].map(roundUp), [0, 1, 1, 2, 5, 10, 20, 0.005]);
  });
});
