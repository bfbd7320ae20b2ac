/**
 * The two inner loops of the engine: `tanh(b + w₀·x₀ + w₁·x₁ + …)` for all neurons of a layer, and its backward rule.
 *
 * Both take four neurons at a time, so that an input is loaded once for four products and four independent sums are
 * under way at once. Each sum still adds its terms in micrograd's order: the results are the same to the last bit.
 *
 * In both, the parameters of neuron j stand from `weights + j · (count + 1)` on, its bias last; the `count` inputs that
 * all neurons share from `inputs` on; the output of neuron j, and its gradient, at `outputs + j`.
 */

/** Writes the output of each of `neurons` neurons into `data`. */
export function neuronsForward(
  data: Float64Array,
  weights: number,
  inputs: number,
  count: number,
  outputs: number,
  neurons: number,
): void {
  const stride = count + 1;
  let w = weights;
  let j = 0;
  for (; j + 4 <= neurons; j += 4) {
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
    data[outputs + j] = Math.tanh(s0);
    data[outputs + j + 1] = Math.tanh(s1);
    data[outputs + j + 2] = Math.tanh(s2);
    data[outputs + j + 3] = Math.tanh(s3);
    w = w3 + stride;
  }
  for (; j < neurons; j++) {
    let sum = data[w + count];
    for (let k = 0; k < count; k++) {
      sum += data[w + k] * data[inputs + k];
    }
    data[outputs + j] = Math.tanh(sum);
    w += stride;
  }
}

/** Adds to `grad` what each output's gradient deposits in the neuron's weights, bias and inputs, last neuron first. */
export function neuronsBackward(
  data: Float64Array,
  grad: Float64Array,
  weights: number,
  inputs: number,
  count: number,
  outputs: number,
  neurons: number,
): void {
  const stride = count + 1;
  let w = weights + neurons * stride;
  let j = outputs + neurons;
  for (; j >= outputs + 4; j -= 4) {
    const w3 = w - stride;
    const w2 = w3 - stride;
    const w1 = w2 - stride;
    w = w1 - stride;
    const g0 = (1 - data[j - 4] * data[j - 4]) * grad[j - 4];
    const g1 = (1 - data[j - 3] * data[j - 3]) * grad[j - 3];
    const g2 = (1 - data[j - 2] * data[j - 2]) * grad[j - 2];
    const g3 = (1 - data[j - 1] * data[j - 1]) * grad[j - 1];
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
  for (; j > outputs; j--) {
    w -= stride;
    const g = (1 - data[j - 1] * data[j - 1]) * grad[j - 1];
    grad[w + count] += g;
    for (let k = 0; k < count; k++) {
      grad[inputs + k] += data[w + k] * g;
      grad[w + k] += data[inputs + k] * g;
    }
  }
}
