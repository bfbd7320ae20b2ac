/**
 * Which of a folder's Python files are scripts to be checked, in their order: all but the modules that they import, the
 * lesson's `micrograd.py`, and `__init__.py`. `files`: file name to text.
 */
export function submissionsAmong(files: ReadonlyMap<string, string>): string[] {
  const names = [...files.keys()].filter((name) => name !== 'micrograd.py' && name !== '__init__.py');
  const importsOf = new Map(names.map((name) => [name, importedBy(files.get(name) ?? '')]));
  const importsIt = (name: string) =>
    names.some((other) => other !== name && importsOf.get(other)?.has(moduleOf(name)));
  const modules = new Set<string>();
  const visit = (name: string) => {
    for (const module of names) {
      if (module !== name && !modules.has(module) && importsOf.get(name)?.has(moduleOf(module))) {
        modules.add(module);
        visit(module);
      }
    }
  };
  // From those that nobody imports: two that import one another, and that nobody else does, are both scripts.
  for (const name of names.filter((each) => !importsIt(each))) {
    visit(name);
  }
  return names.filter((name) => !modules.has(name));
}

function moduleOf(file: string): string {
  return file.slice(0, -'.py'.length);
}

/** The modules that a text imports: `import a, b as c`, `from d import e`, also inside functions. */
function importedBy(text: string): Set<string> {
  const modules = new Set<string>();
  for (const [, from, list] of text.matchAll(
    /^[^\S\n]*(?:from\s+([\p{ID_Continue}]+)(?:\.[\p{ID_Continue}.]+)?\s+import\b|import\s+([^\n#;]+))/gmu,
  )) {
    for (const name of from ? [from] : list.split(',')) {
      modules.add(name.trim().split(/[\s.]/)[0]);
    }
  }
  return modules;
}
