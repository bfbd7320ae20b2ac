import { type LineResults, lineResultsOf, type Result } from '../core/lesson/lineResults.ts';
import { LineVisits } from '../core/lesson/lineVisits.ts';
import { parameterNames } from '../core/lesson/parameterNames.ts';
import { norm, type Recording } from '../core/training/recording.ts';
import { formatChange, formatFixed, formatNumber, formatSize } from './numbers.ts';
import { whatHappened } from './place.ts';
import { format, type LessonStrings } from './strings.ts';

/** Longer lists and models are cut: who wants to read more? */
const mostRows = 200;
const mostLosses = 8;
/** Rows where there is little room. */
const fewRows = 3;

/**
 * The whole of what a line produced, as Markdown; null where nothing is known of it at `position`. Of the parameters of a
 * model that is looked at elsewhere, by the name `elsewhere`, only those that matter most here.
 */
export function wholeLine(
  recording: Recording,
  position: number,
  line: number,
  strings: LessonStrings,
  elsewhere?: string,
): string | null {
  const found = lineResultsOf(recording, position, line);
  if (!found) {
    return null;
  }
  const happened =
    recording.stops[found.stop].line === line ? whatHappened(recording, found.stop, strings) : '';
  const parts: string[] = [];
  for (const result of found.results) {
    const part = wholeResult(recording, found, result, strings);
    if (part) {
      parts.push(part);
    }
  }
  if (found.results.some(({ kind }) => changesParameters.has(kind))) {
    parts.push(parameters(recording, found.stop, strings, elsewhere));
  }
  if (parts.length === 0) {
    return null;
  }
  const place = when(recording, found, strings);
  if (elsewhere !== undefined && !parts[0].includes('\n')) {
    // There is little room: one line of words.
    return page(place, happened, parts).replace('\n\n', ' · ');
  }
  return page(place, happened, parts);
}

/** The whole of what a name holds, as Markdown: what the line `line` gave it last; null where that is not known. */
export function wholeName(
  recording: Recording,
  position: number,
  line: number,
  name: string,
  strings: LessonStrings,
): string | null {
  const found = lineResultsOf(recording, position, line);
  const result = found?.results.find((each) => each.kind === 'given' && each.name === name);
  const part = found && result && wholeResult(recording, found, result, strings);
  return found && part ? page(when(recording, found, strings), '', [part]) : null;
}

/** A model with all its parameters at `position`, as Markdown. */
export function wholeModel(
  recording: Recording,
  position: number,
  name: string,
  strings: LessonStrings,
): string {
  const stop = recording.stops[position];
  const place = stop ? format(strings.placeOpen, stop.step) : strings.placeStart;
  const { data, grad } = recording.at(position);
  const size = [
    `\`${name}\``,
    format(strings['whole.parameters'], data.length),
    format(strings['result.backward'], formatSize(norm(grad))),
  ];
  return page(place, whatHappened(recording, position, strings), [
    size.join(' · '),
    parameters(recording, position, strings),
  ]);
}

/** The step in which a line ran. What stands above the loop ran before the first. */
function when(recording: Recording, { line, stop }: LineResults, strings: LessonStrings): string {
  const { stops, steps } = recording;
  const isAbove =
    stop === 0 && steps > 1 && stops[0].line !== line && LineVisits.of(recording).of(line).length === 1;
  return isAbove ? strings.placeStart : format(strings.placeOpen, stops[stop].step);
}

const changesParameters = new Set<Result['kind']>(['zeroed', 'gradient', 'rescaled', 'moved']);

function page(place: string, happened: string, parts: readonly string[]): string {
  return [`*${place}${happened ? ` · ${happened}` : ''}*`, ...parts].join('\n\n');
}

function wholeResult(
  recording: Recording,
  { stop, isCurrent }: LineResults,
  result: Result,
  strings: LessonStrings,
): string | null {
  switch (result.kind) {
    case 'given': {
      const { name, value, change, isLoss } = result;
      if (typeof value === 'string') {
        return code(`${name} = ${value}`);
      }
      if (typeof value === 'number') {
        const counts = Number.isInteger(value) && !isLoss;
        const number = `\`${name}\` = **${exactly(value)}**${counts ? '' : changed(change, strings)}`;
        return isLoss ? `${number}\n\n${lossesUpTo(recording, stop, strings)}` : number;
      }
      const at = recording.stops[stop];
      const predicted = at && (value === at.predictions || isSame(value, at.predictions));
      return `\`${name}\`\n\n${numbers(value, predicted ? recording.info.targets : [], strings)}`;
    }
    case 'predictions':
      return numbers(result.values, recording.info.targets, strings);
    case 'loss':
      return `**${strings.loss} ${exactly(result.loss)}**${changed(result.change, strings)}\n\n${lossesUpTo(recording, stop, strings)}`;
    case 'zeroed':
      return `**${result.count === 1 ? strings['value.zeroedOne'] : format(strings['value.zeroed'], result.count)}**`;
    case 'gradient': {
      const size = `**${format(strings['result.backward'], formatSize(result.norm))}**${changed(result.change, strings)}`;
      return result.pass > 1 && isCurrent ? `${size} · ${format(strings['value.pass'], result.pass)}` : size;
    }
    case 'rescaled':
      return `**${format(strings['value.rescaled'], formatSize(result.from), formatSize(result.to))}**`;
    case 'moved':
      return `**${format(strings['result.update'], formatSize(result.distance))}**`;
    case 'printed':
      return code(result.text);
  }
}

