import type { Columns } from './columns.ts';

/**
 * The two inner loops of the engine: `tanh(b + w₀·x₀ + w₁·x₁ + …)` for all neurons of a layer, and its backward rule.
 *
 * Both take four neurons at a time, so that an input is loaded once for four products and four independent sums are
 * under way at once. Each sum still adds its terms in micrograd's order: the results are the same to the last bit.
 *
 * The layer is the entry that begins at `at`: see {@link Columns.entries}.
 */

/** Writes the output of each neuron. */
export function neuronsForward({ data, entries }: Columns, at: number): void {
  const outputs = entries[at + 1];
  let w = entries[at + 2];
  const inputs = entries[at + 3];
  const count = entries[at + 4];
  const end = outputs + entries[at + 5];
  const stride = count + 1;
  let row = outputs;
  for (; row + 4 <= end; row += 4) {
    const w1 = w + stride;
    const w2 = w1 + stride;
    const w3 = w2 + stride;
    let s0 = data[w + count];
    let s1 = data[w1 + count];
    let s2 = data[w2 + count];
    let s3 = data[w3 + count];
    for (let k = 0; k < count; k++) {
      const x = data[inputs + k];
      s0 += data[w + k] * x;
      s1 += data[w1 + k] * x;
      s2 += data[w2 + k] * x;
      s3 += data[w3 + k] * x;
    }
    data[row] = Math.tanh(s0);
    data[row + 1] = Math.tanh(s1);
    data[row + 2] = Math.tanh(s2);
    data[row + 3] = Math.tanh(s3);
    w = w3 + stride;
  }
  for (; row < end; row++) {
    let sum = data[w + count];
    for (let k = 0; k < count; k++) {
      sum += data[w + k] * data[inputs + k];
    }
    data[row] = Math.tanh(sum);
    w += stride;
  }
}

/**
 * Adds to the gradients of weights, biases and inputs what the gradient of each output that `pass` has reached deposits
 * there, last neuron first, and marks the inputs as reached.
 */
export function neuronsBackward(columns: Columns, at: number, pass: number): void {
  const { data, grad, reached, entries } = columns;
  const outputs = entries[at + 1];
  const inputs = entries[at + 3];
  const count = entries[at + 4];
  const stride = count + 1;
  let row = outputs + entries[at + 5];
  let w = entries[at + 2] + entries[at + 5] * stride;
  let any = false;
  while (row > outputs) {
    if (reached[row - 1] !== pass) {
      row -= 1;
      w -= stride;
      continue;
    }
    any = true;
    if (
      row < outputs + 4 ||
      reached[row - 2] !== pass ||
      reached[row - 3] !== pass ||
      reached[row - 4] !== pass
    ) {
      row -= 1;
      w -= stride;
      neuronBackward(columns, row, w, inputs, count);
      continue;
    }
    row -= 4;
    const w3 = w - stride;
    const w2 = w3 - stride;
    const w1 = w2 - stride;
    w = w1 - stride;
    const g0 = (1 - data[row] * data[row]) * grad[row];
    const g1 = (1 - data[row + 1] * data[row + 1]) * grad[row + 1];
    const g2 = (1 - data[row + 2] * data[row + 2]) * grad[row + 2];
    const g3 = (1 - data[row + 3] * data[row + 3]) * grad[row + 3];
    grad[w + count] += g0;
    grad[w1 + count] += g1;
    grad[w2 + count] += g2;
    grad[w3 + count] += g3;
    for (let k = 0; k < count; k++) {
      const x = data[inputs + k];
      grad[inputs + k] =
        grad[inputs + k] + data[w3 + k] * g3 + data[w2 + k] * g2 + data[w1 + k] * g1 + data[w + k] * g0;
      grad[w + k] += x * g0;
      grad[w1 + k] += x * g1;
      grad[w2 + k] += x * g2;
      grad[w3 + k] += x * g3;
    }
  }
  if (any) {
    for (let k = inputs; k < inputs + count; k++) {
      reached[k] = pass;
    }
  }
}

/** The same for the one neuron whose output is at `row`, its first weight at `w`, and its first input at `inputs`. */
export function neuronBackward(
  { data, grad }: Columns,
  row: number,
  w: number,
  inputs: number,
  count: number,
): void {
  const g = (1 - data[row] * data[row]) * grad[row];
  grad[w + count] += g;
  for (let k = 0; k < count; k++) {
    grad[inputs + k] += data[w + k] * g;
    grad[w + k] += data[inputs + k] * g;
  }
}
