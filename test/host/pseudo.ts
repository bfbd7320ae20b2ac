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

/** HTML of the lesson in the pseudo language; tags, entities and what stands in `code` and `pre` stay as they are. */
export function pseudoHtml(html: string): string {
  const kept = /(<(?:code|pre)[\s\S]*?<\/(?:code|pre)>|<[^>]*>|&#?\w+;)/;
  return html
    .split(kept)
    .map((part) => (kept.test(part) || part.trim() === '' ? part : accentedText(part)))
    .join('');
}

function accentedText(text: string): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}
