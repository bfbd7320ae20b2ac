import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder of the operating system's temporary files; it goes when the process does, at the latest. */
export interface ScratchFolder {
  readonly path: string;
  remove(): Promise<void>;
}

// A server that is ending may still write for a moment.
const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };

/** Makes a scratch folder; its path is free of symbolic links, so VS Code shows the same one. */
export async function makeScratchFolder(): Promise<ScratchFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'day5-')));
  const removeNow = () => rmSync(path, removal);
  process.once('exit', removeNow);
  return {
    path,
    remove: async () => {
      await rm(path, removal);
      process.off('exit', removeNow);
    },
  };
}
