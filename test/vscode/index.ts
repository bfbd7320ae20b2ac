import { globSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { SummaryReporter } from '../summaryReporter.ts';

/** Runs every test bundle beside this module; rejects when one fails or none ran. VS Code calls it. */
export async function run(): Promise<void> {
  markOutput();
  const mocha = new Mocha({ reporter: SummaryReporter, timeout: 60_000, color: false });
  for (const file of globSync('**/*.test.cjs', { cwd: __dirname }).sort()) {
    mocha.addFile(join(__dirname, file));
  }
  let tests = 0;
  const failures = await new Promise<number>((done) => {
    mocha.run(done).on('test end', () => tests++);
  });
  if (failures > 0) {
    throw new Error(`${failures} failed.`);
  }
  if (tests === 0) {
    throw new Error('No test ran.');
  }
}

/**
 * Puts the launcher's mark before everything that is printed from here on: in its VS Code the log of VS Code itself
 * comes the same way, and is left out by it. The desktop sets no mark.
 */
function markOutput(): void {
  const mark = process.env.DAY5_TEST_OUTPUT_MARK;
  if (mark) {
    for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
      const print = console[level].bind(console);
      // VS Code has made these accessors that ignore an assignment.
      Object.defineProperty(console, level, { value: (...args: unknown[]) => print(mark + format(...args)) });
    }
    // Mocha took its own reference when it was loaded.
    Mocha.reporters.Base.consoleLog = console.log;
  }
}
