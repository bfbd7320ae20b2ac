/**
 * The map of learning rates, in the worker that trains it for the lesson: when its first runs are there to be drawn, and when all
 * are. Each time by a worker of its own, as when somebody first looks at it. Argument: how many times (default 12).
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { mapRates, mapSeeds, mapSteps } from '../../src/core/training/rateMap.ts';
import { RateSweep } from '../../src/session/sweep/rateSweep.ts';
import { projectRoot } from '../host/paths.ts';
import { table } from './table.ts';

const rounds = Number(process.argv[2] ?? 12);

/** What the map holds itself to, in milliseconds. */
const budget = { first: 100, whole: 500 };

interface Sweep {
  /** From the request, in milliseconds. */
  readonly first: number;
  readonly whole: number;
  /** How many seeds the first picture has. */
  readonly seeds: number;
}

function sweep(): Promise<Sweep> {
  return new Promise((resolve) => {
    const rates = new RateSweep(join(projectRoot, 'out/sweep.mjs'));
    const from = performance.now();
    let first: { readonly first: number; readonly seeds: number } | null = null;
    rates.onDidGrow(() => {
      const at = performance.now() - from;
      first ??= { first: at, seeds: rates.rows.length };
      if (rates.rows.length === mapSeeds) {
        resolve({ ...first, whole: at });
        rates.dispose();
      }
    });
    rates.start();
  });
}

const steps = (mapRates.length * mapSeeds * mapSteps).toLocaleString('en');
console.log(`${cpus()[0].model}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}.\n`);
const sweeps: Sweep[] = [];
for (let round = 0; round < rounds; round++) {
  sweeps.push(await sweep());
}
const row = (name: string, of: (each: Sweep) => number, held: number) => {
  const sorted = sweeps.map(of).sort((a, b) => a - b);
  const [least, median, most] = [0, sorted.length >> 1, sorted.length - 1].map((k) => sorted[k].toFixed(0));
  return [name, least, median, most, String(held)];
};
console.log(
  table(
    [`${steps} training steps, in ms`, 'least', 'median', 'most', 'held to'],
    [
      row('until the first runs are there', ({ first }) => first, budget.first),
      row('until all are', ({ whole }) => whole, budget.whole),
    ],
  ),
);
console.log(`The first picture has ${Math.min(...sweeps.map(({ seeds }) => seeds))} seeds or more.`);
