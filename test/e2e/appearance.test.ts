import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { type Section, sections } from '../../src/core/lesson/sections.ts';
import { startWorkbench, type Theme, type Workbench } from './harness.ts';
import { openEverything } from './openEverything.ts';
import { outOfBox } from './outOfBox.ts';
import { widen } from './widen.ts';

const themes: Readonly<Record<Theme, string>> = {
  'Default Dark Modern': 'dark',
  'Default Light Modern': 'light',
  'Default High Contrast': 'hc',
  'Default High Contrast Light': 'hc-light',
};

const widths = [1000, 1400, 1900];

/** Of the lesson itself: the narrowest, beside an editor, with the dashboard at the side, and the widest. */
const opened = [320, 440, 1000, 1600];

/** What takes its time to be there, in a section that is looked at. */
const drawings: Partial<Record<Section, readonly string[]>> = {
  curve: ['day5-network .unit', 'day5-loupe .graph'],
  learningRate: ['day5-rate-lab [role=img]', 'day5-rate-map :text("more than half of the networks")'],
  zeroGrad: ['day5-accumulation td', 'day5-zero-lab path.sound'],
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the accessibility of the lesson: rule and element. */
async function violations(lesson: Frame): Promise<string[]> {
  await lesson.evaluate(axe);
  return lesson.evaluate(async () => {
    const { violations: found } = await (
      globalThis as unknown as { axe: typeof import('axe-core') }
    ).axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** The lesson in every theme and at three widths of the window; the screenshots are there to be looked at. */
for (const [theme, short] of Object.entries(themes) as [Theme, string][]) {
  describe(`The lesson in ${theme}`, () => {
    let workbench: Workbench;
    let lesson: Frame;

    before(async () => {
      workbench = await startWorkbench({ width: 1400, height: 900, theme });
      await workbench.runCommand('Start Day 5');
      lesson = await workbench.lessonFrame();
    });

    after(() => workbench?.dispose());

    it('has nothing that axe objects to before anything has trained', async () => {
      await lesson.locator('day5-curve').getByText('Nothing has trained yet.').waitFor();
      assert.deepEqual(await violations(lesson), []);
      await workbench.screenshot(`lesson-${short}-first`);
    });

    it('has nothing that axe objects to in the midst of a run', async () => {
      lesson = await workbench.watchFinishedLoop();
      await lesson.getByRole('button', { name: 'Run to end' }).click();
      await lesson.locator('day5-readout').getByText('end of run').first().waitFor();
      await lesson.getByRole('slider', { name: 'Place in the run' }).focus();
      await workbench.page.keyboard.press('PageDown');
      await lesson
        .locator('day5-readout')
        .getByText(/step \d+ of 20/)
        .first()
        .waitFor();
      assert.deepEqual(await violations(lesson), []);
    });

    for (const width of widths) {
      it(`fits a window of ${width} px`, async () => {
        await workbench.page.setViewportSize({ width, height: 900 });
        // The curve follows a frame after its box.
        await lesson.waitForFunction(() => {
          const curve = document
            .querySelector('day5-lesson')
            ?.shadowRoot?.querySelector('day5-curve')?.shadowRoot;
          const box = curve?.querySelector('.plot')?.clientWidth;
          return box !== undefined && box === curve?.querySelector('.uplot')?.clientWidth;
        });
        const overflow = await lesson.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, 'nothing sticks out to the right');
        await lesson.locator('day5-readout').scrollIntoViewIfNeeded();
        await lesson.evaluate(() => window.scrollTo(0, 0));
        await workbench.screenshot(`lesson-${short}-${width}`);
        await lesson.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
        await workbench.screenshot(`lesson-${short}-${width}-end`);
        assert.deepEqual(await workbench.problems(), []);
      });
    }

    // Two themes are enough to judge a section by; the exhibits are looked at in all of them, alone.
    if (short === 'dark' || short === 'light') {
      it('shows every section, opened, from 320 to 1,600 px', async () => {
        await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
        lesson = await workbench.watchFinishedLoop();
        await lesson.getByRole('button', { name: 'Run to end' }).click();
        await lesson.locator('day5-readout').getByText('end of run').first().waitFor();
        await lesson.getByRole('button', { name: 'Step back' }).click();
        await openEverything(lesson);
        for (const width of opened) {
          // So high that a section is seen as a whole, or nearly.
          await widen(workbench, lesson, width, 2000);
          assert.deepEqual(await lesson.evaluate(outOfBox), [], `at ${width} px`);
          for (const section of sections) {
            for (const drawn of drawings[section] ?? []) {
              // A narrow section is higher than the window, and what is far below waits to be looked at.
              await lesson.locator(drawn.split(' ')[0]).first().scrollIntoViewIfNeeded();
              await lesson.locator(drawn).first().waitFor();
            }
            await lesson.evaluate((id) => {
              const page = document.querySelector('day5-lesson')?.shadowRoot;
              page?.querySelector(`#${id}-title`)?.scrollIntoView({ block: 'start' });
            }, section);
            await workbench.screenshot(`section-${section}-${short}-${width}`);
          }
        }
        assert.deepEqual(await workbench.problems(), []);
      });
    }
  });
}

/** The lesson is as large as the editor's text, at widths on both sides of where its columns change. */
for (const size of [20, 28]) {
  describe(`The lesson with text of ${size} px in the editor`, () => {
    let workbench: Workbench;
    let lesson: Frame;

    before(async () => {
      workbench = await startWorkbench({
        width: 1400,
        height: 900,
        settings: { 'editor.fontSize': size },
      });
      await workbench.runCommand('Start Day 5');
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      lesson = await workbench.watchFinishedLoop();
      // In the midst of the run a change stands behind the loss.
      await lesson.getByRole('button', { name: 'Run to end' }).click();
      await lesson.locator('day5-readout').getByText('end of run').first().waitFor();
      await lesson.getByRole('button', { name: 'Step back' }).click();
    });

    after(() => workbench?.dispose());

    for (const width of [320, 565, 800, 1000, 1600]) {
      it(`fits ${width} px`, async () => {
        await widen(workbench, lesson, width);
        await workbench.screenshot(`lesson-text-${size}-${width}`);
        const found = await lesson.evaluate(outOfBox);
        assert.deepEqual(found, []);
        // Nothing scrolls sideways, once drawings have followed their boxes.
        await lesson.waitForFunction(
          () => document.documentElement.scrollWidth === document.documentElement.clientWidth,
        );
      });
    }
  });
}
