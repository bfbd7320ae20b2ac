import { type Phase, phases } from '../../../../src/core/training/phase.ts';
import { Recording, type Stop } from '../../../../src/core/training/recording.ts';
import { trained } from '../../session/scriptedRunner.ts';

/** The loop as a learner writes it; its head is line 3. */
export const loopText = `model = MLP(3, [4, 4, 1])
lr = 0.05
for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    for p in model.parameters():
        p.grad = 0.0
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    print(f"step {k}: loss = {loss.data:.4f}")

print("done")
`;

export const script = { lines: loopText.split('\n'), loop: 3, tabSize: 4 };

const lineOf: Readonly<Record<Phase, number>> = { forward: 4, loss: 5, zeroGrad: 7, backward: 8, update: 10 };

/** The run of {@link loopText} with seed 5571, as a script leaves it: lines, what was assigned, what was printed. */
export function scriptRun(steps = 20): Recording {
  const model = trained(steps);
  const recording = new Recording({ ...model.info, steps: null }, model.initial);
  for (const stop of model.stops) {
    recording.append({ ...stop, line: lineOf[stop.phases[0]], ...said(stop) });
  }
  recording.finish({ predictions: null, printed: [{ line: 13, text: 'done' }] });
  return recording;
}

function said({ phases: [phase], step, predictions, loss }: Stop): Partial<Stop> {
  switch (phase) {
    case 'forward': {
      const first = step === 0 ? [{ line: 2, name: 'lr', value: 0.05 }] : [];
      const assigned = [...first, { line: 3, name: 'k', value: step }];
      return { assigned: [...assigned, { line: 4, name: 'ypred', value: predictions! }] };
    }
    case 'loss':
      return { assigned: [{ line: 5, name: 'loss', value: loss! }] };
    case 'update':
      return { printed: [{ line: 11, text: `step ${step}: loss = ${loss!.toFixed(4)}` }] };
    default:
      return {};
  }
}

/** The position of a phase of a step in {@link scriptRun}. */
export function at(step: number, phase: Phase): number {
  return 5 * step + phases.indexOf(phase);
}

const still = { predictions: null, loss: null, data: Float64Array.of(1, 2), grad: Float64Array.of(0, 0) };

/** A recording made by hand, of a model with two parameters: what is left out of a stop is as it was before. */
export function recordingOf(...stops: readonly Partial<Stop>[]): Recording {
  const recording = new Recording(
    { steps: null, learningRate: null, seed: 1, ownSeed: true, shape: null, targets: [] },
    still,
  );
  for (const stop of stops) {
    const { predictions, loss, data, grad } = recording.at(recording.stops.length - 1);
    recording.append({
      predictions,
      loss,
      data,
      grad,
      step: recording.stops.at(-1)?.step ?? 0,
      phases: [],
      line: null,
      deposit: null,
      printed: [],
      assigned: [],
      ...stop,
    });
  }
  return recording;
}
