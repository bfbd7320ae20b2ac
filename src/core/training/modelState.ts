/** The data and the gradients of a model's parameters, in the order of `parameters()`. */
export interface ModelState {
  readonly data: Float64Array;
  readonly grad: Float64Array;
}

/** The state `now`, which may be written to again, as one that stays; what has not changed since `before` is shared with it. */
export function keptState(before: ModelState, now: ModelState): ModelState {
  const data = shared(before.data, now.data);
  const grad = shared(before.grad, now.grad);
  return data === before.data && grad === before.grad ? before : { data, grad };
}

/** The state with one more parameter, at the end. */
export function grownState(state: ModelState, data: number, grad: number): ModelState {
  return { data: Float64Array.of(...state.data, data), grad: Float64Array.of(...state.grad, grad) };
}

function shared(before: Float64Array, now: Float64Array): Float64Array {
  if (before.length !== now.length) {
    return now.slice();
  }
  for (let k = 0; k < now.length; k++) {
    if (!Object.is(before[k], now[k])) {
      return now.slice();
    }
  }
  return before;
}
