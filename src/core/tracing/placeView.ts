import type { ModelState } from '../training/modelState.ts';
import type { RecordedScope } from './evaluate.ts';
import { asFloat, modelTree } from './modelTree.ts';
import type { Names } from './names.ts';
import { parametersAt } from './parameters.ts';
import type { Timeline } from './timeline.ts';
import type { Recorded } from './trace.ts';

/** What is recorded of one place of a timeline: names, values as they stand there, and models. */
export class PlaceView {
  private readonly timeline: Timeline;
  private readonly names: Names;
  private readonly place: number;
  private readonly states = new Map<number, ModelState>();

  constructor(timeline: Timeline, names: Names, place: number) {
    this.timeline = timeline;
    this.names = names;
    this.place = place;
  }

  /** What the names of a call stand for, in the order in which they were first given. */
  namesOf(call: number): [name: string, value: Recorded][] {
    if (!this.timeline.knowsNamesAt(this.place)) {
      return [];
    }
    return this.names.at(this.place, call).flatMap((name): [string, Recorded][] => {
      const value = this.names.lookUp(this.place, call, name);
      return value ? [[name, this.now(value)]] : [];
    });
  }

  /** What expressions in a frame are evaluated on: the names of its call, of those around it, and of the script. */
  scopeOf(call: number): RecordedScope {
    return {
      lookUp: (name) => this.lookUp(call, name),
      attribute: (of, name) => this.attribute(of, name),
      item: (of, index) => of.items[index] && this.now(of.items[index]),
    };
  }

  /** The parameters of a run's model. */
  parameters(run: number): ModelState {
    const state = this.states.get(run) ?? parametersAt(this.timeline, run, this.place);
    this.states.set(run, state);
    return state;
  }

  /** The model of a run; see {@link modelTree}. */
  model(run: number): Recorded {
    return modelTree(run, this.timeline.recordings[run].info.shape, this.parameters(run));
  }

  /** The parts of a value: data and grad, items, attributes, as they stand at this place. */
  partsOf(of: Recorded): [name: string, part: Recorded][] {
    switch (of.kind) {
      case 'value':
        return [
          ['data', asFloat(of.data)],
          ['grad', asFloat(of.grad)],
        ];
      case 'list':
        return of.items.map((item, k) => [`[${k}]`, this.now(item)]);
      case 'dict':
        return of.entries.map(([key, value]) => [`[${key}]`, this.now(value)]);
      case 'object': {
        const own = of.attributes.map(([name, value]): [string, Recorded] => [name, this.now(value)]);
        const model = this.modelOf(of);
        const told = new Set(own.flatMap(([name, value]) => (isTold(value) ? [name] : [])));
        const rest = (model?.attributes ?? []).flatMap(([name, value]): [string, Recorded][] =>
          told.has(name) ? [] : [[name, value]],
        );
        return [
          ...own.filter(([name]) => told.has(name) || !rest.some(([other]) => other === name)),
          ...rest,
        ];
      }
      default:
        return [];
    }
  }

  private lookUp(call: number, name: string): Recorded | undefined {
    const { timeline, names, place } = this;
    if (!timeline.knowsNamesAt(place)) {
      return undefined;
    }
    const calls = timeline.trace?.data.calls ?? [];
    let value = names.lookUp(place, call, name);
    // A generator or a lambda sees the names of the function around it.
    for (let at = call; !value && calls[at]?.name.startsWith('<') && calls[at].parent >= 0; ) {
      at = calls[at].parent;
      value = names.lookUp(place, at, name);
    }
    value ??= names.lookUp(place, 0, name);
    return value && this.now(value);
  }

  private attribute(of: Recorded, name: string): Recorded | undefined {
    return of.kind === 'value' || of.kind === 'object'
      ? this.partsOf(of).find(([each]) => each === name)?.[1]
      : undefined;
  }

  /** A value as it stands at this place: parameters and gradients have moved since its name was given. */
  private now(recorded: Recorded): Recorded {
    if (recorded.kind !== 'value') {
      return recorded;
    }
    const { parameter, id } = recorded;
    if (!parameter) {
      const change = this.names.changeOf(id, this.place);
      return change ? { ...recorded, data: change.data, grad: change.grad } : recorded;
    }
    if (!this.timeline.recordings[parameter.run]) {
      return recorded;
    }
    const { data, grad } = this.parameters(parameter.run);
    return parameter.index < data.length
      ? { ...recorded, data: data[parameter.index], grad: grad[parameter.index] }
      : recorded;
  }

  private modelOf(object: Recorded & { readonly kind: 'object' }) {
    if (object.run === null || !this.timeline.recordings[object.run]) {
      return null;
    }
    const model = this.model(object.run);
    return model.kind === 'object' && this.timeline.recordings[object.run].info.shape ? model : null;
  }
}

/** Whether a copy has gone deep enough to say anything about a value's parts. */
function isTold(value: Recorded): boolean {
  if (value.kind === 'list') {
    return value.length === 0 || value.items.some(isTold);
  }
  return value.kind === 'object' ? value.attributes.length > 0 : value.kind !== 'text';
}
