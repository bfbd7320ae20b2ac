import assert from 'node:assert/strict';
import { doneOf, noProgress, type Progress } from '../../../src/core/lesson/progress.ts';
import { progressText, readProgress } from '../../../src/core/lesson/savedProgress.ts';
import { MersenneTwister } from '../../../src/core/random/mersenneTwister.ts';
import type { Clock } from '../../../src/session/clock.ts';
import { type ProgressFile, ProgressStore, type StoreTrouble } from '../../../src/session/progressStore.ts';
import { progressWith, someProgress } from '../core/lesson/someProgress.ts';

/** A file in memory, with a disk that can be full. Each access is under way until the test, or another access, goes on. */
class File implements ProgressFile {
  text: string | null = null;
  isFull = false;
  writes = 0;
  readonly aside = new Map<string, string>();
  onChange = () => {};

  async read(): Promise<string | null> {
    await Promise.resolve();
    return this.text;
  }

  async write(text: string): Promise<void> {
    await Promise.resolve();
    if (this.isFull) {
      throw new Error('No space left on device');
    }
    this.writes += 1;
    this.text = text;
    this.onChange();
  }

  async setAside(): Promise<string> {
    const name = `progress.damaged-${this.aside.size + 1}.json`;
    this.aside.set(name, this.text ?? '');
    this.text = null;
    return name;
  }
}

/** Goes on when the test says so. */
class Waiting implements Clock {
  readonly actions: { readonly delay: number; readonly action: () => void }[] = [];

  after(delay: number, action: () => void): () => void {
    const entry = { delay, action };
    this.actions.push(entry);
    return () => {
      const at = this.actions.indexOf(entry);
      if (at >= 0) {
        this.actions.splice(at, 1);
      }
    };
  }

  goOn(): void {
    for (const { action } of this.actions.splice(0)) {
      action();
    }
  }
}

/** A window: its progress, and the store that keeps it in step with the file. */
function windowOn(file: File, progress: Progress = noProgress) {
  const troubles: StoreTrouble[] = [];
  const clock = new Waiting();
  const state = { progress, troubles, clock };
  const store = new ProgressStore(file, {
    get: () => state.progress,
    take: (next) => {
      state.progress = next;
    },
    tell: (trouble) => troubles.push(trouble),
    clock,
  });
  return Object.assign(state, { store });
}

const read = (text: string | null): Progress => {
  const saved = readProgress(text ?? '');
  assert.ok(saved.kind === 'read');
  return saved.progress;
};

/** Lets everything that is ready happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('ProgressStore', () => {
  it('writes nothing before there is something', async () => {
    const file = new File();
    await windowOn(file).store.sync();
    assert.equal(file.text, null);
  });

  it('saves, and reads again in another window', async () => {
    const file = new File();
    await windowOn(file, progressWith({ trainingLoop: 1 })).store.sync();
    const other = windowOn(file);
    await other.store.sync();
    assert.deepEqual(doneOf(other.progress), ['trainingLoop']);
    assert.equal(file.writes, 1);
  });

  it('takes up what another window has saved before it writes', async () => {
    const file = new File();
    const [a, b] = [windowOn(file), windowOn(file)];
    await Promise.all([a.store.sync(), b.store.sync()]);
    a.progress = progressWith({ trainingLoop: 1 });
    await a.store.sync();
    b.progress = progressWith({ predictions: 2 });
    await b.store.sync();
    assert.deepEqual(doneOf(read(file.text)), ['trainingLoop', 'predictions']);
  });

  it('loses nothing where several windows write at the same time, and comes to rest', async () => {
    const twister = new MersenneTwister(3);
    for (let round = 0; round < 40; round++) {
      const file = new File();
      const windows = Array.from({ length: 3 }, () =>
        windowOn(
          file,
          someProgress(() => twister.random()),
        ),
      );
      const before = windows.map(({ progress }) => progress);
      file.onChange = () => {
        for (const { store } of windows) {
          void store.sync();
        }
      };
      await Promise.all(windows.map(({ store }) => store.sync()));
      await settle();
      const earned = before.flatMap(({ receipts }) => Object.keys(receipts));
      assert.deepEqual(new Set(doneOf(read(file.text))), new Set(earned));
      for (const { progress } of windows) {
        assert.equal(progressText(progress), file.text);
      }
      const { writes } = file;
      await Promise.all(windows.map(({ store }) => store.sync()));
      assert.equal(file.writes, writes);
    }
  });

  it('sets a damaged file aside, says so once, and goes on', async () => {
    const file = new File();
    file.text = '{"version": 1, "rece';
    const it = windowOn(file, progressWith({ trainingLoop: 1 }));
    const synced = it.store.sync();
    await settle();
    it.clock.goOn();
    await synced;
    assert.deepEqual(it.troubles, [{ kind: 'damaged', name: 'progress.damaged-1.json' }]);
    assert.equal(file.aside.get('progress.damaged-1.json'), '{"version": 1, "rece');
    assert.deepEqual(doneOf(read(file.text)), ['trainingLoop']);
  });

  it('reads a file that is being written once more before it calls it damaged', async () => {
    const file = new File();
    const whole = progressText(progressWith({ predictions: 1 }));
    file.text = whole.slice(0, 40);
    const it = windowOn(file);
    const synced = it.store.sync();
    await settle();
    file.text = whole;
    it.clock.goOn();
    await synced;
    assert.deepEqual(it.troubles, []);
    assert.deepEqual(doneOf(it.progress), ['predictions']);
  });

  it('leaves the file of a later version alone, and says so once', async () => {
    const file = new File();
    const later = '{"version": 99, "receipts": {}, "more": true}';
    file.text = later;
    const it = windowOn(file, progressWith({ trainingLoop: 1 }));
    await it.store.sync();
    await it.store.sync();
    assert.equal(file.text, later);
    assert.deepEqual(it.troubles, [{ kind: 'newer' }]);
    assert.deepEqual(doneOf(it.progress), ['trainingLoop']);
  });

  it('keeps everything in memory while the disk is full, says so once, and saves it later', async () => {
    const file = new File();
    file.isFull = true;
    const it = windowOn(file, progressWith({ trainingLoop: 1 }));
    await it.store.sync();
    await it.store.sync();
    assert.deepEqual(it.troubles, [{ kind: 'unsaved', reason: 'No space left on device' }]);
    assert.deepEqual(doneOf(it.progress), ['trainingLoop']);
    assert.equal(it.clock.actions.length, 1);
    file.isFull = false;
    it.clock.goOn();
    await settle();
    assert.deepEqual(doneOf(read(file.text)), ['trainingLoop']);
  });

  it('follows a reset of another window', async () => {
    const file = new File();
    const [a, b] = [windowOn(file, progressWith({ trainingLoop: 1 })), windowOn(file)];
    await a.store.sync();
    await b.store.sync();
    a.progress = { ...noProgress, since: 5 };
    await a.store.sync();
    await b.store.sync();
    assert.deepEqual(doneOf(b.progress), []);
    assert.deepEqual(doneOf(read(file.text)), []);
  });
});
