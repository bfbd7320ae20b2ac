import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Phase } from '../src/core/training/phase.ts';
import type { Moment, Recording, Stop } from '../src/core/training/recording.ts';
import type { View } from '../src/protocol/messages.ts';
import type { LessonStrings } from '../src/protocol/strings.ts';

/** A component that shows a run: a pure function of its recording and the place of the cursor in it. */
export class RunElement extends LitElement {
  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) recording!: Recording;
  /** A new object with every change, also when only the recording has grown. */
  @property({ attribute: false }) view!: View;

  /** The stop the cursor stands on; undefined before the first. */
  protected get stop(): Stop | undefined {
    return this.recording.stops[this.view.position];
  }

  /** The state at the cursor. */
  protected get moment(): Moment {
    return this.recording.at(this.view.position);
  }

  /** Whether the cursor stands where the run has ended. */
  protected get finished(): boolean {
    return this.recording.outcome !== null && this.view.position === this.recording.stops.length - 1;
  }

  /** Index of the stop where a phase last happened in the step of the cursor, up to the cursor; -1 where it has not. */
  protected lastOfPhase(phase: Phase): number {
    const { stops } = this.recording;
    const { stop } = this;
    for (let index = this.view.position; stop && stops[index]?.step === stop.step; index--) {
      if (stops[index].phases.includes(phase)) {
        return index;
      }
    }
    return -1;
  }
}
