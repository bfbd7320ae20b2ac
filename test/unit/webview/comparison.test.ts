import assert from 'node:assert/strict';
import type { PastRun } from '../../../src/protocol/pastRun.ts';
import { Comparison } from '../../../webview/comparison.ts';

describe('Comparison', () => {
  const run = (id: number): PastRun => ({
    id,
    file: 'day5.py',
    run: 0,
    learningRate: 0.05,
    seed: 1,
    steps: 2,
    last: 1,
    verdict: null,
    losses: Float64Array.of(2, 1),
    at: Uint32Array.of(0, 1),
  });
  const letters = (comparison: Comparison) =>
    comparison.overlays.map(({ run: { id }, letter }) => `${id}${letter}`);

  it('keeps the letter of a run as others come and go', () => {
    const comparison = new Comparison();
    comparison.take({ type: 'pastRuns', added: [run(3), run(2), run(1)], kept: [3, 2, 1] });
    comparison.toggle(1);
    comparison.toggle(2);
    assert.deepEqual(letters(comparison), ['1A', '2B']);
    comparison.toggle(1);
    assert.deepEqual(letters(comparison), ['2B']);
    comparison.toggle(3);
    assert.deepEqual(letters(comparison), ['3A', '2B']);
  });

  it('draws four at most, and none that is not kept', () => {
    const comparison = new Comparison();
    const ids = [5, 4, 3, 2, 1];
    comparison.take({ type: 'pastRuns', added: ids.map(run), kept: ids });
    for (const id of ids) {
      comparison.toggle(id);
    }
    comparison.toggle(99);
    assert.deepEqual(letters(comparison), ['5A', '4B', '3C', '2D']);
    comparison.take({ type: 'pastRuns', added: [run(6)], kept: [6, 5, 2] });
    assert.deepEqual(
      comparison.runs.map(({ id }) => id),
      [6, 5, 2],
    );
    assert.deepEqual(letters(comparison), ['5A', '2D']);
  });
});
