import type { Phase } from '../training/phase.ts';
import type { Recording, Stop } from '../training/recording.ts';
import { atOnce, type InParts, partSize } from './parts.ts';
import { commonMultiple, difference, near, type Vector } from './vectors.ts';

/** An update of parameters, with nothing computed in between. */
export interface Update {
  readonly step: number;
  /** The stops that make it, as indices: several where parameters are updated on several lines. */
  readonly stops: readonly number[];
  readonly line: number | null;
  /** The parameters before and after it, and how far they moved. */
  readonly before: Vector;
  readonly after: Vector;
  readonly moved: Vector;
  /** Whether anything moved. */
  readonly moves: boolean;
  /** The gradients that it found. */
  readonly used: Vector;
  /** The gradients at the beginning of its step. */
  readonly found: Vector;
  /** The stops that sent something backward since the update before, as indices. */
  readonly backwards: readonly number[];
  /** The sum of what these deposited; null where there were none. */
  readonly deposited: Vector | null;
}

/** A recording as training: the updates, what went backward before each, and where the stops of steps are left out. */
export interface Training {
  readonly recording: Recording;
  /** How many of its stops count: what comes after a number that is none says nothing. */
  readonly end: number;
  /** The updates that lasted, in their order. */
  readonly updates: readonly Update[];
  /** Stops, as indices, of updates that were taken back, as a gradient check or a line search does. */
  readonly undone: ReadonlySet<number>;
  /** Number of parameters. */
  readonly size: number;
}

/** How many updates may lie between one and its taking back; none of them with a backward pass of its own. */
const memory = 8;

/** Reads a recording, as far as the stop `end` (exclusive), as training. */
export function readTraining(recording: Recording, end: number): Training {
  return atOnce(readTrainingInParts(recording, end));
}

export function* readTrainingInParts(recording: Recording, end: number): InParts<Training> {
  const undone = new Set<number>();
  const kept: Kept[] = [];
  // Updates that may still be taken back are the last of `kept`, from here on.
  let open = 0;
  let last = -1;
  // What has gone backward since the last update that lasts.
  let backwards: readonly number[] = [];
  let count = 0;
  const drop = (stops: readonly number[]) => {
    for (const index of stops) {
      undone.add(index);
    }
  };
  for (const found of burstsOf(recording, end)) {
    count += 1;
    if (count % partSize === 0) {
      yield;
    }
    let burst = { ...found, backwards: [...backwards, ...found.backwards] };
    let update = updateOf(recording, burst);
    open = update.step > last + 1 ? kept.length : Math.max(open, kept.length - memory);
    last = update.step;
    if (found.backwards.length > 0) {
      const probe = kept.at(-1);
      const here = probe && open < kept.length ? startOver(recording, probe.update, update) : null;
      if (probe && here) {
        kept.pop();
        drop([...probe.burst.stops, ...here.left]);
        burst = { ...burst, stops: here.stops };
        update = { ...update, ...here };
      }
      // It goes on from here: what led here was training.
      open = kept.length;
    }
    const back = update.moves ? takenBack(recording, kept, open, update.after) : null;
    if (!back) {
      kept.push({ burst, update });
      backwards = [];
      continue;
    }
    const dropped = kept.splice(back.from);
    const lasting = back.upTo < 0 ? null : dropped.shift();
    if (lasting) {
      const { stops } = lasting.burst;
      const first = { ...lasting.burst, stops: stops.slice(0, back.upTo + 1) };
      kept.push({ burst: first, update: updateOf(recording, first) });
      drop(stops.slice(back.upTo + 1));
    }
    backwards = [...dropped.map((each) => each.update), update].flatMap((each) => each.backwards);
    drop([...dropped.flatMap((each) => each.burst.stops), ...burst.stops]);
  }
  const size = recording.at(end - 1).data.length;
  return { recording, end, updates: kept.map(({ update }) => update), undone, size };
}

/** An update, and the burst that it was read from. */
interface Kept {
  readonly burst: Burst;
  readonly update: Update;
}

/**
 * Which updates, from the one at `open` on, are taken back where the parameters become `data`: all from `from` on, but of
 * that one the stops up to `upTo`, which led there; -1 where none did. Null where none is taken back.
 */
function takenBack(
  recording: Recording,
  kept: readonly Kept[],
  open: number,
  data: Vector,
): { readonly from: number; readonly upTo: number } | null {
  for (let from = open; from < kept.length; from++) {
    const { burst, update } = kept[from];
    if (near(data, update.before)) {
      return { from, upTo: -1 };
    }
    // The last is where it ended: nothing is taken back by staying there.
    const upTo = burst.stops.slice(0, -1).findIndex((index) => near(data, recording.stops[index].data));
    if (upTo >= 0) {
      return { from, upTo };
    }
  }
  return null;
}

