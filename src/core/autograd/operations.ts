/**
 * The operations of the engine: how each computes its result, and how each passes its gradient on.
 *
 * The rules work in place on the columns of the tape, since a number that is passed to or from a function would be
 * allocated, and are two `switch`es, since a call into a table of functions costs as much as the arithmetic itself.
 */

// Literals, and constants of this module: they end up as numbers in the machine code, bundled or not.
const ADD = 0;
const MUL = 1;
const NEG = 2;
const POW = 3;
const EXP = 4;
const LOG = 5;
const TANH = 6;
const RELU = 7;

/** The code of an operation on the tape. */
export const Op = {
  add: ADD,
  mul: MUL,
  neg: NEG,
  pow: POW,
  exp: EXP,
  log: LOG,
  tanh: TANH,
  relu: RELU,
  /** `tanh(b + w₀·x₀ + w₁·x₁ + …)` for all neurons of a layer, with any number of inputs: see neurons.ts. */
  layer: 8,
} as const;

export type OpCode = (typeof Op)[keyof typeof Op];

/** An operation on one or two values; the exponent of a power is a plain number. */
export type ScalarOp = Exclude<OpCode, typeof Op.layer>;

/** By code: how an operation is written beside a node of the graph. Micrograd's `_op`. */
export const symbols: Readonly<Record<OpCode, string>> = [
  '+',
  '*',
  'neg',
  '**',
  'exp',
  'log',
  'tanh',
  'relu',
  'tanh(Σwx+b)',
];

/** By code: how many operands get a gradient. */
export const operands: Readonly<Record<ScalarOp, 1 | 2>> = [2, 2, 1, 1, 1, 1, 1, 1];

/** Writes to `data[out]` what the operation makes of `data[a]` and `data[b]`. */
export function forward(op: ScalarOp, data: Float64Array, out: number, a: number, b: number): void {
  switch (op) {
    case ADD:
      data[out] = data[a] + data[b];
      break;
    case MUL:
      data[out] = data[a] * data[b];
      break;
    case NEG:
      data[out] = -data[a];
      break;
    case POW:
      // A square is one multiplication, and exact to the last bit; a general power need not be.
      data[out] = data[b] === 2 ? data[a] * data[a] : data[a] ** data[b];
      break;
    case EXP:
      data[out] = Math.exp(data[a]);
      break;
    case LOG:
      data[out] = Math.log(data[a]);
      break;
    case TANH:
      data[out] = Math.tanh(data[a]);
      break;
    case RELU:
      data[out] = Math.max(data[a], 0);
      break;
  }
}

/** The chain rule: adds to each operand's gradient the local derivative times the gradient of the result. */
export function backward(
  op: ScalarOp,
  data: Float64Array,
  grad: Float64Array,
  out: number,
  a: number,
  b: number,
): void {
  const g = grad[out];
  switch (op) {
    case ADD:
      grad[a] += g;
      grad[b] += g;
      break;
    case MUL:
      grad[a] += data[b] * g;
      grad[b] += data[a] * g;
      break;
    case NEG:
      grad[a] -= g;
      break;
    case POW:
      grad[a] += data[b] * (data[b] === 2 ? data[a] : data[a] ** (data[b] - 1)) * g;
      break;
    case EXP:
      grad[a] += data[out] * g;
      break;
    case LOG:
      grad[a] += (1 / data[a]) * g;
      break;
    case TANH:
      grad[a] += (1 - data[out] * data[out]) * g;
      break;
    case RELU:
      grad[a] += (data[out] > 0 ? 1 : 0) * g;
      break;
  }
}
