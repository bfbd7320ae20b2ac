import { Worker } from 'node:worker_threads';
import { mapSeeds } from '../../core/training/rateMap.ts';

/**
 * The map of learning rates: 200 seeds at 64 rates, trained in a worker thread when somebody first looks at it, and kept.
 *
 * Its code is generated, which a webview does not allow; and 240,000 training steps are no work for the extension host's own thread.
 */
export class RateSweep {
  private readonly script: string;
  private readonly trained: Float32Array[] = [];
  private readonly listeners = new Set<() => void>();
  private worker: Worker | null = null;

  /** `script`: the path of the worker's bundle. */
  constructor(script: string) {
    this.script = script;
  }

  /** The last losses at each rate, a row for each seed that is trained by now. */
  get rows(): readonly Float32Array[] {
    return this.trained;
  }

  onDidGrow(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Trains what is missing, unless that is under way. */
  start(): void {
    if (this.worker || this.trained.length === mapSeeds) {
      return;
    }
    this.trained.length = 0;
    const worker = new Worker(this.script);
    this.worker = worker;
    worker.on('message', (rows: Float32Array[]) => {
      this.trained.push(...rows);
      for (const listener of this.listeners) {
        listener();
      }
    });
    worker.on('error', console.error);
    worker.on('exit', () => {
      this.worker = null;
    });
  }

  dispose(): void {
    this.listeners.clear();
    void this.worker?.terminate();
  }
}
