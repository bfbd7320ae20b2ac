import assert from 'node:assert/strict';
import { markAt } from '../../../src/core/lesson/lineMark.ts';
import { LineVisits } from '../../../src/core/lesson/lineVisits.ts';
import { parametersAt } from '../../../src/core/tracing/parameters.ts';
import type { Timeline } from '../../../src/core/tracing/timeline.ts';
import type { Recorded } from '../../../src/core/tracing/trace.ts';
import type { Recording, Stop } from '../../../src/core/training/recording.ts';
import { runVariables } from '../../../src/editor/debug/scopes.ts';
import type { TracedRun } from '../../../src/editor/debug/tracedRun.ts';
import { type Annotation, annotations, type ScriptText } from '../../../src/protocol/annotations.ts';
import { placeInWords, stepAndLoss } from '../../../src/protocol/place.ts';
import { format, lessonStrings } from '../../../src/protocol/strings.ts';
import { wholeLine, wholeModel } from '../../../src/protocol/wholeValues.ts';
import {
  drawable,
  knownStep,
  lossSeries,
  stepAxis,
  stopOfLoss,
  summarize,
} from '../../../webview/lossSeries.ts';
import { expectedLossStep, expectedPlace, expectedStatus } from './expectedPlace.ts';
import { expectedLine, tells } from './expectedResults.ts';
import { faultOf } from './shownLine.ts';
import { assertParameters } from './shownTable.ts';

/** What the annotations of a text say beside its lines. */
export function assertAnnotations(recording: Recording, position: number, script: ScriptText): void {
  const found = annotations(recording, position, script, lessonStrings);
  assertBeside(found, recording, position, script);
}

/** What stands beside the lines of the editor. */
export function assertBeside(
  found: readonly Pick<Annotation, 'line' | 'text' | 'kind'>[],
  recording: Recording,
  position: number,
  script: Pick<ScriptText, 'lines' | 'loop'>,
): void {
  const { stops, outcome } = recording;
  const head = script.loop ?? stops[0].line;
  const byLine = new Map(found.map((each) => [each.line, each]));
  assert.equal(byLine.size, found.length, 'one annotation for a line');
  const after = position === stops.length - 1 ? (outcome?.printed ?? []) : [];
  const step = stops[position]?.step;
  for (let line = 1; line <= script.lines.length; line++) {
    const annotation = byLine.get(line);
    const ended = after.filter((each) => each.line === line).at(-1);
    const known = ended
      ? { stop: position, results: [{ kind: 'printed', text: ended.text } as const] }
      : expectedLine(recording, position, line);
    const source = script.lines[line - 1];
    const results = (known?.results ?? []).filter(
      (each) => !(saysItself(source) && 'name' in each && each.name),
    );
    if (line === head) {
      const place = expectedPlace(recording, position);
      assert.ok(annotation, 'the place stands nowhere');
      assert.ok(annotation.text.endsWith(place), `${annotation.text} is not ${place}`);
      assert.equal(annotation.kind, 'place');
      const value = annotation.text.slice(0, -place.length).trimEnd();
      assert.equal(faultOf(value, results), null);
    } else if (annotation) {
      assert.equal(faultOf(annotation.text, results), null, `line ${line}: ${source}`);
      const isCurrent = ended !== undefined || stops[known?.stop ?? -1]?.step === step;
      assert.equal(annotation.kind, isCurrent ? 'current' : 'earlier', `line ${line}: ${source}`);
    } else {
      assert.equal(faultOf('', results), null, `nothing stands beside line ${line}: ${source}`);
    }
  }
}

/** What the hovers over a line and over the model say. */
export function assertHovers(recording: Recording, position: number, line: number): void {
  assertParameters(wholeModel(recording, position, 'model', lessonStrings), recording, position);
  const known = expectedLine(recording, position, line);
  const markdown = wholeLine(recording, position, line, lessonStrings);
  if (!known || known.results.length === 0) {
    assert.equal(markdown, null);
    return;
  }
  assert.ok(markdown, `line ${line} has no hover`);
  const isAbove =
    recording.steps > 1 &&
    recording.stops[0].line !== line &&
    !recording.stops.slice(1).some((stop) => tells(stop, line));
  const when = isAbove ? 'before the first step' : `step ${recording.stops[known.stop].step}`;
  assert.ok(markdown.startsWith(`*${when}`), markdown);
  const changesParameters = ['zeroed', 'gradient', 'rescaled', 'moved'];
  if (known.results.some(({ kind }) => changesParameters.includes(kind))) {
    assertParameters(markdown.slice(markdown.lastIndexOf('\n\n| parameter')), recording, known.stop);
  }
  for (const each of known.results) {
    if (each.kind === 'number') {
      const said = /\*\*(?:loss )?([^*]+)\*\*/.exec(
        each.name ? markdown.slice(markdown.indexOf(`\`${each.name}\``)) : markdown,
      )?.[1];
      const number = Number(said?.replaceAll('−', '-').replace('∞', 'Infinity'));
      assert.ok(Object.is(number, each.value) || number === each.value, `${said} is not ${each.value}`);
    }
    if (each.kind === 'printed') {
      assert.ok(markdown.includes(each.text), each.text);
    }
  }
}

