import { readFileSync } from 'node:fs';
import type { ScriptRole } from '../../src/core/lesson/attempt.ts';
import { encodeStart, encodeStops } from '../../src/protocol/wire.ts';
import type { PythonRuntime } from '../../src/python/runtime.ts';
import { loop, loopWith, printPredictions } from '../unit/core/lesson/attempts.ts';
import { createRuntime, runText } from '../unit/python/runScript.ts';
import type { ScriptName, WireExecution } from './scripts.ts';

const bugHunt = read('../../media/lesson/bug_hunt.py');
const reset = ['for p in model.parameters():', '    p.grad = 0.0'];

/** The scripts by their names. Some are the loop with passages replaced, others those of the hunt. */
const scripts: Readonly<Record<ScriptName, readonly [ScriptRole, string]>> = {
  loop: ['own', loop + printPredictions],
  crawling: ['own', loopWith(['lr = 0.05', 'lr = 0.001'])],
  plateau: ['own', loopWith(['lr = 0.05', 'lr = 1.0'])],
  unsteady: ['own', loopWith(['lr = 0.05', 'lr = 0.3'])],
  long: ['own', loopWith(['lr = 0.05', 'lr = 0.1'], ['range(20)', 'range(100)']) + printPredictions],
  thousands: ['own', loopWith(['range(20)', 'range(4000)'])],
  unseeded: ['own', loopWith(['random.seed(5571)', 'random.random()'])],
  stale: ['own', loopWith(['        p.grad = 0.0', '        pass'])],
  untrained: ['own', 'import random\n\nrandom.seed(5571)\nprint("hello")\n'],
  nameError: ['own', loopWith(['for x in xs]', 'for x in xz]'])],
  syntaxError: ['own', loopWith(['for k in range(20):', 'for k in range(20)'])],
  prints: ['own', 'while True:\n    print("step")\n'],
  hunt: ['hunt', bugHunt],
  huntOnce: ['hunt', bugHunt.replace('history = []', 'history = []\nmodel.zero_grad()')],
  huntRepaired: [
    'hunt',
    bugHunt.replace(
      '    loss.backward()',
      [...reset, 'loss.backward()'].map((line) => `    ${line}`).join('\n'),
    ),
  ],
  oneLine: ['own', read('../fixtures/loops/sound/one_line.py')],
  loose: ['own', read('../fixtures/loops/sound/line_fit.py')],
  sideBySide: ['own', read('../fixtures/loops/sound/side_by_side.py')],
  diverging: ['own', read('../fixtures/loops/broken/not-finite/nothing_squashes.py')],
};

/** Runs the scripts of the gallery in the extension's own Python, each when it is first asked for, one after the other. */
export class PythonRuns {
  private readonly executions = new Map<ScriptName, Promise<WireExecution>>();
  private runtime: PythonRuntime | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /** What came of the script of this name; undefined for a name that there is none of. */
  execution(name: string): Promise<WireExecution> | undefined {
    if (!isScript(name)) {
      return undefined;
    }
    let execution = this.executions.get(name);
    if (!execution) {
      execution = this.last.then(() => this.run(name));
      this.last = execution.catch(() => {});
      this.executions.set(name, execution);
    }
    return execution;
  }

  async dispose(): Promise<void> {
    await this.runtime?.dispose();
  }

  private async run(name: ScriptName): Promise<WireExecution> {
    this.runtime ??= createRuntime();
    const [role, text] = scripts[name];
    const { end, recordings, printed } = await runText(this.runtime, text);
    return {
      role,
      text,
      printed,
      end,
      runs: recordings.map((recording, run) => ({
        run,
        start: encodeStart(recording),
        losses: { first: 0, values: recording.losses() },
        stops: encodeStops(recording, 0),
        ...(recording.outcome ? { outcome: recording.outcome } : {}),
      })),
    };
  }
}

function isScript(name: string): name is ScriptName {
  return Object.hasOwn(scripts, name);
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