/**
 * The update as it is seen from where the one before it began, where that only climbed to look at the gradient from there, and
 * this one goes back before it goes on: sharpness-aware training. Null where it is not so.
 */
function startOver(recording: Recording, probe: Update, update: Update) {
  const { before } = probe;
  const climbed = commonMultiple(probe.moved, probe.used, probe.before);
  if (climbed === null || climbed <= 0) {
    return null;
  }
  const back = update.stops.findIndex((index) => near(recording.stops[index].data, before));
  const moved = difference(update.after, before);
  const along = commonMultiple(moved, update.used, before);
  return back >= 0 || (along !== null && along < 0)
    ? { before, moved, left: update.stops.slice(0, back + 1), stops: update.stops.slice(back + 1) }
    : null;
}

/** The source line of a phase of a stop, or of writing something else than 0 to a gradient. */
export function lineOf(stop: Stop, phase: Phase | 'gradient'): number | null {
  return stop.lines?.[phase] ?? stop.line;
}

/** Whether the stop at `index` follows stops that are not there: nothing can be concluded from what came before. */
export function followsGap({ stops }: Recording, index: number): boolean {
  return stops[index].step > (stops[index - 1]?.step ?? -1) + 1;
}

/** Updates with nothing computed in between. */
interface Burst {
  /** The first stop of its step. */
  readonly first: number;
  /** The stops that update, and those that go backward before it, as indices. */
  readonly stops: readonly number[];
  readonly backwards: readonly number[];
}

function* burstsOf({ stops }: Recording, end: number): Generator<Burst> {
  let first = 0;
  let updates: number[] = [];
  let backwards: number[] = [];
  for (let index = 0; index < end; index++) {
    const { step, phases, deposit } = stops[index];
    const isNew = step !== stops[first].step;
    const computes = phases.includes('forward') || phases.includes('loss') || deposit !== null;
    if (updates.length > 0 && (isNew || computes)) {
      yield { first, stops: updates, backwards };
      updates = [];
      backwards = [];
    }
    if (isNew) {
      first = index;
      backwards = [];
    }
    if (phases.includes('update')) {
      updates.push(index);
    }
    if (deposit) {
      backwards.push(index);
    }
  }
  if (updates.length > 0) {
    yield { first, stops: updates, backwards };
  }
}

function updateOf(recording: Recording, { first, stops, backwards }: Burst): Update {
  const lastStop = recording.stops[stops[stops.length - 1]];
  const after = lastStop.data;
  const { data } = recording.before(stops[0]);
  const before =
    data.length === after.length ? data : after.map((_, k) => data[k] ?? recording.initial.data[k]);
  const moved = difference(after, before);
  const line = lineOf(recording.stops[stops.find((k) => changesData(recording, k)) ?? stops[0]], 'update');
  return {
    step: lastStop.step,
    stops,
    line,
    before,
    after,
    moved,
    moves: moved.some((x) => x !== 0),
    used: usedBy(recording, stops, after.length),
    found: recording.before(first).grad,
    backwards,
    deposited: sumOfDeposits(recording, backwards, after.length),
  };
}

function changesData(recording: Recording, index: number): boolean {
  return recording.at(index).data !== recording.before(index).data;
}

/** The gradient of each parameter when it was updated. */
function usedBy(recording: Recording, stops: readonly number[], size: number): Vector {
  const used = new Float64Array(size);
  const moments = stops.map((index) => {
    const { phases, data, grad } = recording.stops[index];
    const before = recording.before(index);
    const zeroed = phases.includes('zeroGrad') && phases.indexOf('zeroGrad') < phases.indexOf('update');
    return { from: before.data, to: data, grad: zeroed ? grad : before.grad };
  });
  const last = moments[moments.length - 1];
  for (let k = 0; k < size; k++) {
    const at = moments.length === 1 ? last : (moments.find(({ from, to }) => from[k] !== to[k]) ?? last);
    used[k] = at.grad[k] ?? 0;
  }
  return used;
}

function sumOfDeposits(recording: Recording, backwards: readonly number[], size: number): Vector | null {
  if (backwards.length === 0) {
    return null;
  }
  const sum = new Float64Array(size);
  for (const index of backwards) {
    const { deposit } = recording.stops[index];
    for (let k = 0; deposit && k < deposit.length; k++) {
      sum[k] += deposit[k];
    }
  }
  return sum;
}
