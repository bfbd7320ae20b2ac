import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Workbench } from './harness.ts';

/** Makes the lesson so wide, within two pixels, by the size of the window; the side bar is closed. */
export async function widen({ page }: Workbench, lesson: Frame, wanted: number, height = 900): Promise<void> {
  const is = () => lesson.evaluate(() => innerWidth);
  for (let width = Math.round(wanted * 2.4), tries = 0; tries < 12; tries++) {
    await page.setViewportSize({ width, height });
    // The groups are laid out in the frame after the window.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const missing = wanted - (await is());
    if (Math.abs(missing) <= 2) {
      return;
    }
    width += Math.sign(missing) * Math.max(1, Math.round(Math.abs(missing) * 1.8));
  }
  assert.fail(`The lesson is ${await is()} px wide, not ${wanted}.`);
}
