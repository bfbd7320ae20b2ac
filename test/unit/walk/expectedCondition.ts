import type { Timeline } from '../../../src/core/tracing/timeline.ts';
import type { Given, Recorded, TraceData } from '../../../src/core/tracing/trace.ts';
import type { Draw } from './walk.ts';

/** A condition on a recorded name, and the places at which it holds. */
export interface ExpectedCondition {
  readonly text: string;
  readonly holds: (place: number) => boolean;
}

/**
 * Draws a condition such as `loss.data > 0.31` or `k == 7`, on a name that always stands for a number, or for a value that is no
 * parameter. Where it holds is found by going through all that was given from the beginning. Null where there is no such name.
 */
export function drawCondition(timeline: Timeline, draw: Draw): ExpectedCondition | null {
  const data = timeline.trace?.data;
  const simple = data ? simplyNamed(data) : [];
  if (!data || simple.length === 0) {
    return null;
  }
  // Not one of all that was given: then it would nearly always be what is given most often.
  const name = draw.oneOf([...new Set(simple.map((given) => given.name))]);
  const { value } = draw.oneOf(simple.filter((given) => given.name === name));
  const isWhole = value.kind === 'number' && /^\d+$/.test(value.text);
  const sign = isWhole ? draw.oneOf(['==', '!=', '<', '>']) : draw.oneOf(['<', '>']);
  const limit = isWhole ? value.number : Number(dataOf(value).toFixed(3));
  const places = placesWhere(timeline, data, name, (x) => compare(x, sign, limit));
  const text = `${name}${value.kind === 'value' ? '.data' : ''} ${sign} ${limit}`;
  return { text, holds: (place) => places.has(place) };
}

const isNumber = ({ kind }: Recorded) => kind === 'number';
const isValue = (value: Recorded) => value.kind === 'value' && value.parameter === null;
const dataOf = (value: Recorded) =>
  value.kind === 'number' ? value.number : value.kind === 'value' ? value.data : Number.NaN;

function compare(x: number, sign: string, limit: number): boolean {
  switch (sign) {
    case '==':
      return x === limit;
    case '!=':
      return x !== limit;
    case '<':
      return x < limit;
    default:
      return x > limit;
  }
}

/** All that was given to names which always stand for finite numbers, or always for values. */
function simplyNamed({ given }: TraceData): Given[] {
  const isSimple = new Map<string, boolean>();
  const kinds = new Map<string, string>();
  for (const { name, value } of given) {
    const kind = kinds.get(name) ?? value.kind;
    const fits = (isNumber(value) || isValue(value)) && kind === value.kind && Number.isFinite(dataOf(value));
    kinds.set(name, kind);
    isSimple.set(name, (isSimple.get(name) ?? true) && fits && !name.startsWith('_'));
  }
  return given.filter(({ name }) => isSimple.get(name));
}

/** The places at which a name stands for something that passes, in the innermost call, in one around it, or in the script. */
function placesWhere(
  timeline: Timeline,
  { given, changes, calls }: TraceData,
  name: string,
  passes: (x: number) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  const byCall = new Map<number, Recorded>();
  const changed = new Map<number, number>();
  let nextGiven = 0;
  let nextChange = 0;
  const last = timeline.events < timeline.end ? timeline.events : timeline.end - 1;
  for (let place = 0; place <= last; place++) {
    for (; nextGiven < given.length && given[nextGiven].event < place; nextGiven++) {
      const each = given[nextGiven];
      if (each.name === name) {
        byCall.set(each.call, each.value);
      }
    }
    for (; nextChange < changes.length && changes[nextChange].event < place; nextChange++) {
      changed.set(changes[nextChange].id, changes[nextChange].data);
    }
    let call = timeline.callAt(place);
    let value = byCall.get(call);
    while (!value && calls[call]?.name.startsWith('<') && calls[call].parent >= 0) {
      call = calls[call].parent;
      value = byCall.get(call);
    }
    value ??= byCall.get(0);
    if (value && passes((value.kind === 'value' ? changed.get(value.id) : undefined) ?? dataOf(value))) {
      found.add(place);
    }
  }
  return found;
}
