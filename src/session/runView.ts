import { Cursor } from '../core/training/cursor.ts';
import type { Recording } from '../core/training/recording.ts';
import { findPlace, type Place, placeOf } from './place.ts';

/**
 * How another recording comes to be shown: `opened`: the learner has yet to discover it; `rerun`: it replaces what was shown
 * and is there at once; `again`: it is the same once more.
 */
export type Arrival = 'opened' | 'rerun' | 'again';

/** The recording that is looked at, the place in it, how far it has been seen, and the run before it to compare with. */
export class RunView {
  private cursor: Cursor | null = null;
  private owner: object | null = null;
  private seen = -1;
  /** Where the cursor is to be as soon as the recording has grown there; null once the learner has moved. */
  private place: Place | null = 'start';
  /** How far the recording is to be revealed while it grows; null for just what has been looked at. */
  private reveal: Place | null = 'start';
  /** For each owner, the losses of what was shown before it. */
  private readonly before = new WeakMap<object, Float64Array | null>();
  /** The script of the recording, and the losses that each script had when it was last shown; of the lesson's own run: null. */
  private script: string | null = null;
  private readonly left = new Map<string | null, Float64Array>();

  get recording(): Recording | null {
    return this.cursor?.recording ?? null;
  }

  /** Index of the stop that the cursor stands on; -1 before anything has happened. */
  get position(): number {
    return this.cursor?.position ?? -1;
  }

  /** Index of the furthest stop looked at. */
  get revealed(): number {
    return this.seen;
  }

  /** Whether the cursor stands on the last stop there is. */
  get atEnd(): boolean {
    return this.position >= 0 && this.position === (this.recording?.stops.length ?? 0) - 1;
  }

  /** The cursor's place, and how far has been seen, to find them again in another run. */
  get places(): { readonly place: Place; readonly revealed: Place } {
    const { recording } = this;
    return {
      place: this.place ?? (recording ? placeOf(recording, this.position) : 'start'),
      revealed: this.reveal ?? (recording ? placeOf(recording, this.seen) : 'start'),
    };
  }

  /** The losses of the run that was shown before, where they differ from this run's as far as that has come; else null. */
  get ghost(): Float64Array | null {
    const losses = this.owner && this.before.get(this.owner);
    const { recording } = this;
    return losses && recording && !haveEqualLosses(losses, recording) ? losses : null;
  }

  /** Takes up places from an earlier time, for the next recording that is `opened`. */
  restore(place: Place, revealed: Place): void {
    this.place = place;
    this.reveal = revealed;
  }

  /**
   * Shows a recording, or nothing; one that is shown already may have grown. `owner` tells the recordings of one execution
   * from those of another: what its script, `script`, had shown before an execution is what it is compared with.
   */
  show(owner: object, recording: Recording | null, arrival: Arrival, script: string | null = null): void {
    if (recording === this.recording && owner === this.owner) {
      this.settle();
      return;
    }
    const { place, revealed } = this.places;
    const { position, seen } = this;
    const untouched = position < 0 && seen < 0;
    if (this.recording) {
      this.left.set(this.script, lossesOf(this.recording));
    }
    if (owner !== this.owner && !this.before.has(owner)) {
      this.before.set(owner, this.comparedWith(script, arrival));
    }
    this.script = script;
    const isAgain = arrival === 'again' && this.recording !== null;
    this.owner = owner;
    this.cursor = recording && new Cursor(recording);
    if (isAgain) {
      this.cursor?.moveTo(position);
      this.seen = Math.min(seen, (recording?.stops.length ?? 0) - 1);
      this.settle();
      return;
    }
    this.place = arrival === 'rerun' && untouched ? 'end' : place;
    this.reveal = arrival === 'rerun' ? 'end' : revealed;
    this.seen = -1;
    this.settle();
  }

  /** Forgets the recording and what was shown before it; keeps the places. */
  clear(): void {
    const { place, revealed } = this.places;
    this.restore(place, revealed);
    this.left.clear();
    this.script = null;
    this.cursor = null;
    this.owner = null;
    this.seen = -1;
  }

  /** Moves the cursor as the learner asks; what it passes is revealed. */
  move(move: (cursor: Cursor) => void): void {
    if (this.cursor) {
      this.place = null;
      this.reveal = this.reveal === 'end' ? 'end' : null;
      move(this.cursor);
      this.seen = Math.max(this.seen, this.cursor.position);
    }
  }

  /** Goes to the end, and stays there while the recording grows. */
  toEnd(): void {
    this.place = 'end';
    this.reveal = 'end';
    this.settle();
  }

  /** Back to the start, with everything to be discovered once more. */
  reset(): void {
    this.restore('start', 'start');
    this.seen = -1;
    this.settle();
  }

  /** Brings the cursor and what is revealed to where they are to be. */
  private settle(): void {
    const { cursor } = this;
    if (!cursor) {
      return;
    }
    if (this.place) {
      cursor.moveTo(findPlace(cursor.recording, this.place));
    }
    const revealed = this.reveal ? findPlace(cursor.recording, this.reveal) : -1;
    this.seen = Math.max(this.seen, revealed, cursor.position);
  }

  /** The losses that an execution which comes is compared with: what its script had shown last, whatever was looked at between. */
  private comparedWith(script: string | null, arrival: Arrival): Float64Array | null {
    if (arrival !== 'again') {
      return this.left.get(script) ?? null;
    }
    return (this.owner && this.before.get(this.owner)) ?? null;
  }
}

/** The losses of all steps; NaN for a step without one. */
export function lossesOf(recording: Recording, first = 0): Float64Array {
  return Float64Array.from(recording.losses().slice(first), (loss) => loss ?? Number.NaN);
}

function haveEqualLosses(losses: Float64Array, recording: Recording): boolean {
  const others = recording.losses();
  // A run that may still grow is the same as long as it goes the same way.
  const isSameLength = recording.outcome ? losses.length === others.length : losses.length >= others.length;
  return isSameLength && others.every((loss, k) => Object.is(loss ?? Number.NaN, losses[k]));
}
