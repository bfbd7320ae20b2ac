import assert from 'node:assert/strict';
import { learningRateOf, type Recording } from '../../../src/core/training/recording.ts';
import { keepsStops, keptSteps } from '../../../src/core/training/thinning.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { likeTheReference, others } from './expectedSteps.ts';
import { createRuntime, printedLosses, type Ran, readStep, runLoop, stopsOf } from './runScript.ts';

const middle = 7;

/** What the reference loop does, as the Trainer does it. */
function trainReference(): Recording {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20 });
  while (trainer.advance()) {
    // On to its end.
  }
  return trainer.recording;
}

function near(actual: ArrayLike<number> | null, expected: ArrayLike<number> | null, tolerance: number): void {
  assert.ok(actual && expected);
  assert.equal(actual.length, expected.length);
  for (let k = 0; k < actual.length; k++) {
    const error = Math.abs(actual[k] - expected[k]);
    assert.ok(
      error <= tolerance * Math.max(1, Math.abs(expected[k])),
      `[${k}] ${actual[k]} ≠ ${expected[k]}`,
    );
  }
}

const losses = (recording: Recording) => recording.losses().map((loss) => loss ?? Number.NaN);

/** What all backward passes of a step have added to the gradients. */
function deposited(recording: Recording, step: number): Float64Array {
  const sum = new Float64Array(recording.initial.grad.length);
  for (const { deposit } of stopsOf(recording, step)) {
    deposit?.forEach((g, k) => {
      sum[k] += g;
    });
  }
  return sum;
}

/** Each parameter's data before the first and after the last update of a step, and its gradient before. */
function updateOf(recording: Recording, step: number) {
  const first = recording.stops.findIndex((stop) => stop.step === step && stop.phases.includes('update'));
  const { data, grad } = recording.before(first);
  return { before: data, grad, after: recording.at(recording.find(step, 'update')).data };
}

