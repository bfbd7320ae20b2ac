import assert from 'node:assert/strict';
import { LineVisits } from '../../../src/core/lesson/lineVisits.ts';
import type { Recording, Stop } from '../../../src/core/training/recording.ts';
import { annotations, type ScriptText } from '../../../src/protocol/annotations.ts';
import { mostCharacters } from '../../../src/protocol/lineWords.ts';
import { lessonStrings } from '../../../src/protocol/strings.ts';
import { at, recordingOf, script, scriptRun } from '../core/lesson/scriptRun.ts';

/** The annotations by their lines; those from an earlier step in brackets. */
function shown(recording: Recording, position: number, text: ScriptText = script): Record<number, string> {
  const all = annotations(recording, position, text, lessonStrings);
  return Object.fromEntries(
    all.map(({ line, text, kind }) => [line, kind === 'earlier' ? `(${text})` : text]),
  );
}

/** A loop of one line. */
const loopOf = (line: string): ScriptText => ({ lines: ['while True:', line], loop: 1, tabSize: 4 });

/** What stands after the only line of a loop, line 2, that has gone through these stops. */
function alone(line: string, ...stops: readonly Partial<Stop>[]): string | undefined {
  const recording = recordingOf(...stops.map((stop) => ({ line: 2, ...stop })));
  return shown(recording, stops.length - 1, loopOf(line))[2];
}

describe('annotations, of the run with seed 5571', () => {
  const run = scriptRun();

  it('show nothing but the place before the first step', () => {
    assert.deepEqual(shown(run, -1), { 3: 'before the first step' });
  });

  it('show in the first step what has happened so far', () => {
    assert.deepEqual(shown(run, at(0, 'loss')), {
      3: '⟵ 0   step 0 of 20 · loss',
      4: '⟵ [0.69, 0.65, 0.45, 0.68]',
      5: '⟵ 5.0007',
    });
  });

  it('show what has happened in the step, and of the rest of the loop what it made in the step before', () => {
    assert.deepEqual(shown(run, at(2, 'backward')), {
      3: '⟵ 2   step 2 of 20 · backward',
      4: '⟵ [0.48, −0.54, −0.64, 0.55]',
      5: '⟵ 0.8054 ▼ 1.2001',
      7: '41 gradients → 0',
      8: '‖grad‖ 3.47 ▼ 1.97',
      10: '(‖Δp‖ 0.272)',
      11: '(⟶ step 1: loss = 2.0055)',
    });
  });

  it('show at the end of the run what was printed after it', () => {
    const end = shown(run, at(19, 'update'));
    assert.equal(end[3], '⟵ 19   end of run · 20 steps');
    assert.equal(end[5], '⟵ 0.0251 ▼ 0.0016');
    assert.equal(end[11], '⟶ step 19: loss = 0.0251');
    assert.equal(end[13], '⟶ done');
    assert.equal(shown(run, at(19, 'backward'))[13], undefined);
  });

  it('are the same however one has come there', () => {
    const forwards = run.stops.map((_, k) => shown(run, k));
    const backwards = run.stops.map((_, k) => shown(run, run.stops.length - 1 - k)).reverse();
    assert.deepEqual(forwards, backwards);
  });

  it('begin at one column in the loop, which does not move; a line that is too long has its own', () => {
    for (const position of [-1, 0, 13, 99]) {
      for (const { line, gap } of annotations(run, position, script, lessonStrings)) {
        const expected = line === 5 || line === 11 || line === 13 ? script.lines[line - 1].length + 2 : 37;
        assert.equal(script.lines[line - 1].length + gap, expected, `line ${line}`);
      }
    }
  });

  it('count tabs as the editor draws them', () => {
    const tabbed = { ...script, lines: script.lines.map((line) => line.replaceAll('    ', '\t')) };
    const gaps = (text: ScriptText) => annotations(run, 13, text, lessonStrings).map(({ gap }) => gap);
    assert.deepEqual(gaps(tabbed), gaps(script));
  });

  it('follow a run that grows', () => {
    const growing = recordingOf(...run.stops.slice(0, 8));
    assert.equal(shown(growing, 5)[5], '(⟵ 5.0007)');
    for (const stop of run.stops.slice(8, 12)) {
      growing.append(stop);
    }
    assert.equal(shown(growing, 11)[5], '⟵ 0.8054 ▼ 1.2001');
  });

  it('ask for no more stops than their lines have in a step, however long the run', () => {
    const long = recordingOf();
    for (let step = 0; step < 20_000; step++) {
      for (const stop of run.stops.slice(5, 10)) {
        long.append({ ...stop, step });
      }
    }
    LineVisits.of(long);
    let asked = 0;
    const counting = new Proxy(long.stops, {
      get(stops, key) {
        asked += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(stops, key);
      },
    });
    Object.defineProperty(long, 'stops', { value: counting });
    assert.equal(Object.keys(shown(long, 50_002)).length, 7);
    assert.ok(asked < 1000, `${asked} stops were asked for`);
  });
});

