import type { Phase } from './phase.ts';
import type { Stop } from './recording.ts';

/** A finished step: its stops and its loss. */
export interface RecordedStep {
  readonly loss: number | null;
  readonly stops: readonly Stop[];
}

/** What happened up to an update, from where something was computed on. */
type Passage = RecordedStep;

/** How many of the first and of the last stops are kept of what was tried out. */
const keptStops = 128;

/** How many passages without a backward pass are looked at together. */
const patience = 128;

/**
 * Makes steps of passages. Usually each is one. But parameters may also be moved there and back only to see what that does to
 * the loss, as in a gradient check by hand: nothing goes backward then. Such passages belong to the step before; to the one that
 * follows where there is none, or where its own update was but the first of what has been taken back.
 */
export class Steps {
  private readonly onStep: (step: RecordedStep) => void;
  private number = 0;
  private loss: number | null = null;
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
  add(passage: Passage): void {
    if (passage.stops.some(({ phases }) => phases.includes('backward'))) {
      const before = this.tried.splice(0).flatMap(({ stops }) => asTried(stops, this.loss));
      this.open = { loss: passage.loss, stops: [...bounded(before), ...passage.stops] };
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

  /** Makes steps of what waits. What was tried belongs to the step before where the parameters, `data`, are back at its end. */
  private settle(data: Float64Array): void {
    const { open } = this;
    const tried = this.tried.splice(0);
    this.open = null;
    if (open && tried.length > 0 && areAlike(dataAfter(open), data)) {
      const after = bounded(tried.flatMap(({ stops }) => stops));
      this.emit({
        loss: open.loss,
        stops: [...open.stops, ...asTried(after, open.stops.at(-1)?.loss ?? null)],
      });
      return;
    }
    for (const passage of open ? [open, ...tried] : tried) {
      this.emit(passage);
    }
  }

  private emit({ loss, stops }: RecordedStep): void {
    const step = this.number;
    this.number += 1;
    this.loss = stops.at(-1)?.loss ?? this.loss;
    this.onStep({ loss, stops: stops.map((stop) => ({ ...stop, step })) });
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

/** Whether parameters differ by no more than what moving them there and back leaves. */
function areAlike(before: Float64Array, now: Float64Array): boolean {
  return before.every((p, k) => Math.abs(p - now[k]) <= 1e-12 * Math.max(1, Math.abs(p)));
}
