import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FromPython, ScriptEnd, ToPython } from '../../protocol/python.ts';
import { loadPython, type Python } from './python.ts';
import { Script } from './script.ts';

/** What the host gives the worker to start with. */
export interface WorkerData {
  /** The folder of Pyodide's files, and that of our Python packages. */
  readonly pyodide: string;
  readonly library: string;
  /** The folder where a snapshot of Python's memory is kept; null to keep none. */
  readonly snapshots: string | null;
  /** Shared: Pyodide looks here for a signal; 2 interrupts the script. */
  readonly interrupt: Uint8Array;
  /** Shared: the line that is being executed, as last reported. */
  readonly line: Int32Array;
  /** Shared: how many `grown` messages the host has taken. */
  readonly taken: Int32Array;
}

const port = parentPort as MessagePort;
const data = workerData as WorkerData;

function send(message: FromPython, transferred: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transferred);
}

let sent = 0;

/**
 * Tells the host how a script has grown. What came before must have been taken: a script that makes more than the host can take
 * waits, lest the host find a heap of messages to take at once.
 */
function tell(growth: FromPython & { readonly type: 'grown' }): void {
  for (let taken = Atomics.load(data.taken, 0); taken !== sent; taken = Atomics.load(data.taken, 0)) {
    Atomics.wait(data.taken, 0, taken);
  }
  sent += 1;
  send(growth);
}

/** Runs what it is asked to, one script after the other. */
async function serve(): Promise<void> {
  let python: Python;
  try {
    python = await loadPython(data);
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  port.on('message', ({ request }: ToPython) => {
    const { id } = request;
    Atomics.store(data.line, 0, 0);
    const script = new Script(
      python.engine,
      (runs, printed) => tell({ type: 'grown', id, runs, printed }),
      (line) => Atomics.store(data.line, 0, line),
    );
    const end = python.run(script, request);
    script.end(end.kind === 'finished');
    const trace = script.takeTrace();
    if (trace) {
      // SAFETY: they are copies of Python's numbers, made here.
      const buffers = [trace.lines.buffer, trace.callOf.buffer] as ArrayBuffer[];
      send({ type: 'traced', id, trace }, buffers);
    }
    send({ type: 'ended', id, end: script.overflowed ? withReason(end) : end });
    python.tidy();
    send({ type: 'ready' });
  });
  send({ type: 'ready' });
}

function withReason(end: ScriptEnd): ScriptEnd {
  return end.kind === 'stopped' ? { ...end, reason: 'output' } : end;
}

void serve();
