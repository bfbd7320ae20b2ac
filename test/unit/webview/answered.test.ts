import assert from 'node:assert/strict';
import { type LabState, untouchedLab, writeLab } from '../../../src/core/lesson/zeroLabSaved.ts';
import { isAnswered } from '../../../webview/answered.ts';

describe('isAnswered', () => {
  const told = (predictions: LabState['predictions']) => {
    const kept = { zeroLab: writeLab({ ...untouchedLab, predictions }) };
    return [isAnswered('late', kept), isAnswered('5571', kept)];
  };

  it('is so of all steps once they have been guessed for any seed, of seed 5571 once its first steps have', () => {
    assert.deepEqual([isAnswered('late', {}), isAnswered('5571', {})], [false, false]);
    assert.deepEqual(told({}), [false, false]);
    assert.deepEqual(told({ 42: { early: 'sound' } }), [false, false]);
    assert.deepEqual(told({ 42: { early: 'sound', late: 'buggy' } }), [true, false]);
    assert.deepEqual(told({ 5571: { early: 'buggy' } }), [false, true]);
    assert.deepEqual(told({ random: { early: 'buggy', late: 'sound' }, 5571: { early: 'sound' } }), [
      true,
      true,
    ]);
  });
});
