import type { TraceData } from '../../core/tracing/trace.ts';
import type { ModelState } from '../../core/training/modelState.ts';
import type { Assigned, Printed, Sent } from '../../core/training/recording.ts';
import type { RunGrowth } from '../../protocol/python.ts';
import type { PythonArray } from './engine.ts';
import { readNumber } from './pythonNumber.ts';
import { copyTrace, type PythonTrace, readTrace } from './pythonTrace.ts';
import { Run, type Seed } from './runs.ts';

/** The data and gradients of values that the engine holds, by their ids. */
export interface EngineReader {
  dataOf(ids: Int32Array): Float64Array;
  gradOf(ids: Int32Array): Float64Array;
}

/** A model of the script: where its parameters are read from, and its run. */
interface Model {
  shape: readonly number[] | null;
  targets: readonly number[];
  inputs: readonly number[];
  /** The ids of its parameters in the engine; null where the script holds them, and tells their numbers. */
  ids: Int32Array | null;
  data: Float64Array;
  grad: Float64Array;
  /** The line that made it; null where that is not known. */
  line: number | null;
  run: Run | null;
}

/** How often what has been recorded goes to the host while a script runs, in milliseconds. */
const interval = 50;

/** How much goes at once, so that the host is never kept busy for long: stops, each run counted as one too; characters. */
export const mostStops = 1000;
export const mostCharacters = 65_536;

/**
 * What Python tells of one script while it runs: the functions that it calls, and the runs that come of it.
 *
 * Only numbers and strings cross. Nothing that crosses has a prototype, so that no way leads from it to JavaScript.
 */
export class Script {
  private readonly engine: EngineReader;
  private readonly send: (runs: readonly RunGrowth[], printed: string) => void;
  private readonly onLine: (line: number) => void;
  private readonly models = new Map<number, Model>();
  private readonly runs: Run[] = [];
  private seed: Seed = { seed: 0, own: false };
  private current: Run | null = null;
  private next = 0;
  private printedText = '';
  private sentAt = performance.now();
  private traced: PythonTrace | null = null;
  /** Whether the script was ended because it printed too much. */
  overflowed = false;

  constructor(
    engine: EngineReader,
    send: (runs: readonly RunGrowth[], printed: string) => void,
    onLine: (line: number) => void,
  ) {
    this.engine = engine;
    this.send = send;
    this.onLine = onLine;
  }

  /** The functions that `_day5.watch` and `_day5.run` call, by their names in Python. */
  functions(): object {
    const functions = {
      seed: (seed: number, own: number) => {
        this.seed = { seed, own: own === 1 };
      },
      model: (index: number, shape: string) => {
        const model = this.model(index);
        model.shape = shape === '' ? null : shape.split(',').map(Number);
        model.run?.takeShape(model.shape);
      },
      made: (index: number, line: number) => {
        this.model(index).line = line > 0 ? line : null;
      },
      joined: (index: number, other: number) => this.join(this.model(index), this.model(other)),
      engine_parameters: (index: number, ...ids: number[]) => {
        this.model(index).ids = Int32Array.from(ids);
      },
      samples: (index: number, numbers: number, ...inputsAndTargets: number[]) => {
        const model = this.model(index);
        model.inputs = inputsAndTargets.slice(0, numbers);
        model.targets = inputsAndTargets.slice(numbers);
        model.run?.compareWith(model.targets, model.inputs);
      },
      parameter: (index: number, data: number, grad: number) => {
        const model = this.model(index);
        this.runOf(model).grow(data, grad);
        model.data = Float64Array.of(...model.data, data);
        model.grad = Float64Array.of(...model.grad, grad);
      },
      data: (index: number, ...data: number[]) => {
        this.model(index).data = Float64Array.from(data);
      },
      grad: (index: number, ...grad: number[]) => {
        this.model(index).grad = Float64Array.from(grad);
      },
      begin: (what: number, line: number, index: number, event = -1) => {
        const model = this.model(index);
        this.current = this.runOf(model);
        const step = this.current.begin(what, line, this.stateOf(model), event);
        this.number(this.current);
        if (performance.now() - this.sentAt > interval) {
          this.flush();
        }
        return step;
      },
      predicted: (index: number, sample: number, samples: number, ...outputs: number[]) => {
        this.runOf(this.model(index)).predicted(sample, samples, outputs);
      },
      built: (id: number, data: number) => this.current?.built(id, data),
      apart: (id: number) => this.current?.apart(id),
      backward: (id: number, data: number, root: number, found: number, ...from: number[]) => {
        if (this.current) {
          this.current.backward(id, data, sentOf(root, data, found, from));
          this.number(this.current);
        }
      },
      details: (json: string) => {
        const { assigned, printed } = readDetails(json);
        this.current?.details(assigned, printed);
      },
      line: (line: number) => this.onLine(line),
      printed: (text: string) => {
        this.printedText += text;
        if (this.printedText.length > mostCharacters || performance.now() - this.sentAt > interval) {
          this.flush();
        }
      },
      traced: (json: string, ...arrays: PythonArray[]) => {
        this.traced = copyTrace(json, arrays);
      },
      overflow: () => {
        this.overflowed = true;
      },
    };
    return sealed(functions);
  }

