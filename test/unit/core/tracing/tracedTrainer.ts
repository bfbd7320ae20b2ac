import {
  type Call,
  type Given,
  type ParameterWrite,
  type Recorded,
  Trace,
  type ValueChange,
} from '../../../../src/core/tracing/trace.ts';
import { Recording, type Stop } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';

/** The script whose trace {@link tracedTrainer} writes. */
export const script = [
  'from micrograd import MLP', // 1
  'model = MLP(3, [4, 4, 1])', // 2
  'lr = 0.05', // 3
  '', // 4
  'def squared(a, b):', // 5
  '    return (a - b) ** 2', // 6
  '', // 7
  'for k in range(20):', // 8
  '    ypred = [model(x) for x in xs]', // 9
  '    loss = sum(map(squared, ypred, ys))', // 10
  '    for p in model.parameters():', // 11
  '        p.grad = 0.0', // 12
  '    # Backward', // 13
  '    loss.backward()', // 14
  '    for p in model.parameters():', // 15
  '        p.data -= lr * p.grad', // 16
  '    if loss.data > 1e9:', // 17
  '        break', // 18
].join('\n');

/** Writes down a trace, event after event. */
export class TraceWriter {
  private readonly lines: number[] = [];
  private readonly callOf: number[] = [];
  private readonly calls: Call[] = [{ name: '<module>', parent: -1, event: -1 }];
  private readonly given: Given[] = [];
  private readonly writes: ParameterWrite[] = [];
  private readonly changes: ValueChange[] = [];
  private readonly stack = [0];

  /** The event that is under way. */
  get event(): number {
    return this.lines.length - 1;
  }

  line(line: number): void {
    this.lines.push(line);
    this.callOf.push(this.stack.at(-1) ?? 0);
  }

  call(name: string, names: Readonly<Record<string, Recorded>>): void {
    this.calls.push({ name, parent: this.stack.at(-1) ?? 0, event: this.event });
    this.stack.push(this.calls.length - 1);
    for (const [each, value] of Object.entries(names)) {
      this.give(each, value);
    }
  }

  back(): void {
    this.stack.pop();
  }

  give(name: string, value: Recorded): void {
    this.given.push({ event: this.event, call: this.stack.at(-1) ?? 0, name, value });
  }

  write(run: number, index: number, data: number, grad: number): void {
    this.writes.push({ event: this.event, run, index, data, grad });
  }

  change(id: number, data: number, grad: number): void {
    this.changes.push({ event: this.event, id, data, grad });
  }

  end(isWhole = true): Trace {
    const { calls, given, writes, changes } = this;
    return new Trace({
      lines: Uint32Array.from(this.lines),
      callOf: Uint32Array.from(this.callOf),
      calls,
      given,
      writes,
      changes,
      isWhole,
      shallowFrom: null,
    });
  }
}

export const int = (number: number): Recorded => ({ kind: 'number', number, text: String(number) });
export const float = (number: number): Recorded => ({ kind: 'number', number, text: `${number}` });
export const value = (id: number, data: number, grad = 0): Recorded => ({
  kind: 'value',
  type: 'Value',
  id,
  data,
  grad,
  parameter: null,
});
export const list = (items: readonly Recorded[]): Recorded => ({
  kind: 'list',
  type: 'list',
  items,
  length: items.length,
});

export interface TracedOptions {
  readonly steps?: number;
  /** How many steps are followed line by line. */
  readonly traced?: number;
  readonly learningRate?: number;
  readonly zeroGrad?: boolean;
}

/** What a run of {@link script} leaves, traced for so many steps; its numbers are those of the Trainer. */
export function tracedTrainer(options: TracedOptions = {}) {
  const { steps = 3, traced = steps, learningRate = 0.05, zeroGrad = true } = options;
  const trainer = new Trainer({ seed: 5571, learningRate, steps, zeroGrad });
  while (trainer.advance()) {
    // On to its end.
  }
  const original = trainer.recording;
  const lineOf = { forward: 9, loss: 10, zeroGrad: 12, backward: 14, update: 16 };
  const stops: Stop[] = [];
  const writer = new TraceWriter();
  const model: Recorded = { kind: 'object', type: 'MLP', text: 'MLP(3, [4, 4, 1])', attributes: [], run: 0 };
  for (const line of [1, 2]) {
    writer.line(line);
  }
  writer.give('model', model);
  writer.line(3);
  writer.give('lr', float(learningRate));
  writer.line(5);
  for (let step = 0; step < steps; step++) {
    const of = original.stops.slice(original.firstOf(step), original.lastOf(step) + 1);
    const [first] = of;
    const isTraced = step < traced;
    const begin = (phase: Stop['phases'][number]) => {
      const stop = of.find(({ phases }) => phases.includes(phase));
      if (stop) {
        stops.push({ ...stop, line: lineOf[phase], ...(isTraced ? { event: writer.event } : {}) });
      }
      return stop ?? first;
    };
    const line = (number: number) => isTraced && writer.line(number);
    line(8);
    if (isTraced) {
      writer.give('k', int(step));
    }
    line(9);
    const { predictions } = begin('forward');
    const values = Array.from(predictions ?? [], (data, k) => value(100 * step + k, data));
    if (isTraced) {
      writer.give('ypred', list(values));
    }
    line(10);
    const { loss } = begin('loss');
    for (let k = 0; isTraced && k < values.length; k++) {
      writer.call('squared', { a: values[k], b: float(original.info.targets[k]) });
      writer.line(6);
      writer.back();
    }
    if (isTraced) {
      writer.give('loss', value(100 * step + 50, loss ?? Number.NaN));
    }
    const loop = (phase: 'zeroGrad' | 'update', header: number) => {
      let begun = false;
      for (let index = 0; index < original.initial.data.length; index++) {
        line(header);
        if (isTraced) {
          const { data, grad } = original.before(original.stops.indexOf(stop(phase)));
          const at = { run: 0, index };
          writer.give('p', {
            kind: 'value',
            type: 'Value',
            id: 9000 + index,
            data: data[index],
            grad: grad[index],
            parameter: at,
          });
        }
        line(lineOf[phase]);
        if (!begun) {
          begin(phase);
          begun = true;
        }
        if (isTraced) {
          writer.write(0, index, stop(phase).data[index], stop(phase).grad[index]);
        }
      }
      line(header);
    };
    const stop = (phase: Stop['phases'][number]) => of.find(({ phases }) => phases.includes(phase)) ?? first;
    if (zeroGrad) {
      loop('zeroGrad', 11);
    }
    line(14);
    begin('backward');
    if (isTraced) {
      writer.change(100 * step + 50, loss ?? Number.NaN, 1);
    }
    loop('update', 15);
    line(17);
  }
  if (traced === steps) {
    writer.line(8);
  }
  const recording = new Recording(original.info, original.initial);
  for (const stop of stops) {
    recording.append(stop);
  }
  recording.finish(original.outcome ?? { predictions: null, printed: [] });
  return { recording, trace: writer.end(traced === steps) };
}
