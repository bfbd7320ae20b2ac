/**
 * What the lesson asks of the window: when its first paint is, how long its tasks take while a run plays and while one moves through
 * a run of 20 steps and one of 100,000, measured by Chromium's trace in the packaged extension in a real VS Code; and how soon the
 * map of learning rates is there. Argument: how many times the run plays (default 3).
 */
import { cpus, loadavg } from 'node:os';
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

/** The lesson's loop, for very many steps. */
const longSteps = 100_000;
const longLoop = `import random
from micrograd import MLP

random.seed(5571)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(${longSteps}):
    ypred = [model(x) for x in xs]
    loss = sum((yo - yg) ** 2 for yo, yg in zip(ypred, ys))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
`;

console.log(
  `${cpus()[0].model}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}, drawn in software.\n`,
);

const workbench = await startWorkbench({
  width: 1400,
  height: 900,
  workspaceFiles: { 'long.py': longLoop },
  settings: { 'day5.run.timeLimit': 600 },
});
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
  const map = await mapOf(await workbench.lessonFrame());
  console.log(
    table(
      ['the map, in ms from where it is scrolled to', 'first picture', 'all of it'],
      [['', map.first.toFixed(0), map.whole.toFixed(0)]],
    ),
  );
  const short = await movedThrough(workbench, await workbench.lessonFrame());
  await openLong(workbench);
  const long = await movedThrough(workbench, await workbench.lessonFrame());
  const ratio = (a: number, b: number) => `${(b / a).toFixed(2)} ×`;
  console.log(
    table(
      ['the lesson’s part of a task, in ms', '20 steps', `${longSteps.toLocaleString('en')} steps`, 'ratio'],
      (['dragged', 'hovered'] as const).flatMap((how) =>
        ([0.5, 0.99] as const).map((share) => {
          const [a, b] = [short[how], long[how]].map((tasks) => at(tasks, share));
          const name = `${how} over the curve, ${share === 0.5 ? 'median' : 'a hundredth above'}`;
          return [name, a.toFixed(2), b.toFixed(2), ratio(a, b)];
        }),
      ),
    ),
  );
  console.log(`Load ${loadavg()[0].toFixed(1)} at the end.`);
} finally {
  await workbench.dispose();
}

/** The number below which this share of the lesson's parts of tasks is. */
function at(tasks: readonly Task[], share: number): number {
  const sorted = tasks.map(({ ours }) => ours).sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** How soon the map is there once it is scrolled to, for the first time in this window. */
async function mapOf(lesson: Frame): Promise<{ first: number; whole: number }> {
  const guess = lesson.locator('day5-guess');
  await guess.scrollIntoViewIfNeeded();
  await guess.getByRole('button').first().click();
  const map = lesson.locator('day5-rate-map');
  await map.waitFor();
  return map.evaluate(async (element) => {
    const shown = element as HTMLElement & { rows: readonly unknown[]; updateComplete: Promise<unknown> };
    const from = performance.now();
    shown.scrollIntoView();
    const until = async (count: number) => {
      while (shown.rows.length < count) {
        await new Promise(requestAnimationFrame);
      }
      await shown.updateComplete;
      return performance.now() - from;
    };
    return { first: await until(1), whole: await until(200) };
  });
}

/** Follows the file of very many steps, and resolves when it has run. */
async function openLong({ page, runCommand, lessonFrame }: Workbench): Promise<void> {
  await runCommand.call(workbench, 'View: Show Explorer');
  await page
    .getByRole('treeitem', { name: /long\.py/ })
    .first()
    .dblclick();
  await page.locator('.tab.active', { hasText: 'long.py' }).waitFor();
  await runCommand.call(workbench, 'Day 5: Use This File in the Lesson');
  const lesson = await lessonFrame.call(workbench);
  await lesson.locator('day5-status').getByText('long.py').waitFor();
  await lesson
    .locator('day5-curve')
    .getByRole('img', { name: `${longSteps} steps so far` })
    .waitFor({ timeout: 600_000 });
}

/** The tasks of the window while the cursor is dragged over the curve, there and back, and while the pointer only passes over it. */
async function movedThrough(
  { page }: Workbench,
  lesson: Frame,
): Promise<Record<'dragged' | 'hovered', readonly Task[]>> {
  const box = await lesson.locator('day5-curve .u-over').boundingBox();
  if (!box) {
    throw new Error('There is no curve.');
  }
  const moves = 120;
  const go = async () => {
    for (let move = 0; move <= moves; move++) {
      const share = 1 - Math.abs(1 - (2 * move) / moves);
      await page.mouse.move(box.x + 2 + share * (box.width - 4), box.y + box.height / 2);
      await lesson.evaluate(() => new Promise(requestAnimationFrame));
    }
  };
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.down();
  const dragged = await tracedTasks(page, go);
  await page.mouse.up();
  const hovered = await tracedTasks(page, go);
  return { dragged, hovered };
}

/** The tasks in which a script of the lesson ran while something is done. */
async function tracedTasks(page: Workbench['page'], act: () => Promise<void>): Promise<Task[]> {
  const browser = page.context().browser();
  await browser!.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await act();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser!.stopTracing()).toString());
  return tasksOf(trace.traceEvents.filter(({ ph, dur }) => ph === 'X' && dur !== undefined));
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
  const tasks = await tracedTasks(page, async () => {
    await lesson.getByRole('button', { name: 'Play', exact: true }).click();
    await lesson.locator('day5-readout').getByText('end of run').first().waitFor();
  });
  return { tasks };
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

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

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
