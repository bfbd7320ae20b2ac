import { fastTanhSource } from './fastTanh.ts';
import { backwardSource, forwardSource } from './operationSources.ts';
import { Op } from './operations.ts';
import type { Operation, Tape } from './tape.ts';
import type { Value } from './value.ts';

export interface ReplayOptions {
  /** `exact`: `Math.tanh`, and all numbers as the engine's own, to the last bit. `fast`: {@link fastTanh}. */
  readonly tanh: 'exact' | 'fast';
  /** Whether gradients are set to 0 before each backward pass. */
  readonly zeroGrad: boolean;
}

/**
 * The body of a function that repeats the step which ended in `loss`: forward, backward, update, one statement per number.
 *
 * It expects `parameters`, `gradients`, `learningRate`, `steps`, `losses` (or undefined) and `tanhTable`. Parameters and
 * their gradients are in local variables while it runs. What does not depend on them is a constant.
 */
export function replaySource(loss: Value, parameters: readonly Value[], options: ReplayOptions): string {
  const step = new StepWriter(loss, parameters, options);
  return `'use strict';
let ${parameters.map((_, k) => `p${k} = parameters[${k}], g${k} = gradients[${k}]`).join(', ')};
for (let step = 0; step < steps; step++) {
${step.lines().join('\n')}
}
${parameters.map((_, k) => `parameters[${k}] = p${k}; gradients[${k}] = g${k};`).join('\n')}
`;
}

/** Writes one training step. A row is called after what it holds: p a parameter, v a value, d its gradient. */
class StepWriter {
  private readonly tape: Tape;
  /** The row of the loss. */
  private readonly loss: number;
  private readonly options: ReplayOptions;
  /** By row: which of the parameters it is. */
  private readonly parameters: ReadonlyMap<number, number>;
  private readonly operations: readonly Operation[];
  /** By row: the name of its value, where it depends on a parameter. */
  private readonly names = new Map<number, string>();
  /** By row: the name of its gradient, where that has received something. */
  private readonly gradients = new Map<number, string>();
  private readonly written: string[] = [];

  constructor(loss: Value, parameters: readonly Value[], options: ReplayOptions) {
    const { tape } = loss;
    this.tape = tape;
    this.loss = tape.rowOf(loss);
    this.options = options;
    this.parameters = new Map(parameters.map((parameter, k) => [tape.rowOf(parameter), k]));
    this.operations = ancestry(tape, this.loss);
  }

  lines(): readonly string[] {
    for (const [row, k] of this.parameters) {
      this.names.set(row, `p${k}`);
    }
    for (const operation of this.operations) {
      this.forward(operation);
    }
    this.written.push(`if (losses !== undefined) losses[step] = ${this.data(this.loss)};`);
    this.start();
    for (const operation of this.operations.toReversed()) {
      this.backward(operation);
    }
    for (const [row, k] of this.parameters) {
      if (this.options.zeroGrad && !this.gradients.has(row)) {
        this.written.push(`g${k} = 0;`);
      }
      this.written.push(`p${k} -= learningRate * g${k};`);
    }
    return this.written;
  }

  private forward(operation: Operation): void {
    if (!rowsRead(operation).some((row) => this.names.has(row))) {
      return;
    }
    const { op, out, left, right } = operation;
    if (op === Op.layer) {
      for (const { row, terms, bias } of neurons(operation)) {
        const products = terms.map(({ w, x }) => `${this.data(w)} * ${this.data(x)}`);
        this.written.push(`const s${row} = ${[this.data(bias), ...products].join(' + ')};`);
        this.tanh(`s${row}`, row);
      }
    } else if (op === Op.tanh) {
      this.tanh(this.data(left), out);
    } else {
      this.written.push(`const ${this.name(out)} = ${forwardSource(op, this.data(left), this.data(right))};`);
    }
  }

