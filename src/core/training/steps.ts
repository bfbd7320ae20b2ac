import type { Phase } from './phase.ts';
import type { Stop } from './recording.ts';

/** A finished step: its stops and its loss. */
export interface RecordedStep {
  readonly loss: number | null;
  readonly stops: readonly Stop[];
}

/** What happened up to an update, from where something was computed on. Passages are counted as they happen. */
interface Passage extends RecordedStep {
  /** Which passages have become one. */
  readonly passages: readonly number[];
}

/** How many of the first and of the last stops are kept of what was tried out. */
const keptStops = 128;

/** How many passages without a backward pass are looked at together. */
const patience = 128;

/**
 * Makes steps of passages. Usually each is one. But parameters may also be moved there and back only to see what that does to
 * the loss, as in a gradient check by hand, or with averaged weights: nothing goes backward then. Such passages belong to the step before; to the one that
 * follows where there is none, or where its own update was but the first of what has been taken back.
 */
export class Steps {
  private readonly onStep: (step: RecordedStep) => void;
  private number = 0;
  private passages = 0;
  private loss: number | null = null;
  /** By passage, the step that it has become, or a part of. */
  private readonly stepOf: number[] = [];
  /** The passage that has gone backward, until it is clear whether more belongs to it. */
  private open: Passage | null = null;
  /** The passages since that did not. */
  private tried: Passage[] = [];
  /** Parameters have been moved for long without a backward pass: a script may train in another way. */
  private aimless = false;

  constructor(onStep: (step: RecordedStep) => void) {
    this.onStep = onStep;
  }

  /** Number of steps that are known. */
  get count(): number {
    return this.number;
  }

  /** Something is about to be sent backward: another step is under way. `data`: the parameters as they are now. */
  goBackward(data: Float64Array): void {
    this.aimless = false;
    if (this.open && this.tried.length > 0 && areAlike(dataBeforeUpdate(this.open), data)) {
      this.tried.unshift(this.open);
      this.open = null;
    } else if (this.open || (this.tried.length > 0 && !areAlike(dataBeforeUpdate(this.tried[0]), data))) {
      this.settle(data);
    }
  }

  /** A passage has ended. */
  add(recorded: RecordedStep): void {
    const passage: Passage = { ...recorded, passages: [this.passages] };
    this.passages += 1;
    if (passage.stops.some(({ phases }) => phases.includes('backward'))) {
      const tried = this.tried.splice(0);
      const before = tried.flatMap(({ stops }) => asTried(stops, this.loss));
      const passages = [...tried.flatMap((each) => each.passages), ...passage.passages];
      this.open = { loss: passage.loss, stops: [...bounded(before), ...passage.stops], passages };
      return;
    }
    this.tried.push(passage);
    if (this.aimless || this.tried.length > patience) {
      // It does not look as if they were to be moved back.
      this.aimless = true;
      this.end();
    }
  }

  /** Nothing follows. */
  end(): void {
    const last = this.tried.at(-1) ?? this.open;
    if (last) {
      this.settle(dataAfter(last));
    }
  }

  /**
   * Makes steps of what waits. What was tried belongs to the step before where the parameters, `data`, are back at its end, or
   * where they only look along its line for where it should end.
   */
  private settle(data: Float64Array): void {
    const { open } = this;
    const tried = this.tried.splice(0);
    this.open = null;
    if (open && tried.length > 0 && (hasBeenAt(open, data) || isLineSearch(open, tried))) {
      const after = bounded(tried.flatMap(({ stops }) => stops));
      this.emit({
        loss: open.loss,
        stops: [...open.stops, ...asTried(after, open.stops.at(-1)?.loss ?? null)],
        passages: [...open.passages, ...tried.flatMap(({ passages }) => passages)],
      });
      return;
    }
    for (const passage of open ? [open, ...tried] : tried) {
      this.emit(passage);
    }
  }

