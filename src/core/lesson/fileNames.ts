/** The lesson's own files, as they are called when they are created. */
export const lessonFileNames = ['day5.py', 'reference.py', 'bug_hunt.py', 'micrograd.py'] as const;

export type LessonFileName = (typeof lessonFileNames)[number];

/** The k-th other name of a file that is to be kept beside another of its name: `day5_2.py`, which Python can import. */
export function numberedName(name: string, k: number): string {
  return beforeExtension(name, `_${k}`);
}

/** The name of a file's k-th backup: `day5.backup-1.py`, which Python cannot import by mistake. */
export function backupName(name: string, k: number): string {
  return beforeExtension(name, `.backup-${k}`);
}

/** Whether a file is such a backup. */
export function isBackup(name: string): boolean {
  return /\.backup-\d+\.\w+$/.test(name);
}

/** Whether a file beside a script can be imported by it: `helpers.py`, not `day5.backup-1.py`. */
export function isImportable(name: string): boolean {
  return /^[\p{ID_Start}_]\p{ID_Continue}*\.py$/u.test(name);
}

/** Sorts the modules beside a script: what its text mentions first, since not all may fit. */
export function mentionedFirst(names: readonly string[], text: string): string[] {
  const mentioned = new Set(mentionedIn(text, names));
  const rank = (name: string) => (mentioned.has(name) ? 0 : 1);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The modules that a text mentions. */
export function mentionedIn(text: string, names: readonly string[]): string[] {
  const words = new Set(text.match(/[\p{ID_Start}_]\p{ID_Continue}*/gu));
  return names.filter((name) => words.has(name.slice(0, -'.py'.length)));
}

function beforeExtension(name: string, addition: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) + addition + name.slice(dot) : name + addition;
}
