/**
 * What a long run costs the extension host: how long each message keeps it busy, how late its event loop gets, and what
 * memory the recording takes; and what it takes to diagnose it. Argument: how many steps (default 100,000).
 */
import { cpus } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { diagnoseInParts } from '../../src/core/diagnosis/diagnose.ts';
import { LiveRuns } from '../../src/python/liveRuns.ts';
import { newRuntime } from '../unit/python/runtime.ts';
import { table } from './table.ts';

const steps = Number(process.argv[2] ?? 100_000);

/** Loops that make much of what the host is told: many parameters, many stops in a step, much output. */
const loops: Readonly<Record<string, string>> = {
  'the lesson’s model': script(
    'MLP(3, [4, 4, 1])',
    `    ypred = [model(x) for x in xs]
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.01 * p.grad`,
  ),
  'sample by sample, with output': script(
    'MLP(3, [1])',
    `    loss = 0.0
    for x, y in zip(xs, ys):
        yout = model(x)
        error = (yout - y) ** 2
        loss = loss + error
    print(k, loss.data)
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.01 * p.grad`,
  ),
};

function script(model: string, body: string): string {
  return `import random
from micrograd import MLP
random.seed(5571)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = ${model}
for k in range(${steps}):
${body}
`;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

console.log(
  `Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors; ${steps} steps.\n`,
);
const rows: string[][] = [];
for (const [name, text] of Object.entries(loops)) {
  rows.push([name, ...(await measure(text))]);
}
console.log(
  table(
    [
      '',
      'seconds',
      'messages',
      'most stops in one',
      'most losses',
      'most characters',
      'ms it takes at most',
      'ms the event loop is late: 999 in 1000',
      'at most',
      'stops kept',
      'MB kept',
      'ms to diagnose it',
      'ms of its longest part',
    ],
    rows,
  ),
);

async function measure(text: string): Promise<string[]> {
  const runtime = newRuntime(() => 3_600_000);
  await new Promise<void>((resolve) => {
    runtime.onDidChangeState(() => runtime.state === 'ready' && resolve());
    runtime.start();
  });
  collectGarbage();
  const before = memory();
  const runs = new LiveRuns();
  const most = { stops: 0, losses: 0, characters: 0, time: 0 };
  let messages = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const end = await runtime.run(
    { file: 'day5.py', text, siblings: {}, trace: false, seed: 1 },
    (grown, printed) => {
      const from = performance.now();
      runs.grow(grown);
      messages += 1;
      most.time = Math.max(most.time, performance.now() - from);
      most.stops = Math.max(
        most.stops,
        sum(grown, ({ stops }) => stops.length),
      );
      most.losses = Math.max(
        most.losses,
        sum(grown, ({ losses }) => losses?.values.length ?? 0),
      );
      most.characters = Math.max(most.characters, printed.length);
    },
  );
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  if (end.kind !== 'finished') {
    console.log(`It ended otherwise: ${JSON.stringify(end)}`);
  }
  runtime.dispose();
  await setImmediate();
  collectGarbage();
  const kept = memory() - before;
  const parts = [0];
  const diagnosing = diagnoseInParts(runs.recordings);
  for (let done = false; !done; ) {
    const from = performance.now();
    done = diagnosing.next().done ?? false;
    parts.push(performance.now() - from);
  }
  const [recording] = runs.recordings;
  return [
    seconds.toFixed(1),
    String(messages),
    String(most.stops),
    String(most.losses),
    String(most.characters),
    most.time.toFixed(1),
    (delay.percentile(99.9) / 1e6).toFixed(1),
    (delay.max / 1e6).toFixed(1),
    String(recording.stops.length),
    (kept / 1e6).toFixed(0),
    sum(parts, (part) => part).toFixed(0),
    Math.max(...parts).toFixed(1),
  ];
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
