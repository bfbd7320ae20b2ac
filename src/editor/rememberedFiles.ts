import { type LessonFileName, lessonFileNames } from '../core/lesson/fileNames.ts';

/** Which files the lesson uses, as it is remembered; all are URIs. */
export interface RememberedFiles {
  readonly version: 1;
  /** Where the lesson's own files have been saved to. A file that is not named is in the extension's storage. */
  readonly saved: Readonly<Partial<Record<LessonFileName, string>>>;
  /** The files that the learner has added, the oldest first. */
  readonly added: readonly string[];
}

export const nothingRemembered: RememberedFiles = { version: 1, saved: {}, added: [] };

/** How many added files are remembered: a learner who adds more has long done with the first. */
const maxAdded = 100;

/** Reads what was remembered; what makes no sense, such as one of another version, counts as nothing. */
export function parseRememberedFiles(text: string): RememberedFiles {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return nothingRemembered;
  }
  if (typeof read !== 'object' || read === null) {
    return nothingRemembered;
  }
  const { version, saved, added } = read as Record<string, unknown>;
  if (version !== 1 || typeof saved !== 'object' || saved === null || !Array.isArray(added)) {
    return nothingRemembered;
  }
  const places = lessonFileNames.flatMap((name): [string, string][] => {
    const uri = (saved as Record<string, unknown>)[name];
    return typeof uri === 'string' ? [[name, uri]] : [];
  });
  return {
    version,
    saved: Object.fromEntries(places),
    added: added.filter((uri) => typeof uri === 'string'),
  };
}

/** With one more added file. */
export function withAdded(remembered: RememberedFiles, uri: string): RememberedFiles {
  const others = remembered.added.filter((other) => other !== uri);
  return { ...remembered, added: [...others, uri].slice(-maxAdded) };
}
