import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isBackup } from '../core/lesson/fileNames.ts';
import { submissionsAmong } from './submissions.ts';

/** A script that is to be checked. */
export interface ScriptFile {
  /** How it is called in what is printed: as the person wrote it, or the folder that they wrote and its place in there. */
  readonly shown: string;
  /** Its absolute path. */
  readonly path: string;
  readonly text: string;
}

/** What was found where a person told to look. */
export interface Found {
  /** In the order of their names, each once. */
  readonly scripts: readonly ScriptFile[];
  /** What could not be read, each in one line. */
  readonly problems: readonly string[];
}

/** Larger files, in bytes, are not written by hand. */
const mostBytes = 4_000_000;

/** Folders that hold what others have written, beside those whose name begins with a dot. */
const foreign = new Set(['__pycache__', '__MACOSX', 'node_modules', 'site-packages']);

const byName = new Intl.Collator('en', { numeric: true });

/** Reads the scripts that are meant by `paths`, seen from the folder `base`. Never rejects. */
export async function findScripts(paths: readonly string[], base: string): Promise<Found> {
  const search = new Search(base);
  for (const path of paths) {
    await search.lookAt(path);
  }
  return search.found();
}

class Search {
  private readonly base: string;
  /** By their real path, so that none is taken twice, whatever links lead to it. */
  private readonly scripts = new Map<string, ScriptFile>();
  private readonly folders = new Set<string>();
  private readonly problems: string[] = [];

  constructor(base: string) {
    this.base = base;
  }

  found(): Found {
    const scripts = [...this.scripts.values()].sort((a, b) => byName.compare(a.shown, b.shown));
    return { scripts, problems: this.problems };
  }

  /** Looks at what a person has named. */
  async lookAt(path: string): Promise<void> {
    try {
      const status = await stat(resolve(this.base, path));
      if (status.isDirectory()) {
        const problems = this.problems.length;
        if (!(await this.openFolder(path)) && this.problems.length === problems) {
          this.problems.push(`${path}: there is no Python script in this folder`);
        }
      } else if (path.endsWith('.py')) {
        await this.add(path, await this.read(path));
      } else {
        this.problems.push(`${path}: not a Python script, for its name does not end in .py`);
      }
    } catch (error) {
      this.problems.push(`${path}: ${reasonOf(error)}`);
    }
  }

  /** Takes the scripts of a folder and of those below it; returns whether there are any. */
  private async openFolder(folder: string): Promise<boolean> {
    const real = await realpath(resolve(this.base, folder));
    if (this.folders.has(real)) {
      return true;
    }
    this.folders.add(real);
    const names = (await readdir(real)).filter((name) => !name.startsWith('.') && !foreign.has(name));
    if (names.includes('pyvenv.cfg')) {
      // Python itself and its packages.
      return false;
    }
    let any = false;
    const files = new Map<string, string>();
    for (const name of names) {
      const path = join(folder, name);
      // What is neither a script nor a folder is nobody's business, also where it cannot be looked at.
      const status = await stat(resolve(this.base, path)).catch(() => null);
      const isScript = name.endsWith('.py') && !isBackup(name);
      try {
        if (status?.isDirectory()) {
          any = (await this.openFolder(path)) || any;
        } else if (isScript) {
          files.set(name, await this.read(path));
        }
      } catch (error) {
        this.problems.push(`${path}: ${reasonOf(error)}`);
      }
    }
    const submissions = submissionsAmong(files);
    for (const name of submissions) {
      await this.add(join(folder, name), files.get(name) ?? '');
    }
    return any || submissions.length > 0;
  }

  private async add(shown: string, text: string): Promise<void> {
    const path = resolve(this.base, shown);
    const real = await realpath(path);
    if (!this.scripts.has(real)) {
      this.scripts.set(real, { shown, path, text });
    }
  }

  private async read(path: string): Promise<string> {
    const absolute = resolve(this.base, path);
    const status = await stat(absolute);
    if (!status.isFile()) {
      throw new Error('not a file that can be read');
    }
    if (status.size > mostBytes) {
      throw new Error('too large for a script');
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(absolute));
    } catch (error) {
      throw error instanceof TypeError ? new Error('not a text in UTF-8') : error;
    }
  }
}

/** The name of a script without its folders. */
export function nameOf({ path }: ScriptFile): string {
  return basename(path);
}

/** Why something could not be read, as people say it. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    case undefined:
      return message;
    default:
      return `it cannot be read (${code})`;
  }
}
