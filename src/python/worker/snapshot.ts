import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { threadId } from 'node:worker_threads';

/**
 * Python's memory right after loading, kept in a file, so that the next start takes a fraction of the time.
 *
 * It fits only the Pyodide and the V8 that it was made with; the file's name tells which. Losing it costs time, nothing
 * else, so nothing here fails.
 */
export class Snapshot {
  private readonly folder: string;
  private readonly name: string;

  /** `versions`: all that a snapshot depends on. */
  constructor(folder: string, versions: readonly string[]) {
    this.folder = folder;
    const key = createHash('sha256').update(versions.join('\n')).digest('hex').slice(0, 16);
    this.name = `python-${key}.snapshot`;
  }

  /** The memory that was kept; undefined where there is none, or it is damaged. */
  async read(): Promise<Uint8Array | undefined> {
    try {
      const file = await readFile(join(this.folder, this.name));
      const memory = file.subarray(checksumSize);
      return checksum(memory).equals(file.subarray(0, checksumSize)) ? memory : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a memory in place of all that were kept before. */
  async write(memory: Uint8Array): Promise<void> {
    // Other windows may be about it, and other workers of this one.
    const unfinished = join(this.folder, `${this.name}.${process.pid}-${threadId}.tmp`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(unfinished, Buffer.concat([checksum(memory), memory]));
      for (const name of await readdir(this.folder)) {
        if (name.endsWith('.snapshot')) {
          await rm(join(this.folder, name), { force: true });
        }
      }
      await rename(unfinished, join(this.folder, this.name));
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  /** Forgets a memory that could not be used. */
  async remove(): Promise<void> {
    await rm(join(this.folder, this.name), { force: true }).catch(() => undefined);
  }
}

const checksumSize = 32;

function checksum(memory: Uint8Array): Buffer {
  return createHash('sha256').update(memory).digest();
}
