/**
 * The operations of the engine: how each computes its result, and how each passes its gradient on.
 *
 * A row is all that an operation is. `forward` writes `data[out]` from the operands `data[a]` and `data[b]`. `backward` is
 * the chain rule: it adds to each operand's gradient the local derivative times the gradient of the result. Both work in
 * place on the columns of the tape, since a number that is passed to or from a function would be allocated.
 */
export interface Operation {
  /** How the operation is written beside a node of the graph: micrograd's `_op`. */
  readonly symbol: string;
  /** How many operands are values: they get a gradient. The exponent of a power is a plain number and gets none. */
  readonly operands: 0 | 1 | 2;
  readonly forward: (data: Float64Array, out: number, a: number, b: number) => void;
  readonly backward: (data: Float64Array, grad: Float64Array, out: number, a: number, b: number) => void;
}

/** The code of an operation on the tape: its row in {@link operations}. */
export const Op = {
  leaf: 0,
  add: 1,
  mul: 2,
  neg: 3,
  pow: 4,
  exp: 5,
  log: 6,
  tanh: 7,
  relu: 8,
  /** `tanh(b + w₀·x₀ + w₁·x₁ + …)`: a whole neuron, with any number of inputs. Its rules stand in neurons.ts. */
  neuron: 9,
} as const;

export type OpCode = (typeof Op)[keyof typeof Op];

const none = () => {};

/** One row per {@link Op}, in the order of the codes. */
export const operations: readonly Operation[] = [
  { symbol: '', operands: 0, forward: none, backward: none },
  {
    symbol: '+',
    operands: 2,
    forward: (data, out, a, b) => {
      data[out] = data[a] + data[b];
    },
    backward: (_data, grad, out, a, b) => {
      grad[a] += grad[out];
      grad[b] += grad[out];
    },
  },
  {
    symbol: '*',
    operands: 2,
    forward: (data, out, a, b) => {
      data[out] = data[a] * data[b];
    },
    backward: (data, grad, out, a, b) => {
      grad[a] += data[b] * grad[out];
      grad[b] += data[a] * grad[out];
    },
  },
  {
    symbol: 'neg',
    operands: 1,
    forward: (data, out, a) => {
      data[out] = -data[a];
    },
    backward: (_data, grad, out, a) => {
      grad[a] -= grad[out];
    },
  },
  {
    symbol: '**',
    operands: 1,
    // A square is one multiplication, and exact to the last bit; a general power need not be.
    forward: (data, out, a, b) => {
      data[out] = data[b] === 2 ? data[a] * data[a] : data[a] ** data[b];
    },
    backward: (data, grad, out, a, b) => {
      const power = data[b] === 2 ? data[a] : data[a] ** (data[b] - 1);
      grad[a] += data[b] * power * grad[out];
    },
  },
  {
    symbol: 'exp',
    operands: 1,
    forward: (data, out, a) => {
      data[out] = Math.exp(data[a]);
    },
    backward: (data, grad, out, a) => {
      grad[a] += data[out] * grad[out];
    },
  },
  {
    symbol: 'log',
    operands: 1,
    forward: (data, out, a) => {
      data[out] = Math.log(data[a]);
    },
    backward: (data, grad, out, a) => {
      grad[a] += (1 / data[a]) * grad[out];
    },
  },
  {
    symbol: 'tanh',
    operands: 1,
    forward: (data, out, a) => {
      data[out] = Math.tanh(data[a]);
    },
    backward: (data, grad, out, a) => {
      grad[a] += (1 - data[out] * data[out]) * grad[out];
    },
  },
  {
    symbol: 'relu',
    operands: 1,
    forward: (data, out, a) => {
      data[out] = Math.max(data[a], 0);
    },
    backward: (data, grad, out, a) => {
      grad[a] += (data[out] > 0 ? 1 : 0) * grad[out];
    },
  },
  { symbol: 'tanh(Σwx+b)', operands: 0, forward: none, backward: none },
];
