/**
 * Writes every English sentence of the extension into `bundle.l10n.json`, for whoever translates it: the lesson's, the
 * explanations of mistakes, what findings say, and those that stand as `t('…')` in the code. Contributions are in `package.nls.json`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { explanations } from '../src/protocol/explanations.ts';
import { findingSentences } from '../src/protocol/findings.ts';
import { findingTitles, relatedSentences, repairTitles } from '../src/protocol/findingTitles.ts';
import { lessonStrings } from '../src/protocol/strings.ts';

export const bundleFile = 'l10n/bundle.l10n.json';

/** All sentences, sorted, each as its own translation. */
export function collect(): Record<string, string> {
  const sentences = new Set<string>([
    ...Object.values(lessonStrings),
    ...Object.values(explanations),
    ...Object.values(findingSentences),
    ...Object.values(findingTitles),
    ...Object.values(relatedSentences),
    ...Object.values(repairTitles),
  ]);
  for (const file of globSync('src/**/*.ts')) {
    for (const [, sentence] of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)) {
      sentences.add(sentence.replaceAll("\\'", "'"));
    }
  }
  return Object.fromEntries([...sentences].sort().map((sentence) => [sentence, sentence]));
}

if (import.meta.main) {
  writeFileSync(bundleFile, `${JSON.stringify(collect(), null, 2)}\n`);
}
