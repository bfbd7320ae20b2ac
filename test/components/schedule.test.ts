import assert from 'node:assert/strict';
import { component } from './component.ts';

describe('day5-schedule', () => {
  const schedule = component('schedule');

  it('rises in a line for a tenth of its steps, then falls along half a cosine', async () => {
    await schedule.show('drawn');
    const path = (await schedule.element.locator('.main .line').getAttribute('d')) ?? '';
    const ys = path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(' ')[1]));
    const [bottom, top] = [ys[0], Math.min(...ys)];
    const height = (step: number) => (bottom - ys[step]) / (bottom - top);
    assert.equal(ys.length, 201);
    for (const [step, expected] of [
      [10, 0.5],
      [20, 1],
      [110, 0.5],
      [65, Math.cos(Math.PI / 8) ** 2],
      [200, 0],
    ]) {
      assert.ok(Math.abs(height(step) - expected) < 0.01, `${height(step)} at ${step}`);
    }
  });
});
