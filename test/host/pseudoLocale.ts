import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonText } from '../../src/protocol/lessonText.ts';

/** A language that nobody speaks: English with accents, longer by a third, in brackets. What is not translated stands out. */
export const pseudoLanguage = 'qps-ploc';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ';
const letters = new Map([...plain].map((letter, k) => [letter, [...accented][k]]));

/** A sentence in the pseudo language. Placeholders (`{0}`), icons (`$(play)`) and links of Markdown stay as they are. */
export function pseudo(sentence: string): string {
  const kept = /(\{\d+\}|\$\([\w-]+\)|\]\([^)]*\))/;
  const said = sentence
    .split(kept)
    .map((part) => (kept.test(part) ? part : accentedText(part)))
    .join('');
  // As long as German is, in pieces that a line may break between.
  const more = '·'.repeat(Math.ceil(sentence.length / 3)).replace(/.{8}/g, '$& ');
  return `⟦${said}${more.trimEnd()}⟧`;
}

function accentedText(text: string): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}

/** HTML of the lesson in the pseudo language; tags, entities and what stands in `code` and `pre` stay as they are. */
export function pseudoHtml(html: string): string {
  const kept = /(<(?:code|pre)[\s\S]*?<\/(?:code|pre)>|<[^>]*>|&#?\w+;)/;
  return html
    .split(kept)
    .map((part) => (kept.test(part) || part.trim() === '' ? part : accentedText(part)))
    .join('');
}

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
