import type { Phase } from '../../training/phase.ts';
import type { Recording } from '../../training/recording.ts';
import type { Attempt } from '../attempt.ts';
import { type Checked, type MissingKey, missing, type Numbers } from './checked.ts';
import { errorsIn, unsound } from './soundness.ts';

/** So many steps are several. */
export const severalSteps = 5;

const absent: readonly (readonly [Phase, MissingKey])[] = [
  ['forward', 'noForward'],
  ['loss', 'noLoss'],
  ['backward', 'noBackward'],
  ['update', 'noUpdate'],
];

/** The full loop: over several steps forward, loss, backward, update in this order, and nothing wrong found with it. */
export function trainingLoop(attempt: Attempt, run: number): Checked<Numbers['trainingLoop']> {
  const recording = attempt.recordings[run];
  const whole = completeSteps(recording);
  const wrong = unsound(errorsIn(attempt, run));
  if (whole.length < severalSteps || wrong) {
    return (
      missingPhase(recording) ??
      wrong ??
      (recording.steps < severalSteps
        ? missing('tooFewSteps', recording.steps, severalSteps)
        : missing('phaseOrder'))
    );
  }
  const losses = recording.losses().filter((loss) => loss !== null);
  const step = whole[whole.length - 1];
  const stop = recording.stops[recording.find(step, 'update')];
  return {
    done: true,
    evidence: {
      run,
      step,
      line: stop.lines?.update ?? stop.line,
      steps: recording.steps,
      first: losses[0],
      last: losses[losses.length - 1],
    },
  };
}

/** The steps in which everything happened, in the right order. Where they are zeroed is for the findings to judge. */
function completeSteps(recording: Recording): number[] {
  const complete: number[] = [];
  const { stops } = recording;
  for (let first = 0; first < stops.length; ) {
    const { step } = stops[first];
    const seen = new Set<Phase>();
    let index = first;
    for (; stops[index]?.step === step; index++) {
      for (const phase of stops[index].phases) {
        const k = absent.findIndex(([each]) => each === phase);
        if (absent.slice(0, Math.max(0, k)).every(([each]) => seen.has(each))) {
          seen.add(phase);
        }
      }
    }
    if (absent.every(([phase]) => seen.has(phase))) {
      complete.push(step);
    }
    first = index;
  }
  return complete;
}

function missingPhase({ stops }: Recording) {
  const [, key] = absent.find(([phase]) => !stops.some(({ phases }) => phases.includes(phase))) ?? [];
  return key ? missing(key) : null;
}
