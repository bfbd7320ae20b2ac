import { fileURLToPath } from 'node:url';
import { PythonRuntime, type RunEnd } from '../../../src/python/runtime.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Python as the extension starts it, also from a snapshot of its memory, which all tests share. */
export function newRuntime(timeLimit = () => 20_000): PythonRuntime {
  return new PythonRuntime({
    worker: at('src/python/worker/main.ts'),
    pyodide: at('node_modules/pyodide'),
    library: at('src/python/library'),
    snapshots: at('out/snapshots'),
    timeLimit,
  });
}

/** Runs a script to its end; what it printed, and how it ended. */
export async function runScript(
  runtime: PythonRuntime,
  text: string,
  siblings: Readonly<Record<string, string>> = {},
): Promise<{ end: RunEnd; printed: string }> {
  let printed = '';
  const end = await runtime.run({ file: 'day5.py', text, siblings, seed: 1, trace: false }, (_, more) => {
    printed += more;
  });
  return { end, printed };
}
