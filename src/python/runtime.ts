import { Worker } from 'node:worker_threads';
import type { TraceData } from '../core/tracing/trace.ts';
import { assertNever } from '../protocol/assertNever.ts';
import type {
  FromPython,
  RunGrowth,
  ScriptEnd,
  ScriptRequest,
  StopReason,
  ToPython,
} from '../protocol/python.ts';
import type { WorkerData } from './worker/main.ts';

/**
 * `idle`: not asked for yet; `starting`: Python is loading; `ready`; `running`: a script is; `failed`: Python could not be
 * started; `disposed`.
 */
export type RuntimeState = 'idle' | 'starting' | 'ready' | 'running' | 'failed' | 'disposed';

export interface RuntimeOptions {
  /** The worker's script, the folder of Pyodide's files, and that of our Python packages. */
  readonly worker: string;
  readonly pyodide: string;
  readonly library: string;
  /** The folder where a snapshot of Python's memory is kept, so that the next start is quick; null to keep none. */
  readonly snapshots: string | null;
  /** How long a script may run, in milliseconds; asked anew for each. */
  readonly timeLimit: () => number;
}

/** How a script ended; `superseded`: a newer one took its place. */
export type RunEnd = ScriptEnd | { readonly kind: 'superseded' };

/** A script that was asked for. */
interface Job {
  readonly request: ScriptRequest;
  readonly onGrown: (runs: readonly RunGrowth[], printed: string) => void;
  readonly onTraced: (trace: TraceData) => void;
  readonly resolve: (end: RunEnd) => void;
  /** Why it is being stopped. */
  stopping: StopReason | 'superseded' | null;
}

/** How long a script that is to stop may take to do so, in milliseconds, before its worker is ended. */
const grace = 400;

/** The same for a script that is traced: what there is of its trace is to be told first. */
const tracedGrace = 2_000;

/** How many megabytes the worker's JavaScript may use; Python's own memory is bounded elsewhere. */
const heapLimit = 512;

/** How many megabytes its stack may; so large that Python notices first when something goes too deep. */
const stackLimit = 64;

/**
 * Python in a worker thread: loads it in the background and runs one script at a time, the newest asked for.
 *
 * A script that does not stop when it should, or brings its worker down, costs that worker: another takes its place, and
 * the next script runs.
 */
export class PythonRuntime {
  private readonly options: RuntimeOptions;
  private readonly listeners = new Set<() => void>();
  private now: RuntimeState = 'idle';
  private worker: Worker | null = null;
  private interrupt = new Uint8Array(new SharedArrayBuffer(1));
  private line = new Int32Array(new SharedArrayBuffer(4));
  private job: Job | null = null;
  /** What runs next, once the present script has made room or Python is there. */
  private next: Job | null = null;
  private timer: NodeJS.Timeout | undefined;
  private jobs = 0;
  private reason = '';

  constructor(options: RuntimeOptions) {
    this.options = options;
  }

  get state(): RuntimeState {
    return this.now;
  }

  /** Calls `listener` with every change of state until what it returns is disposed. */
  onDidChangeState(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Loads Python in the background, unless that is done or under way. After a failure it tries once more. */
  start(): void {
    if (this.now === 'idle' || this.now === 'failed') {
      this.spawn();
    }
  }

  /**
   * Runs a script as soon as Python is there. One that is under way is stopped first, and one that waits is dropped: both
   * end as `superseded`. Never rejects. `onTraced` is called before the end where the script asks for its trace, unless the
   * worker was lost.
   */
  run(
    script: Omit<ScriptRequest, 'id'>,
    onGrown: (runs: readonly RunGrowth[], printed: string) => void,
    onTraced: (trace: TraceData) => void = () => undefined,
  ): Promise<RunEnd> {
    if (this.now === 'disposed') {
      return Promise.resolve({ kind: 'crashed', message: 'The lesson has been closed.' });
    }
    return new Promise((resolve) => {
      this.jobs += 1;
      this.next?.resolve({ kind: 'superseded' });
      this.next = { request: { ...script, id: this.jobs }, onGrown, onTraced, resolve, stopping: null };
      this.start();
      if (this.job) {
        this.end(this.job, 'superseded');
      } else {
        this.begin();
      }
    });
  }

  /** Stops the script that runs or waits. */
  stop(): void {
    this.next?.resolve({ kind: 'stopped', reason: 'asked', line: null });
    this.next = null;
    if (this.job) {
      this.end(this.job, 'asked');
    }
  }

  /** Lets go of Python, and of whatever it is doing, until it is needed again. */
  rest(): void {
    if (this.now === 'disposed' || this.now === 'idle') {
      return;
    }
    this.next?.resolve({ kind: 'superseded' });
    this.next = null;
    this.finish({ kind: 'superseded' });
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
    this.set('idle');
  }

  dispose(): void {
    this.set('disposed');
    this.listeners.clear();
    this.next?.resolve({ kind: 'superseded' });
    this.next = null;
    this.finish({ kind: 'superseded' });
    void this.worker?.terminate();
    this.worker = null;
  }

  private spawn(): void {
    this.interrupt = new Uint8Array(new SharedArrayBuffer(1));
    this.line = new Int32Array(new SharedArrayBuffer(4));
    const taken = new Int32Array(new SharedArrayBuffer(4));
    const { pyodide, library, snapshots } = this.options;
    const workerData: WorkerData = {
      pyodide,
      library,
      snapshots,
      interrupt: this.interrupt,
      line: this.line,
      taken,
    };
    const worker = new Worker(this.options.worker, {
      workerData,
      // What the worker writes there is not the learner's.
      stdout: true,
      stderr: true,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapLimit, stackSizeMb: stackLimit },
    });
    this.worker = worker;
    this.reason = '';
    worker.on('message', (message: FromPython) => {
      if (message.type === 'grown') {
        // Whatever else waits to be done here comes before the next of these.
        setImmediate(() => {
          Atomics.add(taken, 0, 1);
          Atomics.notify(taken, 0);
        });
      }
      if (worker === this.worker) {
        this.receive(message);
      }
    });
    worker.on('error', (error) => {
      this.reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      if (worker === this.worker) {
        this.lost(this.reason);
      }
    });
    this.set('starting');
  }

