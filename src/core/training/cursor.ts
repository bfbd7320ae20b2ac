import type { Recording } from './recording.ts';

/** A place in a recording. Stepping, scrubbing and playing are all the same: they move it. Every move says whether it moved. */
export class Cursor {
  readonly recording: Recording;
  private index = -1;

  constructor(recording: Recording) {
    this.recording = recording;
  }

  /** Index of the stop it stands on; -1 before anything has happened. */
  get position(): number {
    return this.index;
  }

  /** To the next stop. */
  stepPhase(): boolean {
    return this.moveTo(this.index + 1);
  }

  /** To the stop before; at last to where nothing has happened yet. */
  stepBack(): boolean {
    return this.moveTo(this.index - 1);
  }

  /** To the end of the step it is in; from there to the end of the next one that has stops. */
  stepIteration(): boolean {
    const from = this.index;
    const { stops } = this.recording;
    const step = from < 0 ? 0 : stops[from].step;
    const target = from >= 0 && this.endsStep(from) ? step + 1 : step;
    while (this.moveTo(this.index + 1)) {
      if (stops[this.index].step >= target && this.endsStep(this.index)) {
        break;
      }
    }
    return this.index !== from;
  }

  /** To the end of the step before; from the first step to where nothing has happened yet. */
  stepIterationBack(): boolean {
    const step = this.index < 0 ? 0 : this.recording.stops[this.index].step;
    return this.moveTo(step === 0 ? -1 : this.recording.lastOf(step - 1));
  }

  /** To the last stop. */
  toEnd(): boolean {
    return this.moveTo(this.recording.stops.length - 1);
  }

  /** To the stop at `index`, or to the nearest there is. */
  moveTo(index: number): boolean {
    const from = this.index;
    this.index = Math.max(-1, Math.min(index, this.recording.stops.length - 1));
    return this.index !== from;
  }

  /** A step ends with its update. A script may go on in the same step; then its last stop so far is the end. */
  private endsStep(index: number): boolean {
    const { stops } = this.recording;
    const next = stops[index + 1];
    return next ? next.step > stops[index].step : stops[index].phases.includes('update');
  }
}
