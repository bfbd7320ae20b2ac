/**
 * What the lesson asks of the window: when its first paint is, and how long its tasks take while a run plays, measured by
 * Chromium's trace in the packaged extension in a real VS Code. Argument: how many times the run plays (default 3).
 */
import { cpus } from 'node:os';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from '../e2e/harness.ts';
import { table } from './table.ts';

const rounds = Number(process.argv[2] ?? 3);

/** What the lesson holds itself to, in milliseconds. */
const budget = { task: 8, paint: 100 };

/** A piece of a trace, as Chromium writes it; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: {
    readonly data?: { readonly url?: string; readonly frame?: string };
    readonly beginData?: { readonly frame?: string };
  };
}

console.log(`${cpus()[0].model}, ${cpus().length} processors, drawn in software.\n`);

const workbench = await startWorkbench({ width: 1400, height: 900 });
try {
  await workbench.runCommand('Start Day 5');
  const lesson = await workbench.lessonFrame();
  await lesson.locator('day5-readout').waitFor();
  const paints = await paintsOf(workbench, lesson);
  await workbench.watchFinishedLoop();
  const plays = [];
  for (const speed of ['16/s', 'max']) {
    for (let k = 0; k < rounds; k++) {
      plays.push({ speed, ...(await played(workbench, await workbench.lessonFrame(), speed)) });
    }
  }
  console.log(
    table(
      ['from the start of the document, in ms', 'first paint', 'largest paint', 'held to'],
      paints.map(({ what, first, largest }) => [
        what,
        first.toFixed(0),
        largest.toFixed(0),
        String(budget.paint),
      ]),
    ),
  );
  console.log(
    table(
      [
        'playing 20 steps',
        'milliseconds of',
        'tasks',
        'median',
        'a hundredth above',
        'longest',
        `over ${budget.task}`,
      ],
      plays.flatMap(({ speed, tasks }) =>
        (['ours', 'whole'] as const).map((what) => {
          const sorted = tasks.map((task) => task[what]).sort((a, b) => a - b);
          const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
          const over = sorted.filter((each) => each > budget.task).length;
          const name = what === 'ours' ? 'the lesson’s part' : 'the whole task';
          return [speed, name, String(sorted.length), at(0.5), at(0.99), at(1), String(over)];
        }),
      ),
    ),
  );
} finally {
  await workbench.dispose();
}

/** When the lesson was first painted, and when it had the run: just opened, and after it was hidden and shown again. */
async function paintsOf(
  { page, runCommand }: Workbench,
  first: Frame,
): Promise<{ what: string; first: number; largest: number }[]> {
  const of = (frame: Frame) =>
    frame.evaluate(async () => {
      const largest = await new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      });
      const [first] = performance.getEntriesByName('first-contentful-paint');
      return { first: first?.startTime ?? Number.NaN, largest };
    });
  const opened = { what: 'opened', ...(await of(first)) };
  await page.locator('.tab', { hasText: 'Day 5' }).click();
  await runCommand.call(workbench, 'Help: Welcome');
  await page.locator('.gettingStartedContainer').waitFor();
  await page.locator('.tab', { hasText: 'Day 5' }).click();
  const again = await workbench.lessonFrame();
  await again.locator('day5-readout').waitFor();
  return [opened, { what: 'shown again', ...(await of(again)) }];
}

/** How long a task took in which a script of the lesson ran, in milliseconds: `ours` is the part of the lesson's own document. */
interface Task {
  readonly ours: number;
  readonly whole: number;
}

/** Plays the run from its start to its end. */
async function played({ page }: Workbench, lesson: Frame, speed: string): Promise<{ tasks: Task[] }> {
  // Disabled before the first step.
  const reset = lesson.getByRole('button', { name: 'Reset', exact: true });
  if ((await reset.getAttribute('aria-disabled')) === 'false') {
    await reset.click();
  }
  await lesson.getByText(speed, { exact: true }).click();
  const browser = page.context().browser();
  await browser!.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await lesson.getByRole('button', { name: 'Play', exact: true }).click();
  await lesson.locator('day5-readout').getByText('end of run').first().waitFor();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser!.stopTracing()).toString());
  return { tasks: tasksOf(trace.traceEvents.filter(({ ph, dur }) => ph === 'X' && dur !== undefined)) };
}

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const frameOf = ({ args }: TraceEvent) => args?.data?.frame ?? args?.beginData?.frame;
  // The document in which the lesson's scripts run: scripts, styles, layout and paint name it.
  const frames = new Set(
    events.filter(({ args }) => args?.data?.url?.includes('/out/webview/')).map((event) => frameOf(event)),
  );
  frames.delete(undefined);
  const named = events.filter((event) => frameOf(event) !== undefined);
  const tasks = events.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  return tasks.flatMap((task) => {
    const parts = named
      .filter(({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < endOf(task))
      .sort((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
    const scripts = parts.filter(({ args }) => args?.data?.url?.includes('/out/webview/'));
    return scripts.length > 0
      ? [{ ours: ownTime(parts, (part) => frames.has(frameOf(part))) / 1000, whole: (task.dur ?? 0) / 1000 }]
      : [];
  });
}

const endOf = ({ ts, dur = 0 }: TraceEvent) => ts + dur;

/** How long it took in those of the parts that are own; what is inside a part, as the workbench's styles may be, is not its own time. */
function ownTime(parts: readonly TraceEvent[], isOwn: (part: TraceEvent) => boolean): number {
  let time = 0;
  const around: TraceEvent[] = [];
  for (const part of parts) {
    while (around.length > 0 && endOf(around[around.length - 1]) <= part.ts) {
      around.pop();
    }
    const outer = around.at(-1);
    time += (isOwn(part) ? 1 : 0) * (part.dur ?? 0);
    time -= outer && isOwn(outer) ? (part.dur ?? 0) : 0;
    around.push(part);
  }
  return time;
}