  private receive(message: FromPython): void {
    switch (message.type) {
      case 'ready':
        clearTimeout(this.timer);
        this.set('ready');
        this.begin();
        break;
      case 'failed':
        this.fail(message.message);
        break;
      case 'grown':
        if (message.id === this.job?.request.id && this.job.stopping !== 'superseded') {
          this.job.onGrown(message.runs, message.printed);
        }
        break;
      case 'traced':
        if (message.id === this.job?.request.id && this.job.stopping !== 'superseded') {
          this.job.onTraced(message.trace);
        }
        break;
      case 'ended':
        if (message.id === this.job?.request.id) {
          this.finish(this.endOf(this.job, message.end));
          // Until the worker has tidied up, it takes no other; what a script leaves to be done then may take for ever.
          this.timer = setTimeout(() => this.replace(), grace);
        }
        break;
      default:
        assertNever(message);
    }
  }

  /** Hands the next script to the worker, if both are there. */
  private begin(): void {
    if (this.now !== 'ready' || !this.next) {
      return;
    }
    this.job = this.next;
    this.next = null;
    const { job } = this;
    const message: ToPython = { type: 'run', request: job.request };
    this.worker?.postMessage(message);
    this.timer = setTimeout(() => this.end(job, 'time'), this.options.timeLimit());
    this.set('running');
  }

  /** Interrupts a script, and ends its worker if that does not help. */
  private end(job: Job, why: Job['stopping']): void {
    if (job.stopping) {
      // On its way out already; only that nobody waits for it any more may be new.
      job.stopping = why === 'superseded' ? why : job.stopping;
      return;
    }
    job.stopping = why;
    clearTimeout(this.timer);
    Atomics.store(this.interrupt, 0, 2);
    this.timer = setTimeout(
      () => {
        const line = Atomics.load(this.line, 0);
        const end = this.endOf(job, { kind: 'stopped', reason: 'asked', line: line > 0 ? line : null });
        this.replace();
        this.finish(end);
      },
      job.request.trace ? tracedGrace : grace,
    );
  }

  /** How a script ended, seen from here: the worker does not know why it was interrupted. */
  private endOf(job: Job, end: ScriptEnd): RunEnd {
    if (job.stopping === 'superseded') {
      return { kind: 'superseded' };
    }
    // The script may have set up its own way of being interrupted.
    if (job.stopping && end.kind === 'error' && end.error.name === 'KeyboardInterrupt') {
      return { kind: 'stopped', reason: job.stopping, line: end.error.line };
    }
    return end.kind === 'stopped' && job.stopping ? { ...end, reason: job.stopping } : end;
  }

  private finish(end: RunEnd): void {
    clearTimeout(this.timer);
    const { job } = this;
    this.job = null;
    job?.resolve(end);
  }

  /** Ends the worker and starts another. */
  private replace(): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
    this.spawn();
  }

  /** The worker has gone. While it ran a script, that was the script's doing; else Python cannot be started here. */
  private lost(reason: string): void {
    const { job } = this;
    if (!job) {
      if (this.now === 'starting') {
        this.fail(reason || 'The worker ended.');
      } else {
        this.worker = null;
        this.spawn();
      }
      return;
    }
    const line = Atomics.load(this.line, 0);
    const end = endOfLost(job.request.file, line > 0 ? line : null, reason);
    this.worker = null;
    this.spawn();
    this.finish(this.endOf(job, end));
  }

  private fail(message: string): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
    this.set('failed');
    this.next?.resolve({ kind: 'crashed', message });
    this.next = null;
  }

  private set(state: RuntimeState): void {
    if (this.now !== 'disposed' && this.now !== state) {
      this.now = state;
      for (const listener of [...this.listeners]) {
        listener();
      }
    }
  }
}

/** How a script ended that brought its worker down on a line, for this reason. */
function endOfLost(file: string, line: number | null, reason: string): ScriptEnd {
  if (/memory limit|out of memory/i.test(reason)) {
    return { kind: 'stopped', reason: 'memory', line };
  }
  if (/call stack/i.test(reason)) {
    const message = 'maximum recursion depth exceeded';
    const place = { file, line, column: null, endLine: null, endColumn: null };
    const traceback = `RecursionError: ${message}\n`;
    return { kind: 'error', error: { name: 'RecursionError', message, ...place, traceback } };
  }
  return { kind: 'crashed', message: reason || 'The worker ended.' };
}
