import type { Recording } from '../../../src/core/training/recording.ts';

const words = {
  forward: 'forward',
  loss: 'loss',
  zeroGrad: 'zero grad',
  backward: 'backward',
  update: 'update',
} as const;

/** The place of a cursor in words, from the stop and its neighbour. */
export function expectedPlace(recording: Recording, position: number): string {
  const { stops, info, outcome, steps } = recording;
  if (position < 0) {
    return 'before the first step';
  }
  if (outcome && position === stops.length - 1) {
    return steps === 1 ? 'end of run · 1 step' : `end of run · ${steps} steps`;
  }
  const stop = stops[position];
  const before = position > 0 ? stops[position - 1] : recording.initial;
  const known = info.steps ?? (outcome ? steps : null);
  const step = known === null ? `step ${stop.step}` : `step ${stop.step} of ${known}`;
  const named = stop.phases.map((phase) => words[phase]);
  const happened =
    named.length > 0
      ? named.filter((name, k) => named.indexOf(name) === k).join(' · ')
      : before.data !== stop.data
        ? 'parameters changed'
        : before.grad !== stop.grad
          ? 'gradients changed'
          : '';
  return happened ? `${step} · ${happened}` : step;
}

/** The last step whose loss is known: that of the cursor from its last loss on, else the one before. */
export function expectedLossStep(recording: Recording, position: number): number {
  if (position < 0) {
    return -1;
  }
  const { step } = recording.stops[position];
  let computed = -1;
  recording.stops.forEach((stop, index) => {
    computed = stop.step === step && stop.phases.includes('loss') ? index : computed;
  });
  return computed >= 0 && computed <= position ? step : step - 1;
}

/** What the status bar says of a cursor: its step, and the loss of that step where it is known by then. */
export function expectedStatus(recording: Recording, position: number): string {
  if (position < 0) {
    return '';
  }
  const { step, loss } = recording.stops[position];
  const isKnown = expectedLossStep(recording, position) === step && loss !== null;
  const absolute = Math.abs(loss ?? 0);
  const isTiny = absolute > 0 && absolute < 0.00005;
  const size =
    absolute >= 1e6
      ? loss?.toExponential(2)
      : isTiny
        ? loss?.toExponential(1).replace('-', '−')
        : loss?.toFixed(4);
  return isKnown ? `step ${step} · loss ${size}` : `step ${step}`;
}
