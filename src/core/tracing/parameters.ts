import type { ModelState } from '../training/modelState.ts';
import { firstAt, type Timeline } from './timeline.ts';

/** The parameters of a run's model at a place, also in the middle of a loop over them: the last stop that is over, and what was written since. */
export function parametersAt(timeline: Timeline, run: number, place: number): ModelState {
  const recording = timeline.recordings[run];
  const position = timeline.completedIn(run, place);
  const { data, grad } = recording.at(position);
  const writes = timeline.trace?.data.writes ?? [];
  const since = position < 0 ? 0 : timeline.placeOf({ run, position });
  let state: ModelState = { data, grad };
  for (let k = firstAt(writes, since); writes[k]?.event < place; k++) {
    const write = writes[k];
    if (write.run === run && write.index < data.length) {
      // Copied with the first write: what was recorded is never written to.
      state = state.data === data ? { data: data.slice(), grad: grad.slice() } : state;
      state.data[write.index] = write.data;
      state.grad[write.index] = write.grad;
    }
  }
  return state;
}
