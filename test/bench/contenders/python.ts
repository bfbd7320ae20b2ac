import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Contender } from '../contender.ts';

const program = fileURLToPath(new URL('./micrograd.py', import.meta.url));

/** micrograd itself, in a process of its own that trains when it is told to and takes its own time. */
export const python: Contender = {
  name: 'micrograd in Python',
  tolerance: 1e-9,
  note: 'in a process of its own',
  // Beyond that a step takes seconds.
  takes: ({ parameters, xs }) => parameters.length * xs.length < 30_000,
  start: async (problem) => {
    const child = spawn('python3', ['-B', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child, 'spawn');
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (line: string): Promise<number[]> => {
      child.stdin.write(`${line}\n`);
      const { value } = await answers.next();
      return JSON.parse(value ?? '[]');
    };
    let seconds = 0;
    await ask(JSON.stringify(problem));
    return {
      train: async (steps) => {
        const [loss, taken] = await ask(String(steps));
        seconds = taken;
        return loss;
      },
      seconds: () => seconds,
      stop: () => stop(child),
    };
  },
};

function stop(child: ChildProcessByStdio<Writable, Readable, null>): void {
  child.stdin.end();
}
