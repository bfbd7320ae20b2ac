import { evidenceAnswers, type Hunt, type HuntEvent, huntHints, isPlaced, notHunted } from './hunt.ts';
import { type HuntLoop, type HuntTime, huntSteps } from './huntLoop.ts';
import { type Mark, rightPlaces, wrongPlaces } from './huntMark.ts';
import { repairKinds } from './huntRepair.ts';
import { readReceipt } from './savedReceipt.ts';

const loops: readonly HuntLoop[] = ['sound', 'buggy'];
const times = Object.keys(huntSteps) as readonly HuntTime[];

/** Reads an event that the webview has sent; undefined for what is none. Marks are made in the editor alone. */
export function parseHuntEvent(event: unknown): HuntEvent | undefined {
  const { type, time, loop, answer } = fieldsOf(event);
  switch (type) {
    case 'hint':
      return { type };
    case 'predict': {
      const [when, which] = [oneOf(times, time), oneOf(loops, loop)];
      return when && which && { type, time: when, loop: which };
    }
    case 'answer': {
      const said = oneOf(evidenceAnswers, answer);
      return said && { type, answer: said };
    }
    default:
      return undefined;
  }
}

/** Reads what was saved; undefined for what is no hunt at all. A part that makes no sense counts as not there. */
export function parseHunt(saved: unknown): Hunt | undefined {
  const fields = fieldsOf(saved);
  if (typeof fields.caught !== 'boolean') {
    return undefined;
  }
  const predictions = fieldsOf(fields.predictions);
  const tries = count(fields.tries);
  const hunt: Hunt = {
    ...notHunted,
    predictions: {
      early: oneOf(loops, predictions.early) ?? null,
      late: oneOf(loops, predictions.late) ?? null,
    },
    run: parseRun(fields.run),
    strayed: fields.strayed === true,
    answer: oneOf(evidenceAnswers, fields.answer) ?? null,
    mark: parseMark(fields.mark),
    repair: parseRepair(fields.repair),
    repaired: readReceipt(fields.repaired),
    tries,
    moves: count(fields.moves),
    hints: Math.min(count(fields.hints), tries, huntHints),
  };
  const receipt = readReceipt(fields.receipt);
  return fields.caught && receipt && isPlaced(hunt) ? { ...hunt, receipt, caught: true } : hunt;
}

function parseRun(saved: unknown): Hunt['run'] {
  const { losses, code } = fieldsOf(saved);
  const isRun =
    Array.isArray(losses) &&
    losses.length > huntSteps.late &&
    losses.length <= 1000 &&
    losses.every((loss) => loss === null || isNumber(loss));
  return isRun && isNumber(code) ? { losses, code } : null;
}

function parseMark(saved: unknown): Mark | null {
  const fields = fieldsOf(saved);
  const { line, text } = fields;
  const place = oneOf([...rightPlaces, ...wrongPlaces], fields.place);
  return isLine(line) && typeof text === 'string' && place
    ? {
        line,
        text,
        place,
        loop: lineOrNull(fields.loop),
        backward: lineOrNull(fields.backward),
        update: lineOrNull(fields.update),
      }
    : null;
}

function parseRepair(saved: unknown): Hunt['repair'] {
  const { kind, line, numbers, code } = fieldsOf(saved);
  const known = oneOf(repairKinds, kind);
  if (!known || !isNumber(code) || !Array.isArray(numbers)) {
    return null;
  }
  // JSON writes null for what is no number.
  const [first, second] = numbers.map((each) => (isNumber(each) ? each : Number.NaN));
  return {
    kind: known,
    line: lineOrNull(line),
    numbers: [first ?? Number.NaN, second ?? Number.NaN],
    code,
  };
}

function fieldsOf(saved: unknown): Readonly<Record<string, unknown>> {
  return typeof saved === 'object' && saved !== null ? { ...saved } : {};
}

function oneOf<T>(known: readonly T[], value: unknown): T | undefined {
  return known.find((each) => each === value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isLine(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value > 0;
}

function lineOrNull(value: unknown): number | null {
  return isLine(value) ? value : null;
}

function count(value: unknown): number {
  return isNumber(value) && value > 0 ? Math.floor(value) : 0;
}
