/**
 * How long it takes from an edit of the lesson's script to its curve, measured in the packaged extension in a real
 * VS Code; and what part of it is Python's. Argument: how many edits (default 60).
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { PythonRuntime } from '../../src/python/runtime.ts';
import { startWorkbench } from '../e2e/harness.ts';
import { projectRoot } from '../host/paths.ts';
import { table } from './table.ts';

const edits = Number(process.argv[2] ?? 60);
/** The first runs warm Python and the browser up; nobody's hundredth edit is like them. */
const warmUp = 5;

console.log(`Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors.\n`);
const python = await pythonTimes();
const drawn = await drawnTimes();
console.log(
  table(
    ['milliseconds', 'least', 'a tenth below', 'median', 'a tenth above', 'most'],
    [
      ['from the key to the drawn curve, no pause', ...distribution(drawn)],
      ['the run alone: from the request to its end', ...distribution(python)],
    ],
  ),
);

/** The lesson's script, run again and again. */
async function pythonTimes(): Promise<number[]> {
  const text = readFileSync(join(projectRoot, 'media/lesson/reference.py'), 'utf8');
  const runtime = new PythonRuntime({
    worker: join(projectRoot, 'out/python/worker.mjs'),
    pyodide: join(projectRoot, 'out/python/pyodide'),
    library: join(projectRoot, 'out/python/library'),
    snapshots: null,
    timeLimit: () => 60_000,
  });
  const times: number[] = [];
  for (let k = 0; k < edits + warmUp; k++) {
    const start = performance.now();
    const end = await runtime.run({ file: 'reference.py', text, siblings: {}, seed: k }, () => undefined);
    if (end.kind !== 'finished') {
      throw new Error(`The script ended otherwise: ${JSON.stringify(end)}`);
    }
    times.push(performance.now() - start);
  }
  runtime.dispose();
  return times.slice(warmUp);
}

/** The learning rate, changed by a key press again and again; each time until the new curve is on the screen. */
async function drawnTimes(): Promise<number[]> {
  const settings = { 'day5.live.delay': 0, 'editor.autoClosingBrackets': 'never' };
  const workbench = await startWorkbench({ width: 1400, height: 900, settings });
  try {
    await workbench.runCommand('Start Day 5');
    const lesson = await workbench.lessonFrame();
    await lesson.getByRole('button', { name: 'Run to end' }).click();
    await lesson.locator('day5-status').getByText('reference.py').waitFor();
    const { page } = workbench;
    await page.locator('.view-line', { hasText: 'lr = 0.05' }).first().click();
    await page.keyboard.press('Home');
    for (let k = 0; k < 'lr = 0.0'.length; k++) {
      await page.keyboard.press('ArrowRight');
    }
    await noteKeys(page);
    const times: number[] = [];
    for (let k = 0; k < edits + warmUp; k++) {
      const curve = await curveInWords(lesson);
      const next = nextDraw(lesson, curve);
      // In place of one digit another, at one stroke: 0.01, 0.02, …
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press(String(1 + (k % 9)));
      const at = await next;
      times.push(at - (await lastKey(page)));
      await page.keyboard.press('ArrowLeft');
    }
    return times.slice(warmUp);
  } finally {
    await workbench.dispose();
  }
}

/** Notes when a key arrives, by the clock that all frames share. */
async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      (event) => {
        if (/^\d$/.test(event.key)) {
          Object.assign(window, { lastKey: performance.timeOrigin + performance.now() });
        }
      },
      { capture: true },
    );
  });
}

async function lastKey(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { lastKey: number }).lastKey);
}

async function curveInWords(lesson: Frame): Promise<string> {
  return (await lesson.locator('day5-curve [role=img]').getAttribute('aria-label')) ?? '';
}

/** When a curve other than this one has been drawn: after the frame in which its words change. */
async function nextDraw(lesson: Frame, before: string): Promise<number> {
  return lesson.locator('day5-curve').evaluate(
    (element, words) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const now = element.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label');
          if (now === words) {
            requestAnimationFrame(look);
            return;
          }
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        look();
      }),
    before,
  );
}

function distribution(times: readonly number[]): string[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [0, 0.1, 0.5, 0.9, 1].map((share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0),
  );
}
