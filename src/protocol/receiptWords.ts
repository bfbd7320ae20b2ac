import type { Missing } from '../core/lesson/checks/checked.ts';
import type { Deliverable } from '../core/lesson/deliverables.ts';
import type { Receipt } from '../core/lesson/receipt.ts';
import { isNamed, type TriedRate } from '../core/lesson/triedRates.ts';
import { formatLoss, formatNumber, formatRate, formatSigned, formatSize } from './numbers.ts';
import { format, type LessonStrings } from './strings.ts';

/** A receipt in one line: where it was, and what was measured there. */
export function evidenceOf(strings: LessonStrings, id: Deliverable, receipt: Receipt): string {
  const { step, line, shown = [] } = receipt;
  const parts = [
    format(strings['evidence.seed'], seedOf(receipt)),
    format(strings['evidence.step'], step),
    ...(line === null ? [] : [format(strings['evidence.line'], line)]),
    ...measuredOf(strings, id, receipt),
    ...(shown.length > 0
      ? [format(strings['evidence.shown'], shown.map((phase) => strings[`phase.${phase}`]).join(', '))]
      : []),
  ];
  return parts.join(' · ');
}

/** What its random numbers begin with: what the script seeds them with, where it does. */
export function seedOf({ numbers = {}, seed }: Receipt): number {
  return typeof numbers.seed === 'number' ? numbers.seed : seed;
}

/** What is missing, in a phrase. */
export function missingInWords(strings: LessonStrings, { missing, values }: Missing): string {
  const losses = ['lossAbove', 'lossIsMean', 'lossIsHalf', 'lossIsAbsolute'];
  const said = values.map((value) =>
    value === null
      ? '–'
      : losses.includes(missing)
        ? formatLoss(value)
        : missing.startsWith('prediction') && !Number.isInteger(value)
          ? formatSigned(value)
          : formatNumber(value),
  );
  return format(strings[`missing.${missing}`], ...said);
}

/** What is to be said to the name that a learning rate was given; null while it has none. */
export function answerOf(strings: LessonStrings, tried: TriedRate): string | null {
  if (tried.named === null) {
    return null;
  }
  const went = wentOf(strings, tried);
  return isNamed(tried)
    ? format(strings.ratesRight, went)
    : format(strings.ratesWrong, went, strings[`would.${tried.named}`]);
}

/** How the run of a learning rate went, with its numbers. */
export function wentOf(strings: LessonStrings, { behaviour, numbers = {} }: TriedRate): string {
  const number = (name: string) => {
    const value = numbers[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const [third, fourth, fifth] =
    behaviour === 'oscillating'
      ? [String(number('rises')), formatLoss(number('largestRise')), '']
      : [String(number('wrong')), String(number('samples')), formatSize(number('gradient'))];
  const [first, last] = [formatLoss(number('first')), formatLoss(number('last'))];
  return format(strings[`went.${behaviour}`], first, last, number('steps'), third, fourth, fifth);
}

function measuredOf(strings: LessonStrings, id: Deliverable, { numbers = {} }: Receipt): string[] {
  const number = (name: string) => (typeof numbers[name] === 'number' ? numbers[name] : null);
  const list = (name: string) => (Array.isArray(numbers[name]) ? (numbers[name] as readonly number[]) : null);
  const loss = (name: string) => {
    const value = number(name);
    return value === null ? null : formatLoss(value);
  };
  const values = {
    trainingLoop: [number('steps'), loss('first'), loss('last')],
    lossFunction: [loss('loss')],
    zeroGradients: [number('steps')],
    twentySteps: [number('steps')],
    missingZeroGrad: [],
    learningRate: [list('rates')?.map(formatRate).join(', ') ?? null],
    convergence: [loss('loss')],
    predictions: [list('predictions')?.map(formatSigned).join(' ') ?? null],
  }[id];
  return values.some((value) => value === null)
    ? []
    : [format(strings[`evidence.${id}`], ...values.map((value) => value ?? ''))];
}
