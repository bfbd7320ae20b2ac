import { referenceRun } from '../src/core/lesson/reference.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { Trainer, type TrainerOptions } from '../src/core/training/trainer.ts';

/** A run of the lesson's network, trained here and now; what is left out is as in the reference run. */
export function lessonRun(options: Partial<TrainerOptions> = {}): Recording {
  const trainer = new Trainer({ ...referenceRun, ...options });
  while (trainer.advance()) {
    // A phase at a time, to the end.
  }
  return trainer.recording;
}

/** The losses of such a run, all of which are numbers. */
export function lossesOf(recording: Recording): number[] {
  return recording.losses().map((loss) => loss ?? Number.NaN);
}