/** Where the cursor is: in words, and the step whose loss is known, with its loss. */
export function assertPlace(recording: Recording, position: number): void {
  assert.equal(placeInWords(recording, position, lessonStrings), expectedPlace(recording, position));
  const step = recording.lossStep(position);
  assert.equal(step, expectedLossStep(recording, position));
  assert.equal(stepAndLoss(recording, position, lessonStrings), expectedStatus(recording, position));
}

/** Which line the editor marks, and as what, in the text that ran and in one whose first line is gone. */
export function assertMark(recording: Recording, position: number): void {
  const stop = recording.stops[position];
  const mark =
    position < 0 || stop.line === null ? null : { line: stop.line, mark: stop.phases.at(0) ?? 'other' };
  assert.deepEqual(
    markAt(recording, position, (line) => line, false),
    mark,
  );
  const above = (line: number) => (line > 1 ? line - 1 : null);
  const moved = mark && mark.line > 1 ? { line: mark.line - 1, mark: 'other' } : null;
  assert.deepEqual(markAt(recording, position, above, true), moved);
}

/** What the webview holds of a stop is what the host has recorded, bit for bit. */
export function assertCopied(recording: Recording, copy: Recording, position: number): void {
  const [here, there] = [recording.at(position), copy.at(position)];
  assert.ok(Object.is(here.loss, there.loss));
  assertSame(here.predictions, there.predictions);
  assertSame(here.data, there.data);
  assertSame(here.grad, there.grad);
  if (position >= 0) {
    const [stop, other] = [here as Stop, there as Stop];
    assert.deepEqual([other.step, other.phases, other.line], [stop.step, stop.phases, stop.line]);
    assert.deepEqual([other.printed, other.assigned], [stop.printed, stop.assigned]);
    assertSame(stop.deposit, other.deposit);
  }
}

/** What the curve draws, from the copy that the webview holds. */
export function assertCurve(recording: Recording, copy: Recording, position: number, revealed: number): void {
  const losses = recording.losses();
  const isOver = (at: number) => recording.outcome !== null && at === recording.stops.length - 1;
  const known = (at: number) => (isOver(at) ? losses.length - 1 : expectedLossStep(recording, at));
  const [current, furthest] = [known(position), known(revealed)];
  assert.deepEqual([knownStep(copy, position), knownStep(copy, revealed)], [current, furthest]);
  const axis = stepAxis(losses.length);
  const [, , run] = lossSeries(axis, drawable(copy.losses(), false), [], furthest);
  let lowest = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const [step, loss] of losses.entries()) {
    const point = loss !== null && Number.isFinite(loss) ? loss : null;
    assert.equal(run[step], step <= furthest ? point : null);
    if (point !== null && step <= furthest) {
      lowest = Math.min(lowest, point);
      count += 1;
    }
  }
  const summary = summarize(copy.losses(), furthest);
  assert.equal(summary?.count ?? 0, count);
  assert.ok(count === 0 || summary?.lowest.loss === lowest);
}

/** A click on a step of the curve leads to the last loss in it; where its stops are not kept, to a step that is not further than any other. */
export function assertClick(recording: Recording, step: number): void {
  const position = stopOfLoss(recording, step);
  const stop = recording.stops[position];
  const kept = [...new Set(recording.stops.map((each) => each.step))];
  const distance = Math.min(...kept.map((each) => Math.abs(each - step)));
  assert.equal(Math.abs(stop.step - step), distance);
  const losses = recording.stops.flatMap((each, k) =>
    each.step === stop.step && each.phases.includes('loss') ? [k] : [],
  );
  assert.ok(losses.length === 0 || losses.at(-1) === position);
}

/** Where the debugger stands: the cursor it belongs to, the call stack, the parameters, the model and the run in its Variables. */
export function assertDebugged(run: TracedRun, place: number, places: readonly (readonly number[])[]): void {
  const { timeline } = run;
  const cursor = timeline.cursorAt(place);
  for (const [number, all] of places.entries()) {
    const over = all.filter((each) => each <= place).length;
    assert.equal(timeline.completedIn(number, place), over - 1);
    if (number === cursor.run) {
      assert.equal(cursor.position, over - 1);
    }
    // No stop of another run was over later.
    assert.ok(over === 0 || all[over - 1] <= (places[cursor.run][cursor.position] ?? -1));
    assertParametersBetween(timeline, number, place, over - 1);
  }
  const stack = timeline.stackAt(place);
  assert.equal(stack[0]?.line ?? null, timeline.lineAt(place));
  assert.ok(stack.length === 0 || stack.at(-1)?.name === '<module>');
  const view = run.at(place);
  const { data, grad } = parametersAt(timeline, cursor.run, place);
  const leaves = [...leavesOf(view.model(cursor.run))];
  assertSame(
    Float64Array.from(leaves, (leaf) => leaf.data),
    data,
  );
  assertSame(
    Float64Array.from(leaves, (leaf) => leaf.grad),
    grad,
  );
  assertRunVariables(timeline.recordings[cursor.run], cursor.position);
}

