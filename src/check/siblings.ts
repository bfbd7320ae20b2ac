import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { maxSiblingSize, siblingNames, siblingTexts } from '../core/lesson/siblings.ts';
import { nameOf, type ScriptFile } from './scripts.ts';

/**
 * The Python files beside a script that it can import, file name to text. What cannot be read is left out, and so is the
 * lesson's own `micrograd.py`, whose text is `micrograd`.
 */
export async function siblingsOf(script: ScriptFile, micrograd: string): Promise<Record<string, string>> {
  const folder = dirname(script.path);
  const names = siblingNames(nameOf(script), script.text, await readdir(folder).catch(() => []));
  const read = names.map(async (name) => [name, await textOf(join(folder, name))] as const);
  return siblingTexts(await Promise.all(read), micrograd);
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const status = await stat(path);
    return status.isFile() && status.size <= maxSiblingSize
      ? new TextDecoder().decode(await readFile(path))
      : undefined;
  } catch {
    return undefined;
  }
}
