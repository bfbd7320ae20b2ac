import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Tape } from '../../src/core/autograd/tape.ts';
import { sumOfSquaredErrors } from '../../src/core/nn/loss.ts';
import { MLP } from '../../src/core/nn/mlp.ts';
import { MersenneTwister } from '../../src/core/random/mersenneTwister.ts';
import { problemOf } from './problem.ts';

/** What training takes in memory after some of its steps. */
export interface Memory {
  readonly steps: number;
  /** Values on the tape. */
  readonly values: number;
  /** Bytes that are still in use after a garbage collection, array buffers among them. */
  readonly bytes: number;
}

/** Trains the lesson's network through the engine, and looks at the memory after each of these numbers of steps. */
export function memoryAfter(steps: readonly number[]): Memory[] {
  const { xs, ys } = problemOf(4, 4);
  const tape = new Tape();
  const model = new MLP(tape, 3, [4, 4, 1], new MersenneTwister(5571).uniform);
  const step = () => {
    tape.rewind();
    const loss = sumOfSquaredErrors(
      xs.map((x) => model.forward(x)),
      ys,
    );
    model.zeroGrad();
    loss.backward();
    model.update(0.001);
  };
  let done = 0;
  return steps.map((until) => {
    for (; done < until; done++) {
      step();
    }
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { steps: done, values: tape.size, bytes: heapUsed + arrayBuffers };
  });
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  // The first one finds array buffers, the second one frees them.
  gc();
  gc();
}