function assertRunVariables(recording: Recording, position: number): void {
  const told = runVariables(recording, position, lessonStrings, format);
  const value = (name: RegExp) => told.find((each) => name.test(each.name))?.value;
  const step = value(/^step$/);
  assert.equal(step?.kind === 'text' && step.text, expectedPlace(recording, position));
  const loss = value(/^loss( of step|$)/);
  const recorded = recording.at(position).loss;
  assert.ok(
    recorded === null ? loss === undefined : loss?.kind === 'number' && Object.is(loss.number, recorded),
  );
  const predictions = value(/^predictions$/);
  const items = predictions?.kind === 'list' ? predictions.items : [];
  const expected = recording.at(position).predictions ?? [];
  assert.equal(items.length, expected.length);
  for (const [k, item] of items.entries()) {
    const said = item.kind === 'number' || item.kind === 'text' ? item.text.split(' ')[0] : '';
    const number = Number(said.replace('nan', 'NaN').replace('inf', 'Infinity'));
    const isNear = Math.abs(number - expected[k]) <= 1e-3 * Math.max(1, Math.abs(expected[k]));
    assert.ok(isNear || Object.is(number, expected[k]), `${said} is not ${expected[k]}`);
  }
}

/** At the place where a stop is over its parameters; until the next one is over, for each parameter one of what it was set to meanwhile. */
function assertParametersBetween(timeline: Timeline, run: number, place: number, over: number): void {
  const recording = timeline.recordings[run];
  const before = recording.at(over);
  const after = recording.stops[over + 1] ?? before;
  const { data, grad } = parametersAt(timeline, run, place);
  if (over >= 0 && timeline.placeOf({ run, position: over }) === place) {
    assertSame(data, before.data);
    assertSame(grad, before.grad);
    return;
  }
  for (const [k, value] of data.entries()) {
    const isOne = Object.is(value, before.data[k]) || Object.is(value, after.data[k]);
    assert.ok(
      isOne || wasWritten(timeline, run, k, place, (write) => Object.is(write.data, value)),
      `data of parameter ${k} at place ${place} is ${value}: neither ${before.data[k]} nor ${after.data[k]}`,
    );
    assert.ok(
      Object.is(grad[k], before.grad[k]) ||
        Object.is(grad[k], after.grad[k]) ||
        wasWritten(timeline, run, k, place, (write) => Object.is(write.grad, grad[k])),
      `grad of parameter ${k} at place ${place}`,
    );
  }
}

function wasWritten(
  timeline: Timeline,
  run: number,
  index: number,
  place: number,
  as: (write: { readonly data: number; readonly grad: number }) => boolean,
): boolean {
  const writes = timeline.trace?.data.writes ?? [];
  const last = writes.findLast((each) => each.run === run && each.index === index && each.event < place);
  return last !== undefined && as(last);
}

function* leavesOf(value: Recorded): Generator<Recorded & { readonly kind: 'value' }> {
  if (value.kind === 'value') {
    yield value;
  } else if (value.kind === 'list') {
    for (const item of value.items) {
      yield* leavesOf(item);
    }
  } else if (value.kind === 'object') {
    for (const [, part] of value.attributes) {
      yield* leavesOf(part);
    }
  }
}

export function assertSame(a: Float64Array | null, b: Float64Array | null): void {
  assert.ok(
    a === b || (a && b && a.length === b.length && a.every((x, k) => Object.is(x, b[k]))),
    `${a} ≠ ${b}`,
  );
}

/** The lines that something is known of, found stop by stop. */
export function assertLines(recording: Recording, lines: readonly string[]): void {
  const all = lines.map((_, k) => k + 1).filter((line) => recording.stops.some((stop) => tells(stop, line)));
  assert.deepEqual(
    [...LineVisits.of(recording).lines].sort((a, b) => a - b),
    all,
  );
}

/** Whether a line gives a name nothing but a literal. */
function saysItself(line: string): boolean {
  const [, value] = /^\s*[\w., ]+(?::[^=]+)?=(?!=)([^#]*)/.exec(line.replace(/"[^"]*"|'[^']*'/g, '""')) ?? [];
  return (
    value !== undefined && !/[a-z_]/i.test(value.replace(/\b(True|False|None|\d[\d.]*e[+-]?\d+)\b/g, ''))
  );
}
