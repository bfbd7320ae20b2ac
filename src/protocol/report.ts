import { deliverables } from '../core/lesson/deliverables.ts';
import { doneOf, type Progress } from '../core/lesson/progress.ts';
import type { Receipt } from '../core/lesson/receipt.ts';
import type { TriedRate } from '../core/lesson/triedRates.ts';
import { formatRate } from './numbers.ts';
import { evidenceOf, missingInWords, seedOf, wentOf } from './receiptWords.ts';
import { format, type LessonStrings } from './strings.ts';

/** The whole checklist as Markdown: what is done, with its receipts and their scripts, and what is missing. */
export function reportOf(
  progress: Progress,
  strings: LessonStrings,
  date: (at: number) => string,
  now: number,
): string {
  const written = new Map<string, number>();
  const parts = deliverables.map((id, k) => {
    const head = `## ${k + 1}. ${strings[`deliverable.${id}`]}`;
    const receipt = progress.receipts[id];
    const at = receipt?.at ?? progress.elsewhere[id];
    if (at === undefined) {
      const lacks = progress.missing[id];
      return [
        head,
        lacks
          ? format(strings['report.openBecause'], missingInWords(strings, lacks))
          : strings['report.open'],
        ...(id === 'learningRate' ? rates(progress.rates, strings) : []),
      ];
    }
    return [
      head,
      format(strings['report.done'], date(at)),
      ...(receipt ? [`\`${evidenceOf(strings, id, receipt)}\``] : [strings.checklistElsewhere]),
      ...(id === 'learningRate' ? rates(progress.rates, strings) : []),
      ...(receipt ? script(receipt, k + 1, written, strings) : []),
    ];
  });
  const done = doneOf(progress).length;
  const head = [
    `# ${strings['report.title']}`,
    format(strings['report.summary'], done, deliverables.length, date(now)),
  ];
  return `${[...head, ...parts.flat()].join('\n\n')}\n`;
}

/** A receipt's script, unless it is one that has been written already. */
function script(
  receipt: Receipt,
  number: number,
  written: Map<string, number>,
  strings: LessonStrings,
): string[] {
  const { file, text, siblings } = receipt;
  const seed = format(strings['report.seed'], seedOf(receipt));
  const key = JSON.stringify([file, text, siblings]);
  const before = written.get(key);
  if (before !== undefined) {
    return [format(strings['report.sameScript'], before), seed];
  }
  written.set(key, number);
  const files = [[file, text], ...Object.entries(siblings ?? {})];
  return [
    ...files.flatMap(([name, each]) => [format(strings['report.script'], `\`${name}\``), fenced(each)]),
    seed,
  ];
}

/** A text as code: the fence is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}python\n${text.replace(/\n*$/, '')}\n${fence}`;
}

function rates(tried: readonly TriedRate[], strings: LessonStrings): string[] {
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = tried.map((each) =>
    row(formatRate(each.rate), each.named ? strings[`behaviour.${each.named}`] : '–', wentOf(strings, each)),
  );
  const head = [
    row(strings['report.rate'], strings['report.named'], strings['report.run']),
    row('---', '---', '---'),
  ];
  return tried.length > 0 ? [[...head, ...rows].join('\n')] : [];
}
