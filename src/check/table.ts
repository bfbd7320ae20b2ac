import { formatLoss, formatRate } from '../protocol/numbers.ts';
import type { Report } from './report.ts';
import { type Paint, plain, shortened, widthOf } from './text.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What the table says about one script. */
export interface Row {
  readonly file: string;
  readonly runs: string;
  readonly steps: string;
  readonly loss: string;
  readonly rate: string;
  readonly verdict: Verdict;
  readonly done: string;
}

/** A cell that has nothing to say. */
const none = '–';

/** The least room that the name of a script and its verdict are given. */
const leastName = 16;
const leastVerdict = 24;

const gap = '  ';

const colours = { sound: 'green', broken: 'red', failed: 'red', idle: null } as const;

/** The row of a script; its numbers are those of its last run. */
export function rowOf(report: Report): Row {
  const last = report.runs.at(-1);
  const done = report.deliverables.filter((each) => each.done).length;
  return {
    file: report.file,
    runs: String(report.runs.length),
    steps: last ? String(last.steps) : none,
    loss: shown(last?.losses.findLast((loss) => loss !== null) ?? null, formatLoss),
    rate: shown(last?.learningRate ?? null, formatRate),
    verdict: verdictOf(report),
    done: `${done} of ${report.deliverables.length}`,
  };
}

/**
 * A table of a line for each script below a line of titles, at most `width` characters wide; above it the folder that they
 * are all in. Where it is too narrow, names and then verdicts are shortened.
 */
export function tableOf(rows: readonly Row[], width: number, paint: Paint): string[] {
  const folder = commonFolder(rows.map(({ file }) => file));
  const names = rows.map(({ file }) => plain(file.slice(folder.length)));
  const verdicts = rows.map(({ verdict }) => ({ text: plain(verdict.text), place: placeOf(verdict) }));
  const numbers = (['runs', 'steps', 'loss', 'rate'] as const).map((key) => ({
    key,
    size: widest([key, ...rows.map((row) => row[key])]),
  }));
  const doneSize = widest(['done', ...rows.map(({ done }) => done)]);
  const rest = numbers.reduce(
    (room, { size }) => room - gap.length - size,
    width - 2 * gap.length - doneSize,
  );
  const longest = widest(['verdict', ...verdicts.map(({ text, place }) => text + place)]);
  const fileSize = Math.min(widest(['file', ...names]), Math.max(leastName, rest - longest));
  const files = toldApart(names, fileSize);
  const verdictSize = Math.min(longest, Math.max(leastVerdict, rest - fileSize));

  const titles = numbers.map(({ key, size }) => key.padStart(size));
  const title = [filled('file', fileSize), ...titles, filled('verdict', verdictSize), 'done'].join(gap);
  const lines = rows.map((row, k) => {
    const { text, place } = verdicts[k];
    const verdict = shortened(text, verdictSize - place.length) + place;
    return [
      filled(files[k], fileSize),
      ...numbers.map(({ key, size }) => row[key].padStart(size)),
      paint(colours[row.verdict.kind], verdict) + filled('', verdictSize - widthOf(verdict)),
      row.done,
    ].join(gap);
  });
  return [...(folder === '' ? [] : [`In ${plain(folder)}`, '']), paint('bold', title), ...lines];
}

/** How many of the scripts are what, in a sentence. */
export function summaryOf(rows: readonly Row[]): string {
  const said: Readonly<Record<Verdict['kind'], string>> = {
    sound: 'sound',
    broken: 'with errors',
    failed: 'failed',
    idle: 'trained nothing',
  };
  // SAFETY: these are its keys.
  const counts = (Object.keys(said) as Verdict['kind'][]).flatMap((kind) => {
    const count = rows.filter(({ verdict }) => verdict.kind === kind).length;
    return count > 0 ? [`${count} ${said[kind]}`] : [];
  });
  return `${rows.length} scripts: ${counts.join(', ')}.`;
}

/** The folder that several files are in, with what divides it from their names; empty where there is none. */
function commonFolder(files: readonly string[]): string {
  if (files.length < 2) {
    return '';
  }
  const common = files.reduce((a, b) => {
    let k = 0;
    while (k < a.length && a[k] === b[k]) {
      k += 1;
    }
    return a.slice(0, k);
  });
  return common.slice(0, Math.max(common.lastIndexOf('/'), common.lastIndexOf('\\')) + 1);
}

/** Names of at most `width` characters, cut where that leaves the most of them different. */
function toldApart(names: readonly string[], width: number): string[] {
  const half = Math.floor((width - 1) / 2);
  const cut = [half, half >> 1, 0].map((end) => names.map((name) => shortened(name, width, end)));
  return cut.reduce((best, each) => (new Set(each).size > new Set(best).size ? each : best));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

function filled(text: string, size: number): string {
  return text + ' '.repeat(Math.max(0, size - widthOf(text)));
}

function placeOf({ line, more }: Verdict): string {
  return `${line === null ? '' : `, line ${line}`}${more === 0 ? '' : ` (+${more})`}`;
}

function shown(x: number | null, format: (x: number) => string): string {
  return x === null ? none : format(x).replace('Infinity', '∞');
}
