import assert from 'node:assert/strict';
import {
  column,
  MapMaker,
  mapRates,
  mapSteps,
  nearestRate,
  summarizeRate,
  sweetSpot,
} from '../../../../src/core/training/rateMap.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

describe('The map of learning rates', () => {
  const maker = new MapMaker();
  const rows = Array.from({ length: 40 }, (_, k) => maker.row(k + 1));

  it('has the losses that the engine comes to, where runs stay in the valley', () => {
    for (const rate of [0, 20, 33]) {
      for (const seed of [1, 7, 40]) {
        const trainer = new Trainer({ seed, learningRate: mapRates[rate], steps: mapSteps });
        while (trainer.advance());
        const expected = trainer.recording.losses()[mapSteps - 1]!;
        assert.ok(Math.abs(rows[seed - 1][rate] - expected) < 1e-5 * Math.max(1, expected));
      }
    }
  });

  it('tells each rate by its runs', () => {
    const crawling = summarizeRate(rows, nearestRate(0.001));
    const good = summarizeRate(rows, nearestRate(0.05));
    const high = summarizeRate(rows, nearestRate(1));
    assert.equal(good.runs, 40);
    assert.ok(crawling.median > 1 && crawling.done === 0);
    assert.ok(good.median < 0.2 && good.stuck < 0.1);
    assert.ok(high.stuck > 0.5, `${high.stuck}`);
    const sorted = column(rows, 30);
    assert.ok(sorted.every((loss, k) => k === 0 || sorted[k - 1] <= loss));
  });

  it('has its sweet spot about where the lesson says it is', () => {
    const spot = sweetSpot(rows)!;
    assert.ok(spot.from > 0.01 && spot.from < 0.1, `${spot.from}`);
    assert.ok(spot.to > 0.1 && spot.to < 0.5, `${spot.to}`);
    assert.equal(sweetSpot([]), null);
  });

  it('finds a rate, and none outside', () => {
    assert.deepEqual(
      [nearestRate(mapRates[0]), nearestRate(mapRates[63]), nearestRate(1e-4), nearestRate(3)],
      [0, 63, -1, -1],
    );
  });
});
