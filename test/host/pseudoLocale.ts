import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonText } from '../../src/protocol/lessonText.ts';
import { pseudo, pseudoHtml, pseudoLanguage } from './pseudo.ts';

/** Adds the pseudo language to an installed extension, made from its English, as a translator would. */
export async function addPseudoLanguage(extension: string): Promise<void> {
  const json = async (path: string) => JSON.parse(await readFile(join(extension, path), 'utf8'));
  const bundle: Record<string, string> = await json('l10n/bundle.l10n.json');
  const contributions: Record<string, string> = await json('package.nls.json');
  const text: LessonText = await json('out/lesson/en.json');
  const translated = Object.fromEntries(
    Object.entries(text).map(([name, { title, parts }]) => [
      name,
      {
        title: title && pseudo(title),
        parts: parts.map((part) =>
          part.kind === 'prose'
            ? { ...part, html: pseudoHtml(part.html) }
            : part.kind === 'hints'
              ? { ...part, tiers: part.tiers.map(pseudoHtml) }
              : part,
        ),
      },
    ]),
  );
  const write = (path: string, content: unknown) => writeFile(join(extension, path), JSON.stringify(content));
  await write(`l10n/bundle.l10n.${pseudoLanguage}.json`, eachPseudo(bundle));
  await write(`package.nls.${pseudoLanguage}.json`, eachPseudo(contributions));
  await write(`out/lesson/${pseudoLanguage}.json`, translated);
}

function eachPseudo(sentences: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(sentences).map(([key, sentence]) => [key, pseudo(sentence)]));
}
