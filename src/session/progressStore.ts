import { merged } from '../core/lesson/mergedProgress.ts';
import { noProgress, type Progress } from '../core/lesson/progress.ts';
import { progressText, readProgress } from '../core/lesson/savedProgress.ts';
import { type Clock, realClock } from './clock.ts';

/** The file that progress is saved in. */
export interface ProgressFile {
  /** Its text; null where there is no such file. Rejects where it cannot be read. */
  read(): Promise<string | null>;
  /** Replaces its text, all or nothing. Rejects where it cannot be written; then it is as it was. */
  write(text: string): Promise<void>;
  /** Moves it out of the way, under a name that is free. Returns that name. */
  setAside(): Promise<string>;
}

/** What keeps progress from being read or saved. */
export type StoreTrouble =
  /** It made no sense, and was moved to another name. */
  | { readonly kind: 'damaged'; readonly name: string }
  /** A later version of the extension has written it: it is left alone. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'unsaved'; readonly reason: string };

export interface ProgressStoreOptions {
  /** Progress as it is now, which the store saves. */
  readonly get: () => Progress;
  /** Takes progress that has come from the file. */
  readonly take: (progress: Progress) => void;
  /** Tells the learner; of each kind of trouble once, until it is over. */
  readonly tell: (trouble: StoreTrouble) => void;
  readonly clock?: Clock;
}

/** How long to wait before what could not be saved is tried again, in milliseconds. */
const patience = 20_000;

/** How long a file that makes no sense may be one that is being written. */
const writing = 250;

/**
 * Keeps progress and its file in step, over several windows: what another has saved is taken up first, then what both know
 * together is written. Where two write at the same time, the one that is told of the change last writes what got lost.
 *
 * Nothing is lost in memory, whatever becomes of the file.
 */
export class ProgressStore {
  private readonly file: ProgressFile;
  private readonly options: ProgressStoreOptions;
  private readonly clock: Clock;
  private running: Promise<void> | null = null;
  private again = false;
  private cancelRetry: (() => void) | null = null;
  private readonly told = new Set<StoreTrouble['kind']>();
  private disposed = false;

  constructor(file: ProgressFile, options: ProgressStoreOptions) {
    this.file = file;
    this.options = options;
    this.clock = options.clock ?? realClock;
  }

  /** Brings both in step: progress has changed, or the file has. Resolves when that is done, or cannot be. */
  async sync(): Promise<void> {
    this.again = true;
    this.running ??= this.run();
    await this.running;
  }

  dispose(): void {
    this.disposed = true;
    this.cancelRetry?.();
  }

  private async run(): Promise<void> {
    while (this.again) {
      this.again = false;
      this.cancelRetry?.();
      this.cancelRetry = null;
      try {
        await this.once();
      } catch (error) {
        this.trouble({ kind: 'unsaved', reason: error instanceof Error ? error.message : String(error) });
        if (!this.disposed) {
          this.cancelRetry = this.clock.after(patience, () => void this.sync());
        }
      }
    }
    this.running = null;
  }

  private async once(): Promise<void> {
    const { get, take } = this.options;
    const saved = await this.readWhole();
    const read = saved === null ? null : readProgress(saved);
    if (read?.kind === 'newer') {
      this.trouble({ kind: 'newer' });
      return;
    }
    if (read?.kind === 'damaged') {
      this.trouble({ kind: 'damaged', name: await this.file.setAside() });
    }
    if (read?.kind === 'read') {
      const all = merged(get(), read.progress);
      if (progressText(all) !== progressText(get())) {
        take(all);
      }
    }
    const text = progressText(get());
    const isEmpty = saved === null && text === progressText(noProgress);
    if (text !== saved && !isEmpty) {
      await this.file.write(text);
    }
    this.told.clear();
  }

  /** The file's text. One that makes no sense may be on its way: it is read once more. */
  private async readWhole(): Promise<string | null> {
    const text = await this.file.read();
    if (text === null || readProgress(text).kind !== 'damaged') {
      return text;
    }
    await new Promise<void>((resolve) => {
      this.clock.after(writing, resolve);
    });
    return this.file.read();
  }

  private trouble(trouble: StoreTrouble): void {
    if (!this.told.has(trouble.kind)) {
      this.told.add(trouble.kind);
      this.options.tell(trouble);
    }
  }
}
