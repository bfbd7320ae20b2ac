import { styleText } from 'node:util';

/** Colours of what is printed; none where nobody sees them. */
export type Paint = (colour: 'red' | 'green' | 'bold' | null, text: string) => string;

/** Colours where `stream` is a terminal that shows them, and nobody has said no to them by NO_COLOR. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (colour, text) => (colour ? styleText(colour, text, { stream }) : text);
}

/** A text of others without the characters that a terminal would take for commands. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, '\u{fffd}');
}

/** How many characters a text shows. */
export function widthOf(text: string): number {
  return [...text.normalize()].length;
}

/** A text of at most `width` characters: where it is longer, it ends in `…` and its last `end` characters. */
export function shortened(text: string, width: number, end = 0): string {
  const characters = [...text.normalize()];
  return characters.length <= width
    ? text
    : [...characters.slice(0, width - 1 - end), '…', ...characters.slice(characters.length - end)].join('');
}

/** A text in lines of at most so many characters, each behind the same indentation. */
export function wrapped(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(indent) + widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