describe('recordings of scripts', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const run = async (name: string, siblings: readonly string[] = []): Promise<Ran> => {
    const ran = await runLoop(runtime, name, siblings);
    assert.deepEqual(ran.end, { kind: 'finished' });
    return ran;
  };

  /** The recording of a script that trains one model. */
  const one = async (name: string) => {
    const ran = await run(name);
    assert.equal(ran.recordings.length, 1);
    return { ran, recording: ran.recordings[0] };
  };

  describe('of a loop that trains as the reference does', () => {
    const reference = trainReference();

    for (const [name, expected] of Object.entries(likeTheReference)) {
      it(`says what really happened: ${name}`, async () => {
        const ran = await run(name, name === 'own_modules' ? ['engine.py', 'nn.py'] : []);
        assert.equal(ran.recordings.length, 1);
        const [recording] = ran.recordings;
        assert.equal(recording.steps, 20);
        assert.ok(recording.isWhole);
        assert.deepEqual(recording.info.targets, [1, -1, -1, 1]);
        assert.deepEqual(recording.info.shape, [3, 4, 4, 1]);
        assert.deepEqual([recording.info.seed, recording.info.ownSeed], [5571, true]);
        assert.deepEqual(readStep(ran, recording, middle), expected);
        near(losses(recording), printedLosses(ran), 1e-12);
        near(losses(recording), losses(reference), 1e-9);
        near(recording.initial.data, reference.initial.data, 0);
        for (let step = 0; step < 20; step++) {
          near(deposited(recording, step), reference.at(reference.find(step, 'backward')).grad, 1e-9);
          const { before, grad, after } = updateOf(recording, step);
          near(
            after,
            before.map((p, k) => p - 0.05 * grad[k]),
            1e-12,
          );
          near(after, reference.at(reference.lastOf(step)).data, 1e-9);
          assert.equal(learningRateOf(recording, step), 0.05);
          const { predictions } = recording.at(recording.find(step, 'backward'));
          near(predictions, reference.at(reference.find(step, 'forward')).predictions, 1e-9);
        }
      });
    }

    it('tells what each line was given, and what it printed', async () => {
      const { ran, recording } = await one('reference');
      const [forward, loss, zeroGrad, backward, update] = stopsOf(recording, middle);
      const line = (text: string) => ran.source.findIndex((each) => each.trim().startsWith(text)) + 1;
      assert.deepEqual(
        forward.assigned.map((each) => [each.name, each.line]),
        [
          ['k', line('for k')],
          ['ypred', line('ypred =')],
        ],
      );
      assert.equal(forward.assigned[0].value, middle);
      assert.deepEqual(forward.assigned[1].value, forward.predictions);
      assert.deepEqual(loss.assigned, [{ line: line('loss ='), name: 'loss', value: loss.loss }]);
      assert.deepEqual([zeroGrad.assigned, backward.assigned, update.assigned], [[], [], []]);
      assert.deepEqual(update.printed, [
        { line: line('print(f"step'), text: `step ${middle}: loss = ${printedLosses(ran)[middle]}` },
      ]);
    });

    it('tells what the trained model predicts, where the script asks', async () => {
      const { ran, recording } = await one('reference');
      assert.equal(recording.outcome?.printed.length, 1);
      near(recording.outcome.predictions, JSON.parse(ran.printed.trim().split('\n').at(-1) ?? ''), 0);
      const unasked = await one('one_line');
      assert.equal(unasked.recording.outcome?.predictions, null);
    });

    it('keeps each part of a line of output with the stop in which it was printed', async () => {
      const { recording } = await one('partial_lines');
      const printed = [0, 1, 2].map((step) =>
        stopsOf(recording, step).flatMap((stop) => stop.printed.map(({ text }) => text)),
      );
      const [a, b, c] = losses(recording);
      assert.deepEqual(printed, [[`0 ${a}; `], [`1 ${b}`], [`2 ${c}; `]]);
    });

    it('takes no other loss for the one that is trained', async () => {
      const { recording } = await one('validation');
      for (const { loss, phases, step } of recording.stops) {
        if (phases.includes('loss')) {
          assert.equal(loss, recording.losses()[step]);
        }
      }
    });

    for (const name of ['finite_differences', 'finite_difference_first']) {
      it(`counts no step where parameters are only moved there and back: ${name}`, async () => {
        const { ran, recording } = await one(name);
        assert.equal(recording.steps, 20);
        near(losses(recording), printedLosses(ran), 1e-12);
        near(losses(recording), losses(reference), 1e-9);
        assert.deepEqual(readStep(ran, recording, middle), [
          'forward · loss | return sum((model(x) - y) ** 2 for x, y in zip(xs, ys))',
          'zeroGrad | model.zero_grad()',
          'backward | loss.backward()',
          'update | p.data -= 0.05 * p.grad',
        ]);
        // What has been tried out stands before the first step's own passes, and is called no loss.
        const first = readStep(ran, recording, 0);
        assert.match(first.join(), /^forward.*update \| p\.data \+= h,forward \|.*forward · loss/);
        assert.deepEqual(first.slice(-4), readStep(ran, recording, middle));
        assert.deepEqual(
          [0, 1, 19].map((step) => learningRateOf(recording, step)),
          [0.05, 0.05, 0.05],
        );
      });
    }

    it('tells what was looked at after the training, and calls it no step', async () => {
      const { recording } = await one('after_training');
      assert.equal(recording.outcome?.predictions?.length, 4);
      assert.deepEqual(
        recording.outcome.printed.map(({ text }) => text),
        ['gradients True accuracy'],
      );
    });

    it('sets evaluation passes apart from training', async () => {
      const { ran, recording } = await one('evaluation');
      const steps = [0, 5, 10, 15].map((step) => readStep(ran, recording, step).length);
      assert.deepEqual(steps, [5, 6, 6, 6]);
      assert.match(readStep(ran, recording, 5)[0], /^forward \| right = sum/);
      assert.deepEqual(
        recording.outcome?.printed.map(({ text }) => text),
        ['accuracy 1.0'],
      );
    });
  });

  describe('of a loop that trains in its own way', () => {
    for (const [name, expected] of Object.entries(others)) {
      it(`says what really happened: ${name}`, async () => {
        const { ran, recording } = await one(name);
        assert.equal(recording.steps, 20);
        assert.deepEqual(readStep(ran, recording, middle), expected);
        near(losses(recording), printedLosses(ran).slice(0, 20), 1e-12);
        const stops = stopsOf(recording, middle);
        const backward = stops.find(({ phases }) => phases.includes('backward'));
        near(backward?.deposit ?? null, backward?.grad ?? null, 0);
        assert.ok(backward?.deposit?.some((g) => g !== 0));
      });
    }

    it('measures the learning rate that a step went by', async () => {
      const rates = async (name: string) => {
        const { recording } = await one(name);
        return [0, middle, 19].map((step) => learningRateOf(recording, step));
      };
      assert.deepEqual(await rates('decay'), [0.1, 0.0685, 0.0145]);
      assert.deepEqual(await rates('clipping'), [0.05, 0.05, 0.05]);
      assert.deepEqual(await rates('line_fit'), [0.02, 0.02, 0.02]);
      assert.deepEqual(await rates('batch_function'), [0.1, 0.1, 0.1]);
      // The first step has no momentum yet; weights that decay do not move by their gradients alone.
      assert.deepEqual(await rates('momentum'), [0.01, null, null]);
      assert.deepEqual(await rates('weight_decay'), [null, null, null]);
    });

    it('keeps apart what was clipped from what backward deposited', async () => {
      const { recording } = await one('clipping');
      const [, , , backward, clip, update] = stopsOf(recording, 0);
      assert.ok(backward.grad.some((g) => Math.abs(g) > 0.5));
      near(
        clip.grad,
        backward.grad.map((g) => Math.max(-0.5, Math.min(0.5, g))),
        0,
      );
      assert.equal(update.grad, clip.grad);
    });

    it('knows the data set that batches are taken from', async () => {
      for (const name of ['mini_batches', 'batch_function', 'per_sample_updates']) {
        const { recording } = await one(name);
        assert.deepEqual(recording.info.targets, [1, -1, -1, 1]);
        const [before, after] = [2, 3].map((step) => recording.at(recording.lastOf(step)).predictions);
        assert.ok(before && after, name);
        const moved = [0, 1, 2, 3].filter((k) => before[k] !== after[k]);
        assert.deepEqual(moved, name === 'per_sample_updates' ? [3] : [2, 3]);
      }
    });

    it('takes all outputs of a model, sample by sample', async () => {
      const { ran, recording } = await one('two_outputs');
      assert.deepEqual(recording.info.targets, [1, -1, -1, 1, -1, -1]);
      const said = JSON.parse(ran.printed.trim().split('\n').at(-1) ?? '') as number[][];
      near(recording.outcome?.predictions ?? null, said.flat(), 0);
    });

    it('finds parameters that belong to no model', async () => {
      const line = await one('line_fit');
      assert.deepEqual([...line.recording.initial.data], [0.5, 0]);
      assert.deepEqual([...line.recording.initial.grad], [0, 0]);
      const [w, b] = line.ran.printed.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
      near(line.recording.at(line.recording.stops.length - 1).data, [w, b], 0);
      assert.equal((await one('loose')).recording.initial.data.length, 4);
      assert.equal((await one('extra_parameter')).recording.initial.data.length, 42);
    });

    it('makes one run of all that one loss trains', async () => {
      const { recording } = await one('ensemble');
      assert.equal(recording.initial.data.length, 11 + 21);
      const { before, grad, after } = updateOf(recording, middle);
      near(
        after,
        before.map((p, k) => p - 0.02 * grad[k]),
        1e-12,
      );
      assert.ok(grad.every((g) => g !== 0));
    });
  });

  describe('of several runs in one script', () => {
    it('are one for each learning rate of a sweep', async () => {
      for (const name of ['sweep', 'sweep_functions']) {
        const { recordings, printed } = await run(name);
        assert.deepEqual(
          recordings.map((recording) => [recording.steps, learningRateOf(recording, middle)]),
          [
            [10, 0.001],
            [10, 0.01],
            [10, 0.05],
            [10, 0.1],
          ],
        );
        const last = printed
          .trim()
          .split('\n')
          .map((line) => Number(line.split(' ')[1]));
        near(
          recordings.map((recording) => losses(recording)[9]),
          last,
          0,
        );
      }
    });

    it('go on side by side, each with its own losses, phases and updates', async () => {
      for (const [name, rates] of [
        ['side_by_side', [0.05, 0.05]],
        ['two_losses', [0.05, 0.05]],
        ['shared_update', [0.05, 0.01]],
      ] as const) {
        const { recordings, printed } = await run(name);
        const numbers = printed.trim().split(/\s+/).map(Number);
        assert.equal(recordings.length, 2, name);
        recordings.forEach((recording, k) => {
          near(
            losses(recording),
            numbers.filter((_, at) => at % 2 === k),
            1e-12,
          );
          const seen = stopsOf(recording, middle).flatMap(({ phases }) => phases);
          assert.deepEqual([...new Set(seen)].toSorted(), [
            'backward',
            'forward',
            'loss',
            'update',
            'zeroGrad',
          ]);
          assert.equal(learningRateOf(recording, middle), rates[k]);
        });
      }
    });
  });

  describe('of a loop that is not finished', () => {
    it('has a step of what is there', async () => {
      const forward = (await one('unfinished/forward_only')).recording;
      assert.deepEqual(
        forward.stops.map(({ phases }) => phases),
        [['forward']],
      );
      assert.equal(forward.stops[0].predictions?.length, 4);
      assert.deepEqual(forward.losses(), [null]);

      const loss = (await one('unfinished/loss_only')).recording;
      assert.deepEqual([loss.steps, loss.stops.length], [1, 40]);
      near(losses(loss), [printedLosses((await one('unfinished/loss_only')).ran)[0]], 0);

      const backward = (await one('broken/frozen-parameters/no_update')).recording;
      assert.deepEqual([backward.steps, backward.stops.length], [1, 80]);
      assert.equal(backward.stops.at(-1)?.data, backward.initial.data, 'nothing has moved');
      assert.equal(learningRateOf(backward, 0), null);
    });

    it('ends with the loop that breaks off, and what it said last is the outcome', async () => {
      const { ran, recording } = await one('early_stopping');
      assert.equal(recording.steps, 3);
      near(losses(recording), printedLosses(ran).slice(0, 3), 0);
      assert.equal(recording.outcome?.printed.at(-1)?.text, 'good enough after 3 updates');
      assert.equal(recording.outcome?.predictions?.length, 4);
    });

    it('holds all that came before an exception', async () => {
      const ran = await runLoop(runtime, 'unfinished/raises');
      assert.equal(ran.end.kind, 'error');
      const [recording] = ran.recordings;
      assert.equal(recording.steps, 9);
      near(losses(recording), printedLosses(ran), 1e-12);
      assert.equal(learningRateOf(recording, 7), 0.05);
      assert.equal(readStep(ran, recording, 8).at(-1), 'backward | loss.backward()');
    });
  });

  it('of a long run have every loss, and the stops of a bounded number of steps', async () => {
    const { ran, recording } = await one('long_run');
    assert.equal(recording.steps, 1500);
    near(losses(recording), printedLosses(ran), 1e-12);
    assert.ok(!recording.isWhole);
    const detailed = [...new Set(recording.stops.map(({ step }) => step))];
    const expected = Array.from({ length: 1500 }, (_, step) => step).filter(
      (step) => step >= 1500 - keptSteps || keepsStops(step),
    );
    assert.deepEqual(detailed, expected);
    assert.equal(recording.stops.length, 5 * detailed.length);
    // What a stop says is so also where the steps before it were left out.
    for (const step of [300, 1000, 1499]) {
      const index = recording.find(step, 'update');
      const { data, grad } = recording.before(index);
      near(
        recording.at(index).data,
        data.map((p, k) => p - 0.01 * grad[k]),
        1e-12,
      );
    }
  });
});
