import assert from 'node:assert/strict';
import { evaluate } from '../../../../src/core/tracing/evaluate.ts';
import { Names } from '../../../../src/core/tracing/names.ts';
import { parametersAt } from '../../../../src/core/tracing/parameters.ts';
import { PlaceView } from '../../../../src/core/tracing/placeView.ts';
import { firstStep, stepBack, stepOver } from '../../../../src/core/tracing/stepping.ts';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import { createRuntime, type Ran, runLoop } from '../../python/runScript.ts';

/** Loops that differ in what a line, a step or a run is; those that take long to trace are left out. */
const scripts = [
  'batch_function',
  'comprehension',
  'functions',
  'gradient_accumulation',
  'one_line',
  'own_modules',
  'own_train_method',
  'per_sample_updates',
  'unfinished/raises',
  'recursion',
  'semicolons',
  'side_by_side',
  'sweep_functions',
  'trainer_class',
  'update_and_zero',
];
const siblings: Readonly<Record<string, readonly string[]>> = {
  own_modules: ['engine.py', 'nn.py'],
};

describe('Timeline of the scripts of the tests', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const trace = async (name: string): Promise<{ ran: Ran; timeline: Timeline }> => {
    const ran = await runLoop(runtime, name, siblings[name] ?? [], true);
    return { ran, timeline: new Timeline(ran.trace, ran.recordings) };
  };

  for (const name of scripts) {
    it(`agrees with the recording: ${name}`, async () => {
      const { ran, timeline } = await trace(name);
      const { recordings } = ran;
      for (const [run, recording] of recordings.entries()) {
        const places = recording.stops.map((_, position) => timeline.placeOf({ run, position }));
        for (const [position, stop] of recording.stops.entries()) {
          const at = `${name}, run ${run}, stop ${position} (${stop.phases} on line ${stop.line})`;
          const place = places[position];
          assert.ok(place <= timeline.end, at);
          const found = timeline.cursorAt(place);
          // Where several stops are over at one place, the last of them has it.
          assert.equal(timeline.placeOf(found), place, at);
          if (recordings.length === 1) {
            assert.equal(found.position, places.lastIndexOf(place), at);
          }
          if (timeline.completedIn(run, place) === position) {
            const { data, grad } = parametersAt(timeline, run, place);
            assert.deepEqual([data, grad], [stop.data, stop.grad], at);
          }
        }
      }
    });
  }

  it('goes through the reference loop line for line, and back the same way', async () => {
    const { ran, timeline } = await trace('reference');
    const text = ran.source.join('\n');
    const line = (place: number) => ran.source[(timeline.lineAt(place) ?? 0) - 1].trim();
    const start = firstStep(timeline, text);
    const way = [start];
    for (let k = 0; k < 4; k++) {
      way.push(stepOver(timeline, way[k]));
    }
    assert.deepEqual(way.slice(0, 4).map(line), [
      'ypred = [model(x) for x in xs]',
      'loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))',
      'for p in model.parameters():',
      'p.grad = 0.0',
    ]);
    for (let k = 4; k > 0; k--) {
      assert.equal(stepBack(timeline, way[k]), way[k - 1]);
    }
  });

  it('has the losses that the loop prints, by name', async () => {
    const { ran, timeline } = await trace('reference');
    const [recording] = ran.recordings;
    const names = new Names(ran.trace);
    for (const [step, loss] of recording.losses().entries()) {
      const place = timeline.placeOf({ run: 0, position: recording.find(step, 'loss') });
      const scope = new PlaceView(timeline, names, place).scopeOf(0);
      const found = evaluate('loss.data', scope);
      assert.equal(found.kind === 'number' && found.number, loss);
      const weight = evaluate('model.layers[1].neurons[2].w[3].data', scope);
      assert.equal(
        weight.kind === 'number' && weight.number,
        recording.stops[recording.find(step, 'loss')].data[16 + 2 * 5 + 3],
      );
    }
  });
});
