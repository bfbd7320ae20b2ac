import assert from 'node:assert/strict';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { Layer } from '../../../../src/core/nn/layer.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { ObjectValue } from '../../../bench/objectGraph.ts';

/** A value here and the same one in micrograd. */
interface Twin {
  engine: Value;
  readonly micrograd: ObjectValue;
}

/**
 * Does the same at random to an engine and to micrograd's own structure: operations, layers, backward passes from
 * anywhere, gradients set by hand, rewinds, compactions.
 */
class RandomProgram {
  readonly kept: Twin[];
  recent: Twin[] = [];
  private readonly random: MersenneTwister;
  private readonly tape = new Tape(8);
  private readonly layers: readonly Layer[];

  private readonly actions: readonly ((a: Twin, b: Twin) => void)[] = [
    (a, b) => this.add(a.engine.add(b.engine).tanh(), a.micrograd.add(b.micrograd).tanh()),
    (a, b) => this.add(a.engine.mul(b.engine), a.micrograd.mul(b.micrograd)),
    (a) => this.add(a.engine.sub(0.5), a.micrograd.sub(0.5)),
    (a) => this.add(a.engine.pow(2).tanh(), a.micrograd.pow(2).tanh()),
    (a) => this.add(a.engine.relu(), a.micrograd.relu()),
    (a) => this.add(a.engine.tanh().exp(), a.micrograd.tanh().exp()),
    () => this.add(this.tape.value(0.25), new ObjectValue(0.25)),
    (a, b) => this.layer([a, b, this.any()]),
    () => this.layer(this.neighbours()),
    () => this.layer(this.neighbours()),
    (a) => this.backward(a),
    (a) => this.backward(this.recent.at(-1) ?? a),
    (a) => this.setGrad(a, this.pick(2)),
    () => this.rewindSometimes(),
    () => this.compact(),
  ];

  constructor(seed: number) {
    this.random = new MersenneTwister(seed);
    this.layers = [2, 5].map((neurons) => new Layer(this.tape, 3, neurons, this.random.uniform));
    this.kept = this.layers
      .flatMap((layer) => layer.parameters())
      .map((engine) => ({ engine, micrograd: new ObjectValue(engine.data) }));
  }

  /** One thing at random. */
  step(): void {
    this.actions[this.pick(this.actions.length)](this.any(), this.any());
  }

  private backward(from: Twin): void {
    from.engine.backward();
    from.micrograd.backward();
  }

  private setGrad(twin: Twin, grad: number): void {
    twin.engine.grad = grad;
    twin.micrograd.grad = grad;
  }

  private rewindSometimes(): void {
    if (this.pick(4) === 0) {
      this.tape.rewind();
      this.recent = [];
    }
  }

  /** Keeps some of the values, the others' handles are gone. */
  private compact(): void {
    this.recent = this.recent.filter(() => this.pick(3) > 0);
    const rows = this.recent.map(({ engine }) => engine.index);
    const moved = this.tape.compact(rows);
    for (const [k, twin] of this.recent.entries()) {
      twin.engine = this.tape.handle(moved[rows[k]]);
    }
  }

  private layer(x: readonly Twin[]): void {
    const layer = this.layers[this.pick(this.layers.length)];
    const outputs = layer.forward(x.map(({ engine }) => engine));
    for (const [j, { w, b }] of layer.neurons.entries()) {
      const sum = w.reduce(
        (s, weight, k) => s.add(this.kept[weight.index].micrograd.mul(x[k].micrograd)),
        this.kept[b.index].micrograd,
      );
      this.add(outputs[j], sum.tanh());
    }
  }

  /** Three values that stand side by side on the tape, where it has some. */
  private neighbours(): Twin[] {
    const all = [...this.kept, ...this.recent];
    const first = all.findIndex(
      (twin, k) =>
        k > this.pick(all.length) &&
        all[k + 1]?.engine.index === twin.engine.index + 1 &&
        all[k + 2]?.engine.index === twin.engine.index + 2,
    );
    return first < 0 ? [this.any(), this.any(), this.any()] : all.slice(first, first + 3);
  }

  private any(): Twin {
    const k = this.pick(this.kept.length + 3 * this.recent.length);
    return this.kept[k] ?? this.recent[(k - this.kept.length) % this.recent.length];
  }

  private add(engine: Value, micrograd: ObjectValue): void {
    this.recent.push({ engine, micrograd });
  }

  private pick(n: number): number {
    return Math.floor(this.random.random() * n);
  }
}

describe('the engine, beside micrograd', () => {
  it('computes the same whatever is done in whatever order', () => {
    for (let seed = 0; seed < 200; seed++) {
      const program = new RandomProgram(seed);
      for (let k = 0; k < 80; k++) {
        program.step();
      }
      for (const [k, { engine, micrograd }] of [...program.kept, ...program.recent].entries()) {
        assertClose(engine.data, micrograd.data, `seed ${seed}, data ${k}`);
        assertClose(engine.grad, micrograd.grad, `seed ${seed}, grad ${k}`);
      }
    }
  });
});

/** Sums of more than two gradients may be added up in another order: the last bits differ. */
function assertClose(actual: number, expected: number, what: string): void {
  if (!Object.is(actual, expected)) {
    assert.ok(
      Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
      `${what}: ${actual}, ${expected}`,
    );
  }
}
