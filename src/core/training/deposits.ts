import type { Recording, Stop } from './recording.ts';

/** A part of a stored gradient: what one backward pass has left there. */
export interface Layer {
  /** The training step that made it; null for what was there before anything of it was recorded. */
  readonly step: number | null;
  readonly amount: number;
}

/** What one parameter stores as its gradient, as the deposits it is made of. */
export interface Stack {
  /** Since the last reset, the oldest first. Their amounts add up to `stored`. A backward pass that added nothing has none. */
  readonly layers: readonly Layer[];
  readonly stored: number;
  /** The step that went backward last, also where it has added nothing. Null where none has since the last reset. */
  readonly last: number | null;
  /** What that step has made: the gradient of its loss. Null where there is none. */
  readonly truth: number | null;
}

/** A share of a gradient that is no rounding error. */
const some = 1e-9;

/**
 * The deposits that each parameter's gradient consists of at the stop `position`, in the order of `model.parameters()`;
 * -1 is before anything happened.
 *
 * Goes back from there until it meets each parameter's last reset, so that a sound loop costs one step however long its run.
 * What is clipped or scaled after it was deposited has its layers scaled alike.
 */
export function depositsAt(recording: Recording, position: number): Stack[] {
  const { grad } = recording.at(position);
  const found = Array.from(grad, (): Layer[] => []);
  // What a unit that was deposited is worth by now; 0 once all layers of a parameter are known.
  const worth = new Float64Array(grad.length).fill(1);
  let open = grad.length;
  const close = (k: number) => {
    worth[k] = 0;
    open -= 1;
  };
  const add = (k: number, step: number | null, amount: number) => {
    if (amount !== 0) {
      found[k].push({ step, amount: worth[k] * amount });
    }
  };
  // Of each parameter, the step that went backward last.
  const last = Array.from(grad, (): number | null => null);
  for (let index = position; index >= 0 && open > 0; index--) {
    const stop = recording.stops[index];
    const before = recording.before(index).grad;
    const gap = stop.step > (recording.stops[index - 1]?.step ?? -1) + 1;
    const goesBackward = stop.deposit !== null && !resetsAfter(stop);
    for (let k = 0; k < grad.length; k++) {
      if (worth[k] === 0) {
        continue;
      }
      if (goesBackward) {
        last[k] ??= stop.step;
      }
      const now = stop.grad[k];
      const deposit = stop.deposit?.[k] ?? 0;
      const was = before[k] ?? 0;
      if (stop.grad !== before || deposit !== 0) {
        if (now === 0 && (deposit === 0 || resetsAfter(stop))) {
          // It was reset here, or it never was anything but 0.
          if (was !== 0 || deposit !== 0 || stop.phases.includes('zeroGrad')) {
            close(k);
          }
        } else {
          takeBack(k, stop, now, deposit, was);
        }
      }
      if (gap && worth[k] !== 0) {
        add(k, null, was);
        close(k);
      }
    }
  }
  for (let k = 0; k < grad.length; k++) {
    if (worth[k] !== 0) {
      add(k, null, recording.initial.grad[k] ?? 0);
    }
  }
  return found.map((layers, k) => stackOf(layers.reverse(), grad[k], last[k]));

  /** Goes back over a stop at which a gradient became `now`, by a deposit on what it held or by being written to. */
  function takeBack(k: number, { step }: Stop, now: number, deposit: number, was: number): void {
    const held = now - deposit;
    const size = Math.abs(held) + Math.abs(deposit);
    add(k, step, deposit);
    if (Math.abs(held - was) <= some * size) {
      return;
    }
    if (Math.abs(held) <= some * size) {
      close(k);
    } else if (was === 0) {
      add(k, step, held);
      close(k);
    } else {
      worth[k] *= held / was;
    }
  }
}

function stackOf(layers: readonly Layer[], stored: number, last: number | null): Stack {
  const fresh = layers.filter(({ step }) => step === last);
  return {
    layers,
    stored,
    last,
    truth: last === null ? null : fresh.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** Whether a stop zeroes what it has deposited itself. */
function resetsAfter({ phases }: Stop): boolean {
  return phases.lastIndexOf('zeroGrad') > phases.lastIndexOf('backward');
}
