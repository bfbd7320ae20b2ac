import { referenceRun } from '../core/lesson/reference.ts';
import type { Recording } from '../core/training/recording.ts';
import { Trainer } from '../core/training/trainer.ts';

/** The lesson's own run: that of `reference.py`, made without Python. */
export function referenceRecording(): Recording {
  const trainer = new Trainer(referenceRun);
  while (trainer.advance()) {
    // On to its end.
  }
  return trainer.recording;
}
