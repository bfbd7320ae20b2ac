/** Photographs the packaged extension for the README, into `media`. Arguments: the names of the pictures, all when left out. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { projectRoot } from '../host/paths.ts';
import { startWorkbench, type Theme } from './harness.ts';

interface Picture {
  readonly name: string;
  readonly theme: Theme;
  /** Brings the lesson, which shows the finished loop, to what is to be seen. */
  readonly pose: (lesson: Frame) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: 'screenshot',
    theme: 'Default Dark Modern',
    pose: async (lesson) => {
      for (const button of [...Array(3).fill('Step iteration'), ...Array(4).fill('Step phase')]) {
        await lesson.getByRole('button', { name: button }).click();
      }
      await lesson.locator('day5-readout').getByText('step 3 of 20 · backward').first().waitFor();
    },
  },
  {
    name: 'loupe',
    theme: 'Default Light Modern',
    pose: async (lesson) => {
      await lesson.getByRole('button', { name: 'Run to end' }).click();
      const loupe = lesson.locator('day5-loupe');
      await loupe.locator('.graph').waitFor();
      await loupe.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'zero-grad',
    theme: 'Default Dark Modern',
    pose: async (lesson) => {
      const lab = lesson.locator('day5-zero-lab');
      await lab.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await lab.getByText('5571', { exact: true }).click();
      await lab.getByRole('button', { name: 'the sound loop' }).click();
      await lab.getByText('And after 200 steps').waitFor();
      await lab.getByRole('button', { name: 'the sound loop' }).click();
      await lab.getByText('At step 12 it is back at').waitFor();
      await lab.getByRole('slider').fill('15');
      await lab.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
  },
];

const asked = process.argv.slice(2);
for (const { name, theme, pose } of pictures.filter(
  (each) => asked.length === 0 || asked.includes(each.name),
)) {
  const workbench = await startWorkbench({
    width: 1440,
    height: 900,
    theme,
    // Where the test has its files is nobody's business.
    settings: { 'breadcrumbs.filePath': 'last' },
  });
  try {
    const lesson = await workbench.watchFinishedLoop();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await lesson.locator('day5-status').getByText('seed 5571').waitFor();
    await pose(lesson);
    await workbench.page.locator('.codelens-decoration', { hasText: 'Iteration' }).waitFor();
    await workbench.page.mouse.move(5, 500);
    // Nobody compares the picture with anything: what VS Code fades out is gone by then.
    await workbench.page.waitForTimeout(3000);
    await copyFile(await workbench.screenshot(`readme-${name}`), join(projectRoot, `media/${name}.png`));
  } finally {
    await workbench.dispose();
  }
}
