/**
 * micrograd as it stands in Python, word for word in JavaScript: an object per value, its operands in a set, a closure for
 * its backward rule, and a recursive topological sort. What this engine must agree with, and is measured against.
 */
export class ObjectValue {
  data: number;
  grad = 0;
  private readonly previous: ReadonlySet<ObjectValue>;
  private pass = () => {};

  constructor(data: number, children: readonly ObjectValue[] = []) {
    this.data = data;
    this.previous = new Set(children);
  }

  add(other: ObjectValue | number): ObjectValue {
    const b = asValue(other);
    const out = new ObjectValue(this.data + b.data, [this, b]);
    out.pass = () => {
      this.grad += out.grad;
      b.grad += out.grad;
    };
    return out;
  }

  mul(other: ObjectValue | number): ObjectValue {
    const b = asValue(other);
    const out = new ObjectValue(this.data * b.data, [this, b]);
    out.pass = () => {
      this.grad += b.data * out.grad;
      b.grad += this.data * out.grad;
    };
    return out;
  }

  pow(exponent: number): ObjectValue {
    const out = new ObjectValue(this.data ** exponent, [this]);
    out.pass = () => {
      this.grad += exponent * this.data ** (exponent - 1) * out.grad;
    };
    return out;
  }

  exp(): ObjectValue {
    const out = new ObjectValue(Math.exp(this.data), [this]);
    out.pass = () => {
      this.grad += out.data * out.grad;
    };
    return out;
  }

  log(): ObjectValue {
    const out = new ObjectValue(Math.log(this.data), [this]);
    out.pass = () => {
      this.grad += (1 / this.data) * out.grad;
    };
    return out;
  }

  tanh(): ObjectValue {
    const t = Math.tanh(this.data);
    const out = new ObjectValue(t, [this]);
    out.pass = () => {
      this.grad += (1 - t * t) * out.grad;
    };
    return out;
  }

  relu(): ObjectValue {
    const out = new ObjectValue(Math.max(this.data, 0), [this]);
    out.pass = () => {
      this.grad += (out.data > 0 ? 1 : 0) * out.grad;
    };
    return out;
  }

  neg(): ObjectValue {
    return this.mul(-1);
  }

  sub(other: ObjectValue | number): ObjectValue {
    return this.add(typeof other === 'number' ? -other : other.neg());
  }

  div(other: ObjectValue | number): ObjectValue {
    return this.mul(typeof other === 'number' ? other ** -1 : other.pow(-1));
  }

  backward(): void {
    const order: ObjectValue[] = [];
    const visited = new Set<ObjectValue>();
    const visit = (value: ObjectValue) => {
      if (!visited.has(value)) {
        visited.add(value);
        for (const child of value.previous) {
          visit(child);
        }
        order.push(value);
      }
    };
    visit(this);
    this.grad = 1;
    for (const value of order.reverse()) {
      value.pass();
    }
  }
}

function asValue(other: ObjectValue | number): ObjectValue {
  return other instanceof ObjectValue ? other : new ObjectValue(other);
}

/** `MLP(inputs, widths)` of {@link ObjectValue}s: layers of tanh neurons. */
export class ObjectMlp {
  /** Neuron by neuron, each neuron's bias last. */
  readonly parameters: readonly ObjectValue[];
  /** For each layer, for each neuron, its weights. */
  private readonly layers: readonly (readonly Neuron[])[];

  /** `parameters`: the numbers to start from, neuron by neuron, each neuron's bias last. */
  constructor(inputs: number, widths: readonly number[], parameters: readonly number[]) {
    let next = 0;
    const parameter = () => new ObjectValue(parameters[next++]);
    this.layers = widths.map((width, layer) =>
      Array.from({ length: width }, () => ({
        w: Array.from({ length: layer === 0 ? inputs : widths[layer - 1] }, parameter),
        b: parameter(),
      })),
    );
    this.parameters = this.layers.flatMap((layer) => layer.flatMap(({ w, b }) => [...w, b]));
  }

  forward(x: readonly (ObjectValue | number)[]): ObjectValue[] {
    let values = x;
    for (const layer of this.layers) {
      values = layer.map(({ w, b }) =>
        w.reduce((sum, weight, k) => sum.add(weight.mul(values[k])), b).tanh(),
      );
    }
    // SAFETY: there is a layer, and a layer yields values.
    return values as ObjectValue[];
  }
}

interface Neuron {
  readonly w: readonly ObjectValue[];
  readonly b: ObjectValue;
}

/** Σ(ŷ − y)², added up as the engine's `sumOfSquaredErrors` does. */
export function objectLoss(predictions: readonly ObjectValue[], targets: readonly number[]): ObjectValue {
  return predictions
    .map((prediction, k) => prediction.sub(targets[k]).pow(2))
    .reduce((sum, term) => sum.add(term));
}

/** Gradient descent with an {@link ObjectMlp}; `step` returns the loss before the update. */
export class ObjectTraining {
  readonly model: ObjectMlp;

  constructor(inputs: number, widths: readonly number[], parameters: readonly number[]) {
    this.model = new ObjectMlp(inputs, widths, parameters);
  }

  step(xs: readonly (readonly number[])[], ys: readonly number[], learningRate: number): number {
    const loss = objectLoss(
      xs.map((x) => this.model.forward(x)[0]),
      ys,
    );
    for (const p of this.model.parameters) {
      p.grad = 0;
    }
    loss.backward();
    for (const p of this.model.parameters) {
      p.data -= learningRate * p.grad;
    }
    return loss.data;
  }
}
