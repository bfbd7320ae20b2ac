/**
 * Makes of the lesson's Markdown what the panel shows, for every language: `out/lesson/<language>.json`. docs/writing-a-day.md
 * says how a text is written.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Marked } from 'marked';
import { sections } from '../src/core/lesson/sections.ts';
import { phases } from '../src/core/training/phase.ts';
import {
  type Answer,
  answers,
  exhibits,
  frameTexts,
  type LessonText,
  type Text,
  type TextPart,
} from '../src/protocol/lessonText.ts';
import { fact } from './facts.ts';

const texts = [...frameTexts, ...sections];

const marked = new Marked({
  renderer: {
    html: ({ text }) => {
      throw new SyntaxError(`A text has no HTML of its own: ${text}`);
    },
  },
});

/** A line of its own that calls for an exhibit, or begins and ends the hints for a phase. */
const directive = /^::(?<name>[\w-]+)(?: (?<argument>\w+))?::$/;

/**
 * Makes a text of its Markdown: a title, paragraphs, exhibits and hints, with the numbers that stand as `{{question}}` in it.
 * Throws SyntaxError or RangeError where it is not written as it should be.
 */
export function compileText(markdown: string): Text {
  const parts: TextPart[] = [];
  let title = '';
  let lines: string[] = [];
  let hints: string[] | null = null;
  let once: Answer | null = null;
  const flush = () => {
    const html = toHtml(lines.join('\n'));
    if (html) {
      parts.push({ kind: 'prose', html, ...(once ? { once } : {}) });
    }
    lines = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^# (.+)$/.exec(line);
    const { name, argument } = directive.exec(line)?.groups ?? {};
    if (hints) {
      if (name === 'end') {
        parts.push(hintsOf(hints));
        hints = null;
      } else {
        hints.push(line);
      }
    } else if (heading && title === '' && parts.length === 0) {
      title = heading[1].trim();
    } else if (name === 'hints') {
      flush();
      hints = [argument ?? ''];
    } else if (name === 'once') {
      flush();
      once = answerOf(argument);
    } else if (name === 'end' && once) {
      flush();
      once = null;
    } else if (name !== undefined) {
      flush();
      const exhibit = exhibits.find((each) => each === name);
      if (!exhibit) {
        throw new SyntaxError(`There is no exhibit "${name}".`);
      }
      parts.push({ kind: 'exhibit', exhibit });
    } else {
      lines.push(line);
    }
  }
  if (hints) {
    throw new SyntaxError('Hints have no ::end::.');
  }
  if (once) {
    throw new SyntaxError(`What is told once "${once}" is answered has no ::end::.`);
  }
  flush();
  return { title, parts };
}

/** The texts of a language; `read` gives the Markdown of one. */
export function compileLesson(read: (name: string) => string): LessonText {
  const entries = texts.map((name) => [name, compileText(read(name))]);
  // SAFETY: one entry for each name.
  return Object.fromEntries(entries) as LessonText;
}

function answerOf(name: string | undefined): Answer {
  const answer = answers.find((each) => each === name);
  if (!answer) {
    throw new SyntaxError(`Nothing is answered by the name "${name}".`);
  }
  return answer;
}

/** Hints: the phase on the first line, then the tiers, with `---` between them. */
function hintsOf([name, ...lines]: readonly string[]): TextPart {
  const phase = phases.find((each) => each === name);
  if (!phase) {
    throw new SyntaxError(`Hints are for a phase, not for "${name}".`);
  }
  const tiers = lines.join('\n').split(/^---$/m).map(toHtml);
  if (tiers.some((tier) => tier === '')) {
    throw new SyntaxError(`The hints for ${phase} have an empty tier.`);
  }
  return { kind: 'hints', phase, tiers };
}

function toHtml(markdown: string): string {
  const filled = markdown.replace(/\{\{(.+?)\}\}/g, (_, question: string) => fact(question));
  return marked.parse(filled, { async: false }).trim();
}

/** Compiles every language; one that lacks a text fails the build. */
export function compileAll(): void {
  mkdirSync('out/lesson', { recursive: true });
  for (const folder of globSync('lesson/*/loop.md').map(dirname)) {
    const text = compileLesson((name) => readFileSync(`${folder}/${name}.md`, 'utf8'));
    writeFileSync(`out/lesson/${basename(folder)}.json`, JSON.stringify(text));
  }
}
