import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import type { Phase } from '../src/core/training/phase.ts';
import { learningRateOf, norm, type Recording } from '../src/core/training/recording.ts';
import { formatFixed, formatLoss, formatRate, formatSigned, formatSize } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

/** What a phase computed in a step: a sentence, and rows of numbers. */
export interface PhaseNumbers {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly value: string;
}

/** More would push the text away. */
const most = 4;

/** The numbers of the phase that happened at a stop, such as each error squared for the loss. */
export function phaseNumbers(
  recording: Recording,
  index: number,
  phase: Phase,
  strings: LessonStrings,
): PhaseNumbers {
  const stop = recording.stops[index];
  const before = recording.before(index);
  const { shape, targets } = recording.info;
  const names = parameterNames(shape, stop.data.length);
  const predictions = stop.predictions ?? new Float64Array();
  switch (phase) {
    case 'forward':
      return {
        title: strings['numbers.forward'],
        rows: Array.from(predictions.slice(0, most), (prediction, k) => ({
          name: format(strings.sample, k),
          value:
            k in targets ? `${formatSigned(prediction)} / ${whole(targets[k])}` : formatSigned(prediction),
        })),
      };
    case 'loss':
      return { title: strings['numbers.loss'], rows: lossRows(predictions, targets, stop.loss, strings) };
    case 'zeroGrad':
      return {
        title: strings['numbers.zeroGrad'],
        rows: [
          { name: strings['numbers.before'], value: formatSize(norm(before.grad)) },
          { name: strings['numbers.after'], value: formatSize(norm(stop.grad)) },
        ],
      };
    case 'backward': {
      const steepest = largest(stop.grad);
      return {
        title: format(strings['numbers.backward'], stop.grad.length),
        rows: [
          ...steepest.map((k) => ({ name: `${names[k]}.grad`, value: signed(stop.grad[k]) })),
          { name: strings['numbers.length'], value: formatSize(norm(stop.grad)) },
        ],
      };
    }
    case 'update': {
      const rate = learningRateOf(recording, stop.step);
      const moved = stop.data.map((p, k) => p - before.data[k]);
      return {
        title: format(strings['numbers.update'], stop.data.length),
        rows: largest(moved).map((k) => ({
          name: names[k],
          value:
            rate === null
              ? `${formatFixed(before.data[k])} → ${formatFixed(stop.data[k])}`
              : `${formatFixed(before.data[k])} − ${formatRate(rate)} · ${bracketed(stop.grad[k])} = ${formatFixed(stop.data[k])}`,
        })),
      };
    }
  }
}

/** The squares that a sum of squared errors adds up; the loss alone where it is none. */
function lossRows(
  predictions: Float64Array,
  targets: readonly number[],
  loss: number | null,
  strings: LessonStrings,
): Row[] {
  const squares = targets.map((target, k) => (target - predictions[k]) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  const total = { name: strings['numbers.sum'], value: loss === null ? '–' : formatLoss(loss) };
  const isSum = loss !== null && Math.abs(sum - loss) < 1e-9 && predictions.length <= most;
  return isSum
    ? [
        ...squares.map((square, k) => ({
          name: `(${whole(targets[k])} − ${bracketed(predictions[k])})²`,
          value: formatLoss(square),
        })),
        total,
      ]
    : [{ ...total, name: strings.loss }];
}

/** The places of the three largest numbers, whatever their sign. */
function largest(numbers: Float64Array): number[] {
  return Array.from(numbers, (_, k) => k)
    .sort((a, b) => Math.abs(numbers[b]) - Math.abs(numbers[a]))
    .slice(0, 3);
}

function whole(target: number): string {
  return formatSigned(target).replace(/\.0+$/, '').replace('+', '');
}

function signed(x: number): string {
  return x < 0 ? formatFixed(x) : `+${formatFixed(x)}`;
}

function bracketed(x: number): string {
  return x < 0 ? `(${formatFixed(x)})` : formatFixed(x);
}