  private tanh(x: string, row: number): void {
    const out = this.name(row);
    const { tanh } = this.options;
    this.written.push(
      tanh === 'fast' ? fastTanhSource(x, out) : `const ${out} = ${forwardSource(Op.tanh, x, x)};`,
    );
  }

  /** The backward pass begins at the loss, whose gradient is 1 whatever it was. */
  private start(): void {
    const parameter = this.parameters.get(this.loss);
    if (parameter !== undefined) {
      this.written.push(`g${parameter} = 1;`);
      this.gradients.set(this.loss, `g${parameter}`);
    } else if (this.names.has(this.loss)) {
      this.gradients.set(this.loss, '1');
    }
  }

  private backward(operation: Operation): void {
    const { op, out, left, right } = operation;
    if (op === Op.layer) {
      for (const { row, terms, bias } of neurons(operation).toReversed()) {
        const g = this.gradients.get(row);
        if (g !== undefined) {
          const v = this.data(row);
          const z = `z${row}`;
          this.written.push(`const ${z} = (1 - ${v} * ${v}) * ${g};`);
          this.deposit(bias, z);
          for (const { w, x } of terms) {
            this.deposit(x, `${this.data(w)} * ${z}`);
            this.deposit(w, `${this.data(x)} * ${z}`);
          }
        }
      }
      return;
    }
    const g = this.gradients.get(out);
    if (g !== undefined) {
      const deposits = backwardSource(op, this.data(left), this.data(right), this.data(out), g);
      for (const [k, deposit] of deposits.entries()) {
        this.deposit(k === 0 ? left : right, deposit);
      }
    }
  }

  /** Adds to the gradient of a row; constants have none. */
  private deposit(row: number, expression: string): void {
    if (!this.names.has(row)) {
      return;
    }
    const parameter = this.parameters.get(row);
    const gradient = parameter === undefined ? `d${row}` : `g${parameter}`;
    const first = !this.gradients.has(row);
    this.gradients.set(row, gradient);
    if (!first || (parameter !== undefined && !this.options.zeroGrad)) {
      this.written.push(`${gradient} += ${expression};`);
    } else {
      // On the tape a gradient starts at 0, which makes a 0 of a −0.
      this.written.push(`${parameter === undefined ? 'let ' : ''}${gradient} = 0 + ${expression};`);
    }
  }

  private name(row: number): string {
    const name = `v${row}`;
    this.names.set(row, name);
    return name;
  }

  /** The value of a row: its name, or the number itself where it is a constant. */
  private data(row: number): string {
    return this.names.get(row) ?? literal(this.tape.handle(row).data);
  }
}

/** The operations that the value at `row` was computed by, oldest first. */
function ancestry(tape: Tape, row: number): Operation[] {
  const reached = new Set([row]);
  const found: Operation[] = [];
  for (const operation of tape.operations().toReversed()) {
    const outputs = operation.op === Op.layer ? neurons(operation).map(({ row }) => row) : [operation.out];
    if (outputs.some((output) => reached.has(output))) {
      found.push(operation);
      for (const read of rowsRead(operation)) {
        reached.add(read);
      }
    }
  }
  return found.reverse();
}

function rowsRead(operation: Operation): number[] {
  if (operation.op === Op.layer) {
    return neurons(operation).flatMap(({ terms, bias }) => [bias, ...terms.flatMap(({ w, x }) => [w, x])]);
  }
  return [operation.left, operation.right];
}

/** The neurons of a layer: the rows that each reads and writes. */
function neurons({ out, left, right, inputs, neurons: count }: Operation) {
  return Array.from({ length: count }, (_, j) => {
    const weights = left + j * (inputs + 1);
    return {
      row: out + j,
      terms: Array.from({ length: inputs }, (_, k) => ({ w: weights + k, x: right + k })),
      bias: weights + inputs,
    };
  });
}

/** A number as JavaScript writes it, so that it may stand wherever a name may. */
function literal(number: number): string {
  const text = Object.is(number, -0) ? '-0' : String(number);
  return text.startsWith('-') ? `(${text})` : text;
}
