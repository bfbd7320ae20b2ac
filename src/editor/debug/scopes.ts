import { Scope } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { asFloat } from '../../core/tracing/modelTree.ts';
import type { PlaceView } from '../../core/tracing/placeView.ts';
import { shortFloat } from '../../core/tracing/shortText.ts';
import type { Recorded } from '../../core/tracing/trace.ts';
import { learningRateOf, type Recording } from '../../core/training/recording.ts';
import { formatRate } from '../../protocol/numbers.ts';
import { placeInWords } from '../../protocol/place.ts';
import type { LessonStrings } from '../../protocol/strings.ts';
import type { TracedRun } from './tracedRun.ts';
import type { NamedValue, VariableStore } from './variableStore.ts';
import type { Translate } from './words.ts';

/** What the Variables view has of a call at a place: its names, those of the script, the model, and what is known of the run. */
export function scopesOf(
  run: TracedRun,
  place: number,
  call: number,
  variables: VariableStore,
  { strings, t }: { readonly strings: LessonStrings; readonly t: Translate },
): DebugProtocol.Scope[] {
  const { timeline } = run;
  const view = run.at(place);
  const namesOf = (of: number) =>
    variables.reference(() => view.namesOf(of).map(([name, value]) => ({ name, value, expression: name })));
  // Else an empty list would look as if the script had no names.
  const locals = timeline.knowsNamesAt(place) ? t('Locals') : t('Locals (not recorded here)');
  const scopes: DebugProtocol.Scope[] = [{ ...new Scope(locals, namesOf(call)), presentationHint: 'locals' }];
  if (call !== 0) {
    scopes.push(new Scope(t('Globals'), namesOf(0)));
  }
  const cursor = timeline.cursorAt(place);
  const recording = timeline.recordings[cursor.run];
  if (recording && (cursor.position >= 0 || isHeld(run, place, cursor.run))) {
    const model = () => modelVariables(view, variables, call, cursor.run);
    scopes.push(new Scope(t('Model'), variables.reference(model)));
  }
  if (recording) {
    const told = () => runVariables(recording, cursor.position, strings, t);
    scopes.push(new Scope(t('Run'), variables.reference(told)));
  }
  return scopes;
}

/** Whether a name of one of the calls under way stands for the model of a run, or for something that has it in it. */
function isHeld(of: TracedRun, place: number, run: number): boolean {
  const view = of.at(place);
  return of.timeline
    .stackAt(place)
    .some(({ call }) => view.namesOf(call).some(([, value]) => hasPartOf(value, run)));
}

/** Whether a value is the model of a run, one of its parameters, or something that has one in it. */
function hasPartOf(value: Recorded, run: number): boolean {
  switch (value.kind) {
    case 'value':
      return value.parameter?.run === run;
    case 'list':
      return value.items.some((item) => hasPartOf(item, run));
    case 'dict':
      return value.entries.some(([, each]) => hasPartOf(each, run));
    case 'object':
      return value.run === run || value.attributes.some(([, each]) => hasPartOf(each, run));
    default:
      return false;
  }
}

/** The model of a run: layers → neurons → `w[i]`, `b`. */
export function modelVariables(
  view: PlaceView,
  variables: VariableStore,
  call: number,
  run: number,
): readonly NamedValue[] {
  // The name that the script has for it, so that what is looked at can be watched.
  const named = [...view.namesOf(call), ...view.namesOf(0)].find(
    ([, value]) => value.kind === 'object' && value.run === run,
  );
  const value = view.model(run);
  return variables.itemsOf({ name: '', value, ...(named ? { expression: named[0] } : {}) });
}

/** What is known of a run at one of its stops: the step, the loss, the predictions beside their targets, the learning rate. */
export function runVariables(
  recording: Recording,
  position: number,
  strings: LessonStrings,
  t: Translate,
): readonly NamedValue[] {
  const { loss, predictions } = recording.at(position);
  const { targets, learningRate } = recording.info;
  const stop = recording.stops[position];
  const rate = stop && (learningRateOf(recording, stop.step) ?? learningRate);
  const before = stop && stop.step > 0 ? recording.losses()[stop.step - 1] : null;
  const isNew = recording.lossStep(position) === stop?.step;
  return [
    { name: t('step'), value: text(placeInWords(recording, position, strings)) },
    ...(loss === null
      ? []
      : [
          {
            name: isNew ? t('loss') : t('loss of step {0}', String(recording.lossStep(position))),
            value: asFloat(loss),
          },
        ]),
    ...(isNew && before !== null ? [{ name: t('loss, step before'), value: asFloat(before) }] : []),
    ...(predictions ? [predictionsBeside(predictions, targets, t)] : []),
    ...(rate ? [{ name: t('learning rate'), value: asFloat(rate), text: formatRate(rate) }] : []),
  ];
}

function predictionsBeside(predictions: Float64Array, targets: readonly number[], t: Translate): NamedValue {
  const said = [...predictions].map((prediction, k): Recorded => {
    const target = targets.length === predictions.length ? targets[k] : null;
    return target === null
      ? asFloat(prediction)
      : text(t('{0} (target {1})', shortFloat(prediction), shortFloat(target)));
  });
  const summary = `[${[...predictions].slice(0, 8).map(shortFloat).join(', ')}${predictions.length > 8 ? ', …' : ''}]`;
  return {
    name: t('predictions'),
    value: { kind: 'list', type: 'list', items: said, length: said.length },
    text: summary,
  };
}

function text(words: string): Recorded {
  return { kind: 'text', type: '', text: words };
}