  /** The script has ended, `finished` or broken off: tells the host the rest. */
  end(finished: boolean): void {
    const trained = this.runs.some((run) => run.hasTrained);
    for (const [, model] of this.models) {
      model.run?.end(this.stateOf(model), finished);
      if (model.run && model.run.number < 0 && !trained && !model.run.isEmpty) {
        model.run.number = this.next++;
      }
    }
    this.flush();
  }

  /** Its trace, once it has ended; null where none was made. Of a model that has not trained there is no run to refer to. */
  takeTrace(): TraceData | null {
    const { traced } = this;
    this.traced = null;
    return traced && readTrace(traced, (model) => this.models.get(model)?.run?.number ?? -1);
  }

  /** Runs count in the order in which they began to train. */
  private number(run: Run): void {
    if (run.number < 0 && run.hasTrained) {
      run.number = this.next++;
    }
  }

  /** What two models went through was one run: the other's, which has only just begun, is dropped. */
  private join(model: Model, other: Model): void {
    if (other.run && other.run.number < 0) {
      this.runs.splice(this.runs.indexOf(other.run), 1);
      this.current = this.current === other.run ? this.runOf(model) : this.current;
      other.run = null;
    }
  }

  private model(index: number): Model {
    let model = this.models.get(index);
    if (!model) {
      const none = new Float64Array();
      model = {
        shape: null,
        targets: [],
        inputs: [],
        ids: null,
        data: none,
        grad: none,
        line: null,
        run: null,
      };
      this.models.set(index, model);
    }
    return model;
  }

  private runOf(model: Model): Run {
    if (!model.run) {
      model.run = new Run(this.stateOf(model), this.seed, model.shape, model.line);
      model.run.compareWith(model.targets, model.inputs);
      this.runs.push(model.run);
    }
    return model.run;
  }

  private stateOf({ ids, data, grad }: Model): ModelState {
    return ids ? { data: this.engine.dataOf(ids), grad: this.engine.gradOf(ids) } : { data, grad };
  }

  private flush(): void {
    this.sentAt = performance.now();
    while (this.sendPortion()) {
      // Until everything is on its way.
    }
  }

  /** Sends the host as much as it may take at once; returns whether there was anything. */
  private sendPortion(): boolean {
    const grown: RunGrowth[] = [];
    let room = mostStops;
    for (const run of this.runs) {
      if (run.number >= 0 && !run.isEmpty && room > 0) {
        const growth = run.take(room);
        if (growth.start || growth.stops.length > 0 || growth.losses || growth.outcome) {
          grown.push(growth);
          room -= growth.stops.length + 1;
        }
      }
    }
    const printed = this.printedText.slice(0, mostCharacters);
    if (grown.length === 0 && printed === '') {
      return false;
    }
    this.printedText = this.printedText.slice(mostCharacters);
    this.send(grown, printed);
    return true;
  }
}

/** An object without prototype, of functions without one: nothing can be reached from it but what it does. */
export function sealed(functions: Readonly<Record<string, (...values: never[]) => unknown>>): object {
  const bare = Object.create(null);
  for (const [name, call] of Object.entries(functions)) {
    bare[name] = Object.freeze(Object.setPrototypeOf(call, null));
  }
  return Object.freeze(bare);
}

/** What `_day5.origins` has found out about a value that was sent backward. */
function sentOf(root: number, data: number, found: number, pairs: readonly number[]): Sent {
  const from = Array.from({ length: pairs.length / 2 }, (_, k) => ({
    sample: pairs[2 * k],
    step: pairs[2 * k + 1],
  }));
  // The script's own values may tell what they were computed from in any order.
  from.sort((a, b) => a.step - b.step || a.sample - b.sample);
  return {
    root,
    data,
    from,
    whole: (found & 1) !== 0,
    parameters: (found & 2) !== 0,
    again: (found & 4) !== 0,
  };
}

/** What `_day5.show` writes: names with their values, then lines of output. */
function readDetails(json: string): { assigned: Assigned[]; printed: Printed[] } {
  const [names, lines] = JSON.parse(json) as [
    [number, string, 'n' | 'l' | 't', string][],
    [string, number][],
  ];
  return {
    assigned: names.map(([line, name, kind, text]) => ({ line, name, value: readValue(kind, text) })),
    printed: lines.map(([text, line]) => ({ text, line: line > 0 ? line : null })),
  };
}

function readValue(kind: 'n' | 'l' | 't', text: string): Assigned['value'] {
  switch (kind) {
    case 'n':
      return readNumber(text);
    case 'l':
      return Float64Array.from(text.split(' '), readNumber);
    case 't':
      return text;
  }
}
