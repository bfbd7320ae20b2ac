import assert from 'node:assert/strict';
import { parametersAt } from '../../../../src/core/tracing/parameters.ts';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import { tracedTrainer } from './tracedTrainer.ts';

const { recording, trace } = tracedTrainer();
const timeline = new Timeline(trace, [recording]);

describe('parametersAt', () => {
  it('is exactly what was recorded where a stop is over', () => {
    for (const [position, { data, grad }] of recording.stops.entries()) {
      assert.deepEqual(parametersAt(timeline, 0, timeline.placeOf({ run: 0, position })), { data, grad });
    }
  });

  it('has written one parameter after the other within an update', () => {
    const update = timeline.placeOf({ run: 0, position: 4 });
    const before = recording.stops[3];
    const after = recording.stops[4];
    for (let written = 0; written <= 41; written++) {
      // Before the place where it is over: the last write, and two events for each before it.
      const { data } = parametersAt(timeline, 0, update - 2 * (41 - written));
      const expected = Array.from(before.data, (old, k) => (k < written ? after.data[k] : old));
      assert.deepEqual([...data], expected, `${written} written`);
    }
  });

  it('never writes to what was recorded', () => {
    const before = recording.stops.map(({ data }) => [...data]);
    for (let place = 0; place <= timeline.end; place++) {
      parametersAt(timeline, 0, place);
    }
    assert.deepEqual(
      recording.stops.map(({ data }) => [...data]),
      before,
    );
  });
});
