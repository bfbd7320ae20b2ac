/**
 * How long it takes from an edit of the lesson's script to its curve, measured in the packaged extension in a real
 * VS Code; and what part of it is Python's. Argument: how many edits (default 60).
 *
 * What the lesson is held to begins where the pause in typing ends, in the extension host. From outside it is framed, the
 * pause taken off: by the time from the key, which has the way of the key to the extension in it, and by the time from the
 * dimming of the curve, which the extension asks for when it hears of the edit.
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
/** The pause in typing, in milliseconds; it is not counted. */
const pause = 200;

/** The first runs warm Python and the browser up; nobody's hundredth edit is like them. */
const warmUp = 5;

console.log(`Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors.\n`);
const python = await pythonTimes();
const { fromKey, fromDimming } = await drawnTimes();
console.log(
  table(
    ['milliseconds', 'least', 'a tenth below', 'median', 'a tenth above', 'most'],
    [
      ['from the key to the drawn curve', ...distribution(fromKey)],
      ['from the dimmed curve to the new one', ...distribution(fromDimming)],
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
    const end = await runtime.run(
      { file: 'reference.py', text, siblings: {}, seed: k, trace: false },
      () => undefined,
    );
    if (end.kind !== 'finished') {
      throw new Error(`The script ended otherwise: ${JSON.stringify(end)}`);
    }
    times.push(performance.now() - start);
  }
  runtime.dispose();
  return times.slice(warmUp);
}

/** The learning rate, changed by a key press again and again; each time until the new curve is on the screen. */
async function drawnTimes(): Promise<{ fromKey: number[]; fromDimming: number[] }> {
  const settings = { 'day5.live.delay': pause, 'editor.autoClosingBrackets': 'never' };
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
    const fromKey: number[] = [];
    const fromDimming: number[] = [];
    for (let k = 0; k < edits + warmUp; k++) {
      const next = nextDraw(lesson, await curveInWords(lesson));
      // In place of one digit another, at one stroke: 0.01, 0.02, …
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press(String(1 + (k % 9)));
      const { dimmed, drawn } = await next;
      fromKey.push(drawn - (await lastKey(page)) - pause);
      fromDimming.push(drawn - dimmed - pause);
      await page.keyboard.press('ArrowLeft');
    }
    return { fromKey: fromKey.slice(warmUp), fromDimming: fromDimming.slice(warmUp) };
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

/** When the curve is dimmed, and when one with other words has been drawn: after the frame in which they change. */
async function nextDraw(lesson: Frame, before: string): Promise<{ dimmed: number; drawn: number }> {
  return lesson.locator('day5-curve').evaluate(
    (element, words) =>
      new Promise<{ dimmed: number; drawn: number }>((resolve) => {
        const now = () => performance.timeOrigin + performance.now();
        let dimmed = 0;
        const look = () => {
          const { stale } = element as unknown as { stale: boolean };
          const label = element.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label');
          if (stale && dimmed === 0) {
            dimmed = now();
          }
          if (stale || label === words) {
            setTimeout(look);
            return;
          }
          requestAnimationFrame(() => resolve({ dimmed: dimmed || now(), drawn: now() }));
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
