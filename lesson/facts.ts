import { Replay } from '../src/core/autograd/replay.ts';
import { Tape } from '../src/core/autograd/tape.ts';
import { referenceRun } from '../src/core/lesson/reference.ts';
import { sumOfSquaredErrors } from '../src/core/nn/loss.ts';
import { MLP } from '../src/core/nn/mlp.ts';
import { MersenneTwister } from '../src/core/random/mersenneTwister.ts';
import { fourSamples } from '../src/core/training/dataset.ts';
import { norm } from '../src/core/training/recording.ts';
import { formatLoss, formatSize } from '../src/protocol/numbers.ts';

/** What a fact is asked about; what is left out is as in the reference run, the number of seeds 1,000. */
interface Question {
  readonly seed: number;
  readonly lr: number;
  readonly steps: number;
  readonly step: number;
  readonly below: number;
  readonly seeds: number;
  readonly bug: boolean;
}

/** A run of the lesson's network: its losses, its last gradients, and what it says in the end. */
interface Run {
  readonly losses: Float64Array;
  readonly gradients: Float64Array;
  readonly predictions: readonly number[];
}

type RunOptions = Pick<Question, 'seed' | 'lr' | 'steps' | 'bug'>;

/** Numbers of which the lesson speaks, each computed by the engine. */
const facts = {
  /** The loss of a step. */
  loss: (q: Question) => formatLoss(run({ ...q, steps: Math.max(q.steps, q.step + 1) }).losses[q.step]),
  /** What the network says about the four samples after training, as Python prints it. */
  predictions: (q: Question) =>
    `[${run(q)
      .predictions.map((p) => p.toFixed(3))
      .join(', ')}]`,
  /** The first step whose loss is below a bound. */
  firstBelow: (q: Question) => {
    const first = run(q).losses.findIndex((loss) => loss < q.below);
    if (first < 0) {
      throw new RangeError(`No loss below ${q.below} in ${q.steps} steps.`);
    }
    return String(first);
  },
  /** In how many runs of a hundred the one with the bug ends lower than the sound one. */
  bugEndsLower: (q: Question) =>
    share(q, (seed) => last(run({ ...q, seed, bug: true })) < last(run({ ...q, seed, bug: false }))),
  /** In how many runs of a hundred the last loss is below a bound. */
  endsBelow: (q: Question) => share(q, (seed) => last(run({ ...q, seed })) < q.below),
  /** In how many the last loss is above a bound. */
  endsAbove: (q: Question) => share(q, (seed) => last(run({ ...q, seed })) > q.below),
  /** In how many runs of a hundred the loss falls at every step. */
  fallsAlways: (q: Question) =>
    share(q, (seed) => {
      const { losses } = run({ ...q, seed });
      return losses.every((loss, k) => k === 0 || loss < losses[k - 1]);
    }),
  /** The median norm of the gradients that are stored when a run ends. */
  gradient: (q: Question) => {
    const norms = seedsOf(q).map((seed) => norm(run({ ...q, seed }).gradients));
    return formatSize(norms.sort((a, b) => a - b)[norms.length >> 1]);
  },
} as const;

/**
 * Answers a question of a text, such as `loss step=19 lr=0.1` or `bugEndsLower seeds=400`; throws RangeError for one that is
 * not understood. `bug` alone leaves out zeroing the gradients.
 */
export function fact(question: string): string {
  const [name, ...words] = question.trim().split(/\s+/);
  if (!Object.hasOwn(facts, name)) {
    throw new RangeError(`There is no fact "${name}".`);
  }
  const { seed, learningRate: lr, steps } = referenceRun;
  const asked: Record<string, number | boolean> = {
    ...{ seed, lr, steps, step: 0, below: 0.01, seeds: 1000, bug: false },
  };
  for (const word of words) {
    const [key, value] = word.split('=');
    const number = value === undefined ? Number.NaN : Number(value);
    if (!Object.hasOwn(asked, key) || (key === 'bug') !== Number.isNaN(number)) {
      throw new RangeError(`"${word}" in "${question}" is not understood.`);
    }
    asked[key] = key === 'bug' || number;
  }
  // SAFETY: it began with the name of a fact and with all that a question has, of which only values were replaced by their like.
  return facts[name as keyof typeof facts](asked as unknown as Question);
}

const step = compiledStep();

/** A step of the lesson's training, with the very numbers of the engine. */
function compiledStep(): Replay {
  const model = new MLP(new Tape(), 3, [4, 4, 1], new MersenneTwister(0).uniform);
  const predictions = fourSamples.xs.map((x) => model.forward(x));
  return new Replay(sumOfSquaredErrors(predictions, fourSamples.ys), model.parameters(), 'exact');
}

function run({ seed, lr, steps, bug }: RunOptions): Run {
  const model = new MLP(new Tape(), 3, [4, 4, 1], new MersenneTwister(seed).uniform);
  const parameters = Float64Array.from(model.parameters(), ({ data }) => data);
  const losses = new Float64Array(steps);
  const gradients = new Float64Array(parameters.length);
  step.run({ parameters, learningRate: lr, steps, zeroGrad: !bug, losses, gradients });
  for (const [k, parameter] of model.parameters().entries()) {
    parameter.data = parameters[k];
  }
  return { losses, gradients, predictions: fourSamples.xs.map((x) => model.forward(x).data) };
}

function last({ losses }: Run): number {
  return losses[losses.length - 1];
}

function seedsOf({ seeds }: Question): number[] {
  return Array.from({ length: seeds }, (_, seed) => seed);
}

function share(question: Question, holds: (seed: number) => boolean): string {
  return `${Math.round((100 * seedsOf(question).filter(holds).length) / question.seeds)}%`;
}