describe('An annotation', () => {
  it('names several names of one line', () => {
    const assigned = [
      { line: 2, name: 'x', value: Float64Array.of(3, -1, 0.5) },
      { line: 2, name: 'y', value: -1 },
    ];
    assert.equal(alone('for x, y in pairs:', { assigned, line: 1 }), 'x = [3.00, −1.00, 0.50] · y = −1');
  });

  it('leaves a line alone that says its value itself', () => {
    const given = (value: Stop['assigned'][number]['value']) => ({
      line: 1,
      assigned: [{ line: 2, name: 'a', value }],
    });
    assert.equal(alone('a = 0.05  # the rate', given(0.05)), undefined);
    assert.equal(alone('a: float = -1e-3', given(-0.001)), undefined);
    assert.equal(alone('a = [1.0, -1.0]', given(Float64Array.of(1, -1))), undefined);
    assert.equal(alone("a = 'xs'", given("'xs'")), undefined);
    assert.equal(alone('a = 2 * b', given(0.5)), '⟵ 0.5000');
    assert.equal(alone('a += 1e-3 * b', given(0.5)), '⟵ 0.5000');
  });

  it('leaves objects to the hover', () => {
    const given = (value: string) => ({ line: 1, assigned: [{ line: 2, name: 'a', value }] });
    assert.equal(alone('a = f()', given('MLP of [Layer of [Neuron(3)]]')), undefined);
    assert.equal(alone('a = f()', given('<__main__.Net object at 0x1>')), undefined);
    assert.equal(alone('a = f()', given('[[2.0, -3.0]]')), '⟵ [[2.0, −3.0]]');
  });

  it('shows the change of a number since the step before, but of no counter and over no gap', () => {
    const give = (step: number, value: number) => ({
      step,
      line: 1,
      assigned: [{ line: 2, name: 'a', value }],
    });
    assert.equal(alone('a = f()', give(0, 0.5), give(1, 0.75)), '⟵ 0.7500 ▲ 0.2500');
    assert.equal(alone('a = f()', give(0, 0.5), give(1, 0.5)), '⟵ 0.5000');
    assert.equal(alone('a = f()', give(0, 4), give(1, 5)), '⟵ 5');
    const thinned = recordingOf(give(0, 0.5));
    thinned.noteLosses(1, [null, null, null]);
    thinned.append({ ...thinned.stops[0], ...give(4, 0.75) });
    assert.equal(shown(thinned, 1, loopOf('a = f()'))[2], '⟵ 0.7500');
  });

  it('compares a second pass with the second pass of the step before', () => {
    const pass = (step: number, loss: number) => ({
      step,
      loss,
      phases: ['loss' as const],
      assigned: [{ line: 2, name: 'loss', value: loss }],
    });
    const passes = [pass(0, 4), pass(0, 8), pass(1, 3), pass(1, 6)];
    assert.equal(alone('loss = f()', ...passes), '⟵ 6.0000 ▼ 2.0000');
    assert.equal(alone('loss = f()', ...passes.slice(0, 3)), '⟵ 3.0000 ▼ 1.0000');
  });

  it('says which backward pass of the step it was, and what it has added up to', () => {
    const backward = (step: number, ...grad: number[]) => ({
      step,
      phases: ['backward' as const],
      grad: Float64Array.from(grad),
      deposit: Float64Array.of(1, 1),
    });
    const text = 'loss.backward()';
    assert.equal(alone(text, backward(0, 3, 4)), '‖grad‖ 5.00');
    assert.equal(alone(text, backward(0, 3, 4), backward(0, 6, 8)), '‖grad‖ 10.0 · pass 2');
    assert.equal(alone(text, backward(0, 3, 4), backward(1, 6, 8)), '‖grad‖ 10.0 ▲ 5.00');
  });

  it('combines what several statements of one line did', () => {
    const zero = { phases: ['zeroGrad' as const], grad: Float64Array.of(0, 0) };
    const backward = { phases: ['backward' as const], grad: Float64Array.of(3, 4) };
    const text = 'm.zero_grad(); loss.backward()';
    assert.equal(alone(text, zero), '2 gradients → 0');
    assert.equal(alone(text, zero, backward), '2 gradients → 0 · ‖grad‖ 5.00');
    const both = { phases: ['update' as const, 'zeroGrad' as const], data: Float64Array.of(4, 6) };
    assert.equal(alone('p.data -= p.grad', both), '‖Δp‖ 5.00 · 2 gradients → 0');
  });

  it('says what clipping changed, and what else moved the parameters', () => {
    const backward = { phases: ['backward' as const], grad: Float64Array.of(30, 40), line: 1 };
    assert.equal(alone('clip()', backward, { grad: Float64Array.of(3, 4) }), '‖grad‖ 50.0 → 5.00');
    assert.equal(alone('decay()', { data: Float64Array.of(1, 1.5) }), '‖Δp‖ 0.500');
  });

  it('shows predictions and loss that no name was given', () => {
    const forward = { phases: ['forward' as const], predictions: Float64Array.of(0.5, -0.25) };
    assert.equal(alone('return [model(x) for x in xs]', forward), '⟵ [0.50, −0.25]');
    assert.equal(alone('return total', { phases: ['forward', 'loss'], loss: 2 }), '⟵ 2.0000');
  });

  it('keeps NaN and Infinity readable', () => {
    const given = (value: number | Float64Array) => ({ line: 1, assigned: [{ line: 2, name: 'a', value }] });
    assert.equal(alone('a = f()', given(Number.NaN)), '⟵ NaN');
    assert.equal(alone('a = f()', given(Number.NEGATIVE_INFINITY)), '⟵ −∞');
    assert.equal(alone('a = f()', given(Float64Array.of(Number.NaN, 0.5))), '⟵ [NaN, 0.50]');
    const broken = { phases: ['backward' as const], grad: Float64Array.of(Number.NaN, 1) };
    assert.equal(alone('loss.backward()', broken, { ...broken, step: 1 }), '‖grad‖ NaN');
    const loss = (step: number, value: number) => ({ step, loss: value, phases: ['loss' as const] });
    assert.equal(alone('return s', loss(0, 1), loss(1, Number.POSITIVE_INFINITY)), '⟵ ∞ ▲ ∞');
  });

  it('shortens lists and says how many numbers they have', () => {
    const value = Float64Array.from({ length: 500 }, (_, k) => k / 100 - 2);
    const given = { line: 1, assigned: [{ line: 2, name: 'a', value }] };
    assert.equal(alone('a = f()', given), '⟵ [−2.00, −1.99, −1.98, −1.97, −1.96, −1.95, …] 500 numbers');
    const recorded = {
      phases: ['forward' as const],
      predictions: value,
      assigned: [{ line: 2, name: 'a', value: '[Value(data=-2.0), …]' }],
    };
    assert.match(alone('a = f()', recorded) ?? '', /^⟵ \[−2\.00, .*…\] 500 numbers$/);
  });

  it('is one line of at most 60 characters, whatever is printed or given', () => {
    const text = `first ${'long '.repeat(50)}\nlast`;
    const numbers = Float64Array.from({ length: 40 }, (_, k) => k * 1234.5);
    const assigned = ['a', 'b', 'c', 'd'].map((name) => ({ line: 2, name, value: numbers }));
    for (const stop of [
      { printed: [{ line: 2, text }] },
      { assigned },
      { assigned, printed: [{ line: 2, text }] },
    ]) {
      const found = alone('a = b = print()', { line: 1, ...stop });
      assert.ok(found && found.length <= mostCharacters && !found.includes('\n'), found);
    }
  });

  it('shows what was printed last where a line printed more than once', () => {
    const printed = ['one', 'two'].map((text) => ({ line: 2, text }));
    assert.equal(alone('print(x)', { line: 1, printed }), '⟶ two');
  });

  it('keeps what an occasional line made, dimmed, until it runs again', () => {
    const print = { step: 0, line: 1, printed: [{ line: 2, text: 'ten' }] };
    assert.equal(alone('print(x)', print, { step: 1, line: 1 }, { step: 2, line: 1 }), '(⟶ ten)');
  });

  it('tells no distance that a long run does not know', () => {
    const move = (step: number, x: number) => ({
      step,
      phases: ['update' as const],
      data: Float64Array.of(x, x),
      line: 2,
    });
    const thinned = recordingOf(move(0, 1));
    thinned.noteLosses(1, [null, null, null]);
    thinned.append({ ...thinned.stops[0], ...move(3, 9) });
    assert.equal(shown(thinned, 1, loopOf('update()'))[2], undefined, 'from step 0 to step 3 is no update');
  });
});