  private emit({ loss, stops, passages }: Passage): void {
    const step = this.number;
    for (const passage of passages) {
      this.stepOf[passage] = step;
    }
    this.number += 1;
    this.loss = stops.at(-1)?.loss ?? this.loss;
    this.onStep({ loss, stops: stops.map((stop) => ({ ...stop, step, ...this.sentIn(stop) })) });
  }

  /** What a stop has sent backward, with the steps of the predictions that it came from instead of their passages. */
  private sentIn({ sent }: Stop): Pick<Stop, 'sent'> {
    return sent
      ? {
          sent: sent.map((each) => ({
            ...each,
            from: each.from.map(({ sample, step }) => ({ sample, step: this.stepOf[step] })),
          })),
        }
      : {};
  }
}

/** Stops whose loss is none that the step goes by. */
function asTried(stops: readonly Stop[], loss: number | null): Stop[] {
  return stops.map((stop) => ({ ...stop, loss, phases: withoutLoss(stop.phases) }));
}

function withoutLoss(phases: readonly Phase[]): readonly Phase[] {
  return phases.includes('loss')
    ? ['forward', ...phases.filter((phase) => phase !== 'loss' && phase !== 'forward')]
    : phases;
}

function bounded(stops: readonly Stop[]): readonly Stop[] {
  return stops.length > 2 * keptStops ? [...stops.slice(0, keptStops), ...stops.slice(-keptStops)] : stops;
}

/** The parameters before the first update of a passage that begins with something else. */
function dataBeforeUpdate({ stops }: Passage): Float64Array {
  const first = stops.findIndex(({ phases }) => phases.includes('update'));
  return stops[Math.max(0, first - 1)].data;
}

function dataAfter({ stops }: Passage): Float64Array {
  return stops[stops.length - 1].data;
}

/** Whether the update of a passage has led to these parameters, were it on the way to others, as of averaged weights. */
function hasBeenAt({ stops }: Passage, data: Float64Array): boolean {
  const first = stops.findIndex(({ phases }) => phases.includes('update'));
  return stops.some((stop, k) => (k >= first || k === stops.length - 1) && areAlike(stop.data, data));
}

/**
 * Whether what follows an update only looks along its line for where to end it, as a line search does: further or less far from
 * where it began, at least once back, or at one go further than all the way so far. One who updates again without going
 * backward does neither.
 */
function isLineSearch(update: Passage, tried: readonly Passage[]): boolean {
  const from = dataBeforeUpdate(update);
  const to = dataAfter(update);
  let before = 1;
  let isSearch = false;
  for (const passage of tried) {
    const share = shareOfWay(from, to, dataAfter(passage));
    if (share === null || share <= 0) {
      return false;
    }
    isSearch ||= share < before || share > 2.001 * before;
    before = share;
  }
  return isSearch;
}

/**
 * How far on the way from one place to another a third one is, 1 at its end; null where it is beside the way. Of one parameter
 * alone nobody can tell.
 */
function shareOfWay(from: Float64Array, to: Float64Array, at: Float64Array): number | null {
  if (from.length < 2) {
    return null;
  }
  let longest = 0;
  for (let k = 0; k < from.length; k++) {
    longest = Math.abs(to[k] - from[k]) > Math.abs(to[longest] - from[longest]) ? k : longest;
  }
  const share = (at[longest] - from[longest]) / (to[longest] - from[longest]);
  const isOnIt = from.every((start, k) => {
    const expected = start + share * (to[k] - start);
    return (
      Math.abs(at[k] - expected) <= 1e-9 * Math.abs(to[k] - start) + 1e-12 * Math.max(1, Math.abs(start))
    );
  });
  return isOnIt ? share : null;
}

/** Whether parameters differ by no more than what moving them there and back leaves. */
function areAlike(before: Float64Array, now: Float64Array): boolean {
  return before.every((p, k) => Math.abs(p - now[k]) <= 1e-12 * Math.max(1, Math.abs(p)));
}
