import type { Stop } from './recording.ts';

/** How many of the first steps, of the last steps, and of each doubling of their number in between keep their stops. */
export const keptSteps = 256;

/** How large a step may be for as many to be kept, in numbers; of larger ones fewer are. */
const fullSize = 2048;

/** What a stop takes beside the numbers that it holds, in numbers. */
const stopSize = 64;

/** How many runs of one script keep as much as one alone would; of more, each keeps less. */
const fullRuns = 8;

/** How many large steps are kept at least, of each doubling. */
const leastSteps = 4;

/** How much the first steps of a run may take together, and how much the last, in numbers; `run`: its number from 0. */
export function mostKept(run: number): number {
  return keptSteps * fullSize * share(run);
}

/**
 * Whether a step of a long run keeps its stops once it is no longer among the last. The larger it is, the fewer do; so memory
 * is bounded, whatever a script does in a step.
 */
export function keepsStops(step: number, size = 0, run = 0): boolean {
  const excess = Math.max(1, size / (fullSize * share(run)));
  const kept = Math.max(leastSteps, keptSteps / 2 ** Math.ceil(Math.log2(excess)));
  const stride = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, step) / kept)));
  return step % stride === 0;
}

/** How much the stops of a step take, in numbers; they share what has not changed between them. */
export function sizeOf(stops: readonly Stop[]): number {
  let size = 0;
  for (const [k, { predictions, data, grad, deposit }] of stops.entries()) {
    const before = stops[k - 1];
    size += stopSize + (deposit?.length ?? 0);
    size += before?.predictions === predictions ? 0 : (predictions?.length ?? 0);
    size += before?.data === data ? 0 : data.length;
    size += before?.grad === grad ? 0 : grad.length;
  }
  return size;
}

function share(run: number): number {
  return Math.min(1, fullRuns / Math.max(1, run));
}
