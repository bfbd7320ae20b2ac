import { isImportable, mentionedFirst } from './fileNames.ts';
import { isSameText } from './sameText.ts';

const maxFiles = 50;

/** In characters, for all files together. */
const maxText = 1_000_000;

/** How many bytes a file may have that is worth reading: a character takes four of them at most. */
export const maxSiblingSize = 4 * maxText;

/**
 * The files to read for a script that is to be run, of those in its folder: the modules that it can import, at most 50,
 * first those that its text mentions.
 */
export function siblingNames(script: string, text: string, folder: readonly string[]): string[] {
  const names = folder.filter((name) => isImportable(name) && name !== script);
  return mentionedFirst(names, text).slice(0, maxFiles);
}

/**
 * The modules that stand beside a script when it runs, file name to text, from those that were read: as many as fit into a
 * million characters, in their order; undefined where one could not be read.
 *
 * As long as `micrograd.py` is the lesson's, whose text is `micrograd`, it is left out: the module that the engine is behind
 * does the same, faster. Edited, it is the learner's.
 */
export function siblingTexts(
  read: Iterable<readonly [name: string, text: string | undefined]>,
  micrograd: string,
): Record<string, string> {
  const siblings: Record<string, string> = {};
  let room = maxText;
  for (const [name, text] of read) {
    if (
      text === undefined ||
      text.length > room ||
      (name === 'micrograd.py' && isSameText(text, micrograd))
    ) {
      continue;
    }
    siblings[name] = text;
    room -= text.length;
  }
  return siblings;
}
