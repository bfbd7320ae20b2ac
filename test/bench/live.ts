/**
 * How long it takes from an edit of the lesson's script to its curve, measured in the packaged extension in a real
 * VS Code; and what part of it is Python's. Argument: how many edits (default 60).
 *
 * What the lesson is held to is the time from the end of the pause in typing, in the extension host, to the drawn curve, in the
 * webview: a second extension (`probe/`) notes when the host hears of the edit, and the pause ends so much later as the
 * setting says.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { PythonRuntime } from '../../src/python/runtime.ts';
import { startWorkbench } from '../e2e/harness.ts';
import { projectRoot } from '../host/paths.ts';
import { nextDrawing, noteDrawings, Probe } from './landmarks.ts';
import { table } from './table.ts';

const edits = Number(process.argv[2] ?? 60);
/** The pause in typing, in milliseconds; it is not counted. */
const pause = 200;

/** The first runs warm Python and the browser up; nobody's hundredth edit is like them. */
const warmUp = 5;

console.log(`Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors.\n`);
const python = await pythonTimes();
const { ways, numbers, highlights } = await drawnTimes();
const part = (name: keyof Way) => distribution(ways.map((way) => way[name]));
console.log(
  table(
    ['milliseconds', 'least', 'a tenth below', 'median', 'a tenth above', 'most'],
    [
      ['from the end of the pause to the drawn curve', ...part('fromPause')],
      ['- until the session asks for a run', ...part('pauseToRun')],
      ['- until it has the run to show', ...part('run')],
      ['- until the webview has it', ...part('message')],
      ['- until it is drawn', ...part('drawing')],
      ['from the key to the drawn curve, without the pause', ...part('fromKey')],
      ['- until the extension host hears of the edit', ...part('keyToHost')],
      ['from the changed number to the drawn curve', ...distribution(numbers)],
      ['from the scrubber to the highlighted line', ...distribution(highlights)],
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

/** An edit's way to its curve, in milliseconds, part by part. */
interface Way {
  readonly fromPause: number;
  readonly fromKey: number;
  readonly keyToHost: number;
  readonly pauseToRun: number;
  readonly run: number;
  readonly message: number;
  readonly drawing: number;
}

/** The learning rate, changed by a key press again and again; each time until the new curve is on the screen. */
async function drawnTimes(): Promise<{ ways: Way[]; numbers: number[]; highlights: number[] }> {
  const probe = await Probe.create();
  const settings = { 'day5.live.delay': pause, 'editor.autoClosingBrackets': 'never', ...probe.settings };
  const workbench = await startWorkbench({
    width: 1400,
    height: 900,
    settings,
    extensions: [Probe.extension],
  });
  try {
    const lesson = await workbench.watchFinishedLoop();
    await lesson.getByRole('button', { name: 'Run to end' }).click();
    const { page } = workbench;
    await page.locator('.view-line', { hasText: 'lr = 0.05' }).first().click();
    await page.keyboard.press('Home');
    for (let k = 0; k < 'lr = 0.0'.length; k++) {
      await page.keyboard.press('ArrowRight');
    }
    await noteKeys(page);
    await noteDrawings(lesson);
    const ways: Way[] = [];
    for (let k = 0; k < edits + warmUp; k++) {
      const next = await nextDrawing(lesson);
      // In place of one digit another, at one stroke: 0.01, 0.02, …
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press(String(1 + (k % 9)));
      const { arrived, drawn } = await next();
      const key = await lastKey(page);
      const ended = probe.last('heard', arrived) + pause;
      const begun = probe.last('begun', arrived);
      const shown = probe.last('shown', arrived);
      ways.push({
        fromPause: drawn - ended,
        fromKey: drawn - key - pause,
        keyToHost: ended - pause - key,
        pauseToRun: begun - ended,
        run: shown - begun,
        message: arrived - shown,
        drawing: drawn - arrived,
      });
      await page.keyboard.press('ArrowLeft');
    }
    return {
      ways: ways.slice(warmUp),
      numbers: (await numberTimes(page, lesson, probe)).slice(warmUp),
      highlights: (await highlightTimes(page, lesson)).slice(warmUp),
    };
  } finally {
    await workbench.dispose();
    await probe.remove();
  }
}

/** The number at the caret, increased and decreased by its keys: from the host's hearing of the edit to the drawn curve. */
async function numberTimes(page: Page, lesson: Frame, probe: Probe): Promise<number[]> {
  const times: number[] = [];
  for (let k = 0; k < edits + warmUp; k++) {
    const next = await nextDrawing(lesson);
    await page.keyboard.press(k % 8 < 4 ? 'Alt+PageUp' : 'Alt+PageDown');
    const { arrived, drawn } = await next();
    times.push(drawn - probe.last('heard', arrived));
  }
  return times;
}

/** The scrubber, moved by a key: from there to the frame in which the editor's marks have followed. */
async function highlightTimes(page: Page, lesson: Frame): Promise<number[]> {
  await lesson.evaluate(() => {
    window.addEventListener('keydown', () => Object.assign(window, { scrubbed: Date.now() }), {
      capture: true,
    });
  });
  await lesson.getByRole('slider', { name: 'Place in the run' }).focus();
  const times: number[] = [];
  for (let k = 0; k < edits + warmUp; k++) {
    const marked = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const lines = document.querySelector('.monaco-editor .lines-content');
          const observer = new MutationObserver(() => {
            observer.disconnect();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(Date.now());
            requestAnimationFrame(() => port2.postMessage(null));
          });
          observer.observe(lines as Element, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
            attributeFilter: ['class'],
          });
        }),
    );
    await page.keyboard.press(k % 30 < 15 ? 'ArrowLeft' : 'ArrowRight');
    const at = await marked;
    times.push(at - (await lesson.evaluate(() => (window as unknown as { scrubbed: number }).scrubbed)));
  }
  return times;
}

/** Notes when a key arrives, by the clock that all share. */
async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      (event) => {
        if (/^\d$/.test(event.key)) {
          Object.assign(window, { lastKey: Date.now() });
        }
      },
      { capture: true },
    );
  });
}

async function lastKey(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { lastKey: number }).lastKey);
}

function distribution(times: readonly number[]): string[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [0, 0.1, 0.5, 0.9, 1].map((share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0),
  );
}
