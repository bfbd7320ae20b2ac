/**
 * The names under which a script speaks of the model that it trains, the likeliest first: what it asks for `parameters()` or
 * `zero_grad()`. `madeOn` is the line, from 1, that made the model, where that is known.
 *
 * A part that is asked in a loop, as `layer` in the script's own class, is none, nor is another model.
 */
export function modelNames(lines: readonly string[], madeOn: number | null): string[] {
  const text = lines.join('\n');
  const asked = [...text.matchAll(/(?<![\w.])([A-Za-z_]\w*)\.(?:parameters|zero_grad)\b/g)].map(
    ([, name]) => name,
  );
  const own = madeOn === null ? null : (madeBy(lines[madeOn - 1] ?? '') ?? null);
  const isOther = (name: string) =>
    name === 'self' ||
    new RegExp(`\\bfor\\s+(?:\\w+\\s*,\\s*)*${name}\\b(?:\\s*,\\s*\\w+)*\\s+in\\b`).test(text) ||
    (own !== null && name !== own && lines.some((line) => madeBy(line) === name));
  // The loop comes last, after the classes and functions that it calls.
  const names = [...new Set(asked.reverse())].filter((name) => !isOther(name));
  return own !== null && names.includes(own) ? [own, ...names.filter((name) => name !== own)] : names;
}

/** The name that a line gives a new object of some class. */
function madeBy(line: string): string | undefined {
  return /^\s*([A-Za-z_]\w*)\s*(?::[^=]*)?=\s*(?:\w+\.)*[A-Z]\w*\(/.exec(line)?.[1];
}
