import { cpus } from 'node:os';
import { type Agreement, agreement } from './agreement.ts';
import { chainTimes } from './chain.ts';
import type { Contender, Trained } from './contender.ts';
import { compiledExact, compiledFast, engine, handFused, objectGraph } from './contenders/own.ts';
import { python } from './contenders/python.ts';
import { memoryAfter } from './flatness.ts';
import { type Measured, measure, medianRatio, ratio } from './measure.ts';
import { npmPeers } from './peers.ts';
import { type Problem, problemOf } from './problem.ts';
import { table } from './table.ts';

const WIDTHS = [4, 16, 64];
const SAMPLES = [4, 64];

/** The only argument: how many seconds to measure for, per size. */
const seconds = Number(process.argv[2] ?? 10);

/** What came of one size. */
interface Result {
  readonly problem: Problem;
  readonly agreements: ReadonlyMap<Contender, Agreement>;
  readonly measured: ReadonlyMap<Contender, Measured>;
}

console.log(`Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors.\n`);
const contenders = [
  handFused,
  engine,
  compiledExact,
  compiledFast,
  objectGraph,
  ...(await npmPeers()),
  python,
];
const results: Result[] = [];
for (const samples of SAMPLES) {
  for (const width of WIDTHS) {
    const result = await compete(problemOf(width, samples));
    printTimes(result);
    results.push(result);
  }
}
printRatios();
printChain();
printMemory();

/** First all must train alike, then all are timed. */
async function compete(problem: Problem): Promise<Result> {
  const agreements = new Map<Contender, Agreement>();
  const trained = new Map<Contender, Trained>();
  for (const contender of contenders.filter(({ takes }) => takes?.(problem) ?? true)) {
    const agreed = await tryAgreement(contender, problem);
    if (agreed) {
      agreements.set(contender, agreed);
      trained.set(contender, await contender.start(problem));
    }
  }
  const measured = await measure(trained, seconds);
  for (const { stop } of trained.values()) {
    stop?.();
  }
  return { problem, agreements, measured };
}

/** Undefined where there is no Python; whoever trains differently ends the bench. */
async function tryAgreement(contender: Contender, problem: Problem): Promise<Agreement | undefined> {
  try {
    return await agreement(contender, problem);
  } catch (error) {
    if (contender === python && error instanceof Error && 'code' in error) {
      console.log('(There is no python3 here.)\n');
      return undefined;
    }
    throw error;
  }
}

function printTimes({ problem, agreements, measured }: Result): void {
  console.log(
    `## Width ${problem.width}, ${problem.xs.length} samples (${problem.parameters.length} parameters)\n`,
  );
  const hand = of(measured, handFused);
  const rows = [...measured].map(([contender, m]) => [
    contender.name,
    micros(m.undisturbed),
    micros(m.median),
    m.spread.map(micros).join('–'),
    times(ratio(m, hand)),
    times(medianRatio(m, hand)),
    times(ratio(m, of(measured, engine))),
    inWords(agreements.get(contender)),
  ]);
  const head = [
    '',
    'µs per step',
    'median',
    'middle half',
    '× hand-fused',
    'median',
    '× this engine',
    'losses differ by',
  ];
  console.log(table(head, rows));
}

function printRatios(): void {
  console.log('## Time per step, as a multiple of the hand-fused loops\n');
  const head = results.map(({ problem: { width, xs } }) => `${width} wide, ${xs.length} samples`);
  const rows = contenders
    .filter((contender) => results.some(({ measured }) => measured.has(contender)))
    .map((contender) => [
      contender.name,
      ...results.map(({ measured }) => {
        const m = measured.get(contender);
        return m ? times(ratio(m, of(measured, handFused))) : '';
      }),
    ]);
  console.log(table(['', ...head], rows));
  for (const { name, note } of contenders) {
    if (note) {
      console.log(`- ${name}: ${note}.`);
    }
  }
  console.log();
}

function printChain(): void {
  console.log('## A chain of operations, recorded and swept backward\n');
  const rows = chainTimes([1_000, 10_000, 100_000, 1_000_000]).map(({ length, growing, again }) => [
    length.toLocaleString('en'),
    growing.toFixed(0),
    again.toFixed(0),
  ]);
  console.log(table(['operations', 'ns each, on a tape that grows', 'on one that is used again'], rows));
}

function printMemory(): void {
  console.log('## Memory while the lesson’s network trains\n');
  const rows = memoryAfter([1_000, 10_000, 100_000, 1_000_000]).map(({ steps, values, bytes }) => [
    steps.toLocaleString('en'),
    String(values),
    (bytes / 2 ** 20).toFixed(2),
  ]);
  console.log(table(['steps', 'values on the tape', 'MiB in use'], rows));
}

function of(measured: ReadonlyMap<Contender, Measured>, contender: Contender): Measured {
  const found = measured.get(contender);
  if (!found) {
    throw new Error(`${contender.name} was not measured.`);
  }
  return found;
}

function inWords(agreement: Agreement | undefined): string {
  if (!agreement) {
    return '';
  }
  const { apart, steps } = agreement;
  return `${apart === 0 ? 'nothing' : apart.toExponential(0)} in ${steps} steps`;
}

function micros(number: number): string {
  return number < 100 ? number.toPrecision(3) : number.toFixed(0);
}

function times(number: number): string {
  return number < 10 ? number.toFixed(2) : number.toFixed(0);
}
