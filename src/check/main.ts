/**
 * `npm run check`: says what is wrong with training loops, without VS Code. Reads the command line, prints, and sets the exit
 * code; see docs/check.md.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { PythonRuntime } from '../python/runtime.ts';
import { help, readArguments } from './arguments.ts';
import { detailsOf } from './details.ts';
import { examine, type Lesson } from './examine.ts';
import { workThrough } from './pool.ts';
import { jsonOf, type Report } from './report.ts';
import { findScripts, type ScriptFile } from './scripts.ts';
import { type Row, rowOf, summaryOf, tableOf } from './table.ts';
import { paintFor, plain } from './text.ts';
import { exitCodes, verdictOf } from './verdict.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** How wide what is printed may be, unless a terminal says that it is wider. */
const width = 80;

/** Does what the command line asks for; returns the exit code. */
async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.kind === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (asked.kind === 'wrong') {
    return complain([`${asked.reason}; --help says how it is used`]);
  }
  // npm begins a script in the folder of its package.json, and notes where the person stands.
  const { scripts, problems } = await findScripts(asked.paths, process.env.INIT_CWD ?? process.cwd());
  const unread = complain(problems);
  const lesson = await readLesson(asked.timeLimit);
  return Math.max(unread, await (asked.json ? printJson : printTable)(scripts, lesson));
}

/** Prints the reports as one array, each in a line of its own as soon as it is there. */
async function printJson(scripts: readonly ScriptFile[], lesson: Lesson): Promise<number> {
  let code = 0;
  let before = '[\n';
  await checkAll(scripts, lesson, (report) => {
    code = Math.max(code, exitCodes[verdictOf(report).kind]);
    process.stdout.write(before + jsonOf(report));
    before = ',\n';
  });
  process.stdout.write(scripts.length > 0 ? '\n]\n' : '[]\n');
  return code;
}

/** Prints a table with a line for each script; of one script alone, everything that was found. */
async function printTable(scripts: readonly ScriptFile[], lesson: Lesson): Promise<number> {
  if (scripts.length === 0) {
    return 0;
  }
  const paint = paintFor(process.stdout);
  const rows: Row[] = [];
  let details: string[] = [];
  await checkAll(scripts, lesson, (report) => {
    rows.push(rowOf(report));
    details = scripts.length === 1 ? detailsOf(report, paint) : [];
  });
  const table = tableOf(rows, Math.max(width, process.stdout.columns ?? 0), paint);
  const rest = scripts.length === 1 ? details : [summaryOf(rows)];
  process.stdout.write(`${[...table, '', ...rest].join('\n')}\n`);
  return Math.max(...rows.map(({ verdict }) => exitCodes[verdict.kind]));
}

function checkAll(
  scripts: readonly ScriptFile[],
  lesson: Lesson,
  take: (report: Report) => void,
): Promise<void> {
  const hire = () =>
    new PythonRuntime({
      worker: join(project, 'src/python/worker/main.ts'),
      pyodide: join(project, 'node_modules/pyodide'),
      library: join(project, 'src/python/library'),
      snapshots: join(project, 'out/check'),
      timeLimit: () => lesson.timeLimit,
    });
  return workThrough(scripts, hire, (runtime, script) => examine(runtime, script, lesson), take);
}

async function readLesson(timeLimit: number): Promise<Lesson> {
  const read = (name: string) => readFile(join(project, 'media/lesson', name), 'utf8');
  return { micrograd: await read('micrograd.py'), reference: await read('reference.py'), timeLimit };
}

/** Says what is wrong with what was asked for, each in a line; returns the exit code. */
function complain(problems: readonly string[]): number {
  for (const problem of problems) {
    process.stderr.write(`check: ${plain(problem)}\n`);
  }
  return problems.length > 0 ? 2 : 0;
}

// Whoever reads may have seen enough, as `head` has.
process.stdout.on('error', () => process.exit());
process.exitCode = await main();
