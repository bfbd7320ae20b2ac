import { huntLoop } from '../../src/core/lesson/huntLoop.ts';
import { referenceRun } from '../../src/core/lesson/reference.ts';
import type { Phase } from '../../src/core/training/phase.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import { Trainer, type TrainerOptions } from '../../src/core/training/trainer.ts';
import type { View } from '../../src/protocol/messages.ts';

/** The runs that fixtures show, made by the engine: page and tests make the same. */
export const runs = {
  /** The lesson's own. */
  sound: () => trained(),
  /** Without its reset. */
  stale: () => trained({ zeroGrad: false }),
  /** With a learning rate that saturates it. */
  plateau: () => trained({ learningRate: 1 }),
  /** With one that is beyond all numbers. */
  notFinite: () => trained({ learningRate: 1e308 }),
  /** Of thousands of steps. */
  long: () => trained({ steps: 2000 }),
  /** Of a single one. */
  short: () => trained({ steps: 1 }),
  /** Under way: seven steps, and a forward pass. */
  growing: () => trained({}, 7 * 5 + 1),
  /** The hunt's, as its script comes. */
  hunt: () => trained({ ...huntLoop, zeroGrad: false }),
} as const satisfies Record<string, () => Recording>;

/** A run of the lesson's network; what is left out is as in the reference run. `phases`: how far it has come, its end when left out. */
function trained(options: Partial<TrainerOptions> = {}, phases = Number.POSITIVE_INFINITY): Recording {
  const trainer = new Trainer({ ...referenceRun, ...options });
  for (let done = 0; done < phases && trainer.advance(); done++) {
    // A phase at a time.
  }
  return trainer.recording;
}

/** Looked at where it has ended, or where it has come to. */
export function atEnd(recording: Recording): View {
  return at(recording, recording.stops.length - 1);
}

/** Looked at before anything has happened, and nothing revealed. */
export const atStart: View = { position: -1, revealed: -1, playing: false, speed: 4 };

/** Looked at a phase of a step, with all of it revealed. */
export function atPhase(recording: Recording, step: number, phase: Phase): View {
  return at(recording, recording.find(step, phase));
}

function at(recording: Recording, position: number): View {
  return { position, revealed: recording.stops.length - 1, playing: false, speed: 4 };
}
