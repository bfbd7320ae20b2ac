import assert from 'node:assert/strict';
import { Recording } from '../../../src/core/training/recording.ts';
import { findPlace, parsePlace, placeOf } from '../../../src/session/place.ts';
import { trained } from './scriptedRunner.ts';

describe('placeOf and findPlace', () => {
  const recording = trained(3);

  it('find every stop of a run again', () => {
    for (let index = -1; index < recording.stops.length; index++) {
      assert.equal(findPlace(recording, placeOf(recording, index)), index);
    }
  });

  it('go to the end of the step where the phase is missing, and to the last stop where the step is', () => {
    const stops = recording.stops.filter(({ phases }) => phases[0] !== 'zeroGrad');
    const other = new Recording(recording.info, recording.initial);
    for (const stop of stops) {
      other.append(stop);
    }
    assert.equal(findPlace(other, { step: 1, phase: 'zeroGrad' }), 7);
    assert.equal(findPlace(other, { step: 9, phase: 'loss' }), 11);
  });

  it('go to the detailed step before where a long run has left the step out', () => {
    const long = new Recording(recording.info, recording.initial);
    long.noteLosses(0, Array(10).fill(1));
    for (const stop of recording.stops) {
      long.append({ ...stop, step: stop.step * 4 });
    }
    const found = findPlace(long, { step: 6, phase: 'loss' });
    assert.deepEqual([long.stops[found].step, long.stops[found].phases], [4, ['update']]);
  });

  it('stand before everything in a run that has no stops', () => {
    const empty = new Recording(recording.info, recording.initial);
    assert.equal(findPlace(empty, 'end'), -1);
    assert.equal(findPlace(empty, { step: 0, phase: 'loss' }), -1);
  });
});

describe('parsePlace', () => {
  it('reads what was saved, and nothing else', () => {
    for (const place of ['start', 'end', { step: 3, phase: 'loss' }] as const) {
      assert.deepEqual(parsePlace(JSON.parse(JSON.stringify(place))), place);
    }
    for (const odd of [
      undefined,
      null,
      3,
      'middle',
      {},
      { step: -1, phase: 'loss' },
      { step: 1, phase: 'x' },
    ]) {
      assert.equal(parsePlace(odd), undefined);
    }
  });
});
