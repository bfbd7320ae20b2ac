import { centralDifference } from '../../../../src/core/autograd/gradientCheck.ts';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { sumOfSquaredErrors } from '../../../../src/core/nn/loss.ts';
import { MLP } from '../../../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import type { Phase } from '../../../../src/core/training/phase.ts';
import { Recording } from '../../../../src/core/training/recording.ts';

/** Where a loop resets gradients. */
export const habits = [
  'first',
  'last',
  'never',
  'some',
  'everySecondStep',
  'betweenPasses',
  'onceBefore',
  'scaled',
  'toOneNumber',
  'toDecay',
] as const;

export type Habit = (typeof habits)[number];

/** An update that used something else than the gradient of what was sent backward for it: by finite differences. */
export interface Wrong {
  readonly step: number;
  readonly parameters: readonly number[];
}

/**
 * A small model drawn at random, trained by a loop drawn at random: so many backward passes of so many samples to an update,
 * gradients reset as the habit says. While it trains, a referee that knows no calculus measures, for each parameter, the
 * gradient of the losses sent backward since its gradient was last reset or used.
 */
export function randomLoop(seed: number, habit: Habit): { recording: Recording; wrong: Wrong | null } {
  const random = new MersenneTwister(seed);
  const pick = (n: number) => Math.floor(random.random() * n);
  const tape = new Tape();
  const model = new MLP(tape, 2, [1 + pick(3), 1], random.uniform);
  const parameters = model.parameters();
  const samples = Array.from({ length: 1 + pick(3) }, () => ({
    x: [random.uniform(-1, 1), random.uniform(-1, 1)],
    y: pick(2) * 2 - 1,
  }));
  const some = new Set([...parameters.keys()].filter(() => pick(2) === 0));
  some.add(pick(parameters.length));
  const passes = 1 + pick(3);
  const share = random.uniform(0.1, 0.9);

  const read = () => ({
    predictions: null,
    loss: null,
    data: Float64Array.from(parameters, ({ data }) => data),
    grad: Float64Array.from(parameters, ({ grad }) => grad),
  });
  const info = { steps: null, learningRate: null, seed, ownSeed: true, shape: null, targets: [] };
  const recording = new Recording(info, read());
  const lossOf = (of: readonly (typeof samples)[number][]) => {
    tape.rewind();
    return sumOfSquaredErrors(
      of.map(({ x }) => model.forward(x)),
      of.map(({ y }) => y),
    );
  };
  const happen = (step: number, phases: readonly Phase[], line: number, what: () => void) => {
    const { grad } = read();
    what();
    const now = read();
    const deposit = phases.includes('backward') ? now.grad.map((g, k) => g - grad[k]) : null;
    recording.append({ ...now, step, phases, line, deposit, printed: [], assigned: [] });
  };

  // The referee's: which losses each parameter's gradient stands for.
  const sent = parameters.map((): (typeof samples)[] => []);
  let wrong: Wrong | null = null;
  const reset = (step: number, which: (k: number) => boolean) =>
    happen(step, ['zeroGrad'], 1, () => {
      for (const [k, parameter] of parameters.entries()) {
        if (which(k)) {
          parameter.grad = 0;
          sent[k] = [];
        }
      }
    });
  // What is written instead of a reset takes nothing away that has been sent; the share of a weight's decay stands for itself.
  const decay = new Float64Array(parameters.length);
  const write = (step: number, value: (p: Value) => number) =>
    happen(step, [], 1, () => {
      for (const parameter of parameters) {
        parameter.grad = value(parameter);
      }
    });
  const slope = (k: number, of: typeof samples) => {
    const { data } = parameters[k];
    const measured = centralDifference((x) => {
      parameters[k].data = x;
      return lossOf(of).data;
    }, data);
    parameters[k].data = data;
    return measured;
  };

  for (let step = 0; step < 4; step++) {
    if (
      habit === 'first' ||
      (habit === 'everySecondStep' && step % 2 === 0) ||
      (habit === 'onceBefore' && step === 0)
    ) {
      reset(step, () => true);
    }
    if (habit === 'some') {
      reset(step, (k) => some.has(k));
    }
    if (habit === 'scaled') {
      write(step, ({ grad }) => share * grad);
    }
    if (habit === 'toOneNumber' && step > 0) {
      write(step, () => share);
    }
    if (habit === 'toDecay') {
      write(step, ({ data }) => share * data);
      parameters.forEach(({ data }, k) => {
        decay[k] = share * data;
      });
    }
    for (let pass = 0; pass < passes; pass++) {
      if (habit === 'betweenPasses' && pass > 0) {
        reset(step, () => true);
      }
      const batch = samples.filter((_, k) => k % passes === pass || pick(2) === 0);
      happen(step, ['backward'], 2, () => lossOf(batch.length > 0 ? batch : samples).backward());
      for (const losses of sent) {
        losses.push(batch.length > 0 ? batch : samples);
      }
    }
    const stored = read().grad;
    const off = [...parameters.keys()].filter((k) => {
      const truth = sent[k].reduce((sum, of) => sum + slope(k, of), decay[k]);
      return Math.abs(stored[k] - truth) > 1e-6 * Math.max(1, Math.abs(truth));
    });
    wrong ??= off.length > 0 ? { step, parameters: off } : null;
    happen(step, ['update'], 3, () => {
      for (const [k, parameter] of parameters.entries()) {
        parameter.data -= 0.05 * parameter.grad;
        sent[k] = [];
      }
    });
    if (habit === 'last') {
      reset(step, () => true);
    }
  }
  return { recording, wrong };
}