/** A list of numbers as a table; with the targets it is compared with, where there is one for each. */
function numbers(values: Float64Array, targets: readonly number[], strings: LessonStrings): string {
  const compared = targets.length === values.length;
  const head = ['', strings.prediction, ...(compared ? [strings.target, strings['whole.error']] : [])];
  const rows = Array.from(values.subarray(0, mostRows), (value, k) => [
    String(k),
    exactly(value),
    ...(compared ? [formatNumber(targets[k]), formatFixed(value - targets[k])] : []),
  ]);
  return table(compared ? head : ['', strings['whole.value']], rows, values.length, strings);
}

/**
 * The parameters at a stop, and what the backward pass before it deposited: all of them, or where they are looked at
 * `elsewhere` a few, those first that have moved the furthest or have the largest gradient.
 */
function parameters(
  recording: Recording,
  position: number,
  strings: LessonStrings,
  elsewhere?: string,
): string {
  const { data, grad } = recording.at(position);
  const pass = lastPass(recording, position);
  const deposit = pass < 0 ? null : recording.stops[pass].deposit;
  const stop = recording.stops[position];
  const before = position >= 0 ? recording.before(position) : null;
  const moved = stop && before && before.data !== data ? before.data : null;
  const forgotten = stop?.phases.includes('zeroGrad') && before && before.grad !== grad ? before.grad : null;
  const names = parameterNames(recording.info.shape, data.length);
  const head = [
    'data',
    ...(moved ? ['Δdata'] : []),
    ...(forgotten ? [strings['whole.gradBefore']] : []),
    'grad',
    ...(deposit ? [strings['whole.deposit']] : []),
  ];
  const row = (k: number) => [
    `\`${names[k]}\``,
    formatFixed(data[k]),
    ...(moved ? [formatFixed(data[k] - moved[k])] : []),
    ...(forgotten ? [formatFixed(forgotten[k])] : []),
    formatFixed(grad[k]),
    ...(deposit ? [formatFixed(deposit[k])] : []),
  ];
  const all = Array.from(data, (_, k) => k);
  if (elsewhere === undefined || all.length <= fewRows) {
    return table([strings['whole.parameter'], ...head], all.slice(0, mostRows).map(row), all.length, strings);
  }
  const size = (k: number) => Math.abs(moved ? data[k] - moved[k] : (forgotten ?? grad)[k]);
  // What is no number any more matters more than any number.
  const rank = (k: number) => (Number.isNaN(size(k)) ? Number.POSITIVE_INFINITY : size(k));
  const first = all.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a))).slice(0, fewRows);
  const largest = format(strings['whole.largest'], first.length, all.length);
  const rest = format(strings['whole.elsewhere'], `\`${elsewhere}\``);
  return `${table([largest, ...head], first.map(row), first.length, strings)}\n\n${rest}`;
}

/** Index of the backward pass that the gradients at `position` come from; -1 where they have been zeroed since. */
function lastPass(recording: Recording, position: number): number {
  const step = recording.stops[position]?.step ?? -1;
  for (let k = position; k >= 0 && recording.stops[k].step >= step - 1; k--) {
    const { deposit, phases } = recording.stops[k];
    if (deposit) {
      return k;
    }
    if (phases.includes('zeroGrad') && !phases.includes('update')) {
      return -1;
    }
  }
  return -1;
}

/** The losses of the last steps, on one line: how it came to be what it is. */
function lossesUpTo(recording: Recording, index: number, strings: LessonStrings): string {
  const last = recording.stops[index].step;
  const first = Math.max(0, last - mostLosses + 1);
  const losses = recording
    .losses()
    .slice(first, last)
    .map((loss) => (loss === null ? '–' : formatFixed(loss)));
  const now = recording.stops[index].loss;
  const all = [...(first > 0 ? ['…'] : []), ...losses, now === null ? '–' : formatFixed(now)].join(' → ');
  return losses.length === 0 ? '' : `${format(strings['whole.losses'], first, last)} ${all}`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  count: number,
  strings: LessonStrings,
): string {
  // VS Code leaves no room between columns.
  const line = (cells: readonly string[]) => `| ${cells.join(' | &nbsp;&nbsp;&nbsp;')} |`;
  const alignment = head.map((_, k) => (k === 0 ? ':--' : '--:'));
  const more = count > rows.length ? `\n\n${format(strings.predictionsMore, count - rows.length)}` : '';
  return [line(head), `| ${alignment.join(' | ')} |`, ...rows.map(line)].join('\n') + more;
}

function changed(change: number | null, strings: LessonStrings): string {
  const arrow = change === null ? '' : formatChange(change);
  return arrow && ` · ${format(strings['whole.change'], arrow)}`;
}

/** A number with all its digits. */
function exactly(x: number): string {
  return Number.isFinite(x) ? String(x).replace(/-/g, '−') : formatNumber(x);
}

function code(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}python\n${text}\n${fence}`;
}

function isSame(a: Float64Array, b: Float64Array | null): boolean {
  return b !== null && a.length === b.length && a.every((x, k) => Object.is(x, b[k]));
}
