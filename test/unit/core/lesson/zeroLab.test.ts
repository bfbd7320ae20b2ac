import assert from 'node:assert/strict';
import { courseOf, noTally, Pair, tallied } from '../../../../src/core/lesson/zeroLab.ts';
import { readLab, untouchedLab, writeLab } from '../../../../src/core/lesson/zeroLabSaved.ts';
import { depositsAt } from '../../../../src/core/training/deposits.ts';
import { formatLoss } from '../../../../src/protocol/numbers.ts';

function trained(seed: number): Pair {
  const pair = new Pair(seed);
  while (pair.advance());
  return pair;
}

describe('The zero-grad laboratory', () => {
  it('has seed 42, with which the bug never shows', () => {
    const { sound, buggy } = trained(42).losses();
    assert.deepEqual([sound[0], sound[19], buggy[19], sound[199], buggy[199]].map(formatLoss), [
      '5.2788',
      '0.1207',
      '0.0001',
      '0.0047',
      '0.0000',
    ]);
    const { finished, ...rest } = courseOf(buggy);
    assert.notEqual(finished, null);
    assert.deepEqual(rest, { bursts: null, stays: null, worst: null });
  });

  it('has seed 5571, which explodes after it has looked finished, and comes back', () => {
    const { sound, buggy } = trained(5571).losses();
    assert.equal(formatLoss(sound[19]), '0.0251');
    const { finished, bursts, stays, worst } = courseOf(buggy);
    assert.ok(finished !== null && finished <= 5);
    assert.equal(bursts, 12);
    assert.equal(stays, null);
    assert.ok(worst !== null && worst >= 14 && buggy[worst] > 7, `${worst}`);
    assert.ok(buggy[50] < 0.01 && buggy[199] < 0.01);
  });

  it('has seed 2327, which breaks out at step 136 and stays there', () => {
    const { sound, buggy } = trained(2327).losses();
    assert.deepEqual([sound[19], buggy[19], sound[199], buggy[199]].map(formatLoss), [
      '0.0495',
      '2.8e−10',
      '0.0030',
      '4.0000',
    ]);
    const { bursts, stays } = courseOf(buggy);
    assert.deepEqual({ bursts, stays }, { bursts: 136, stays: 136 });
  });

  it('has gradients of one layer in the sound run, and of one for each step with the bug', () => {
    const { sound, buggy } = trained(42);
    const layers = (recording: typeof sound, step: number) =>
      Math.max(
        ...depositsAt(recording, recording.find(step, 'backward')).map((stack) => stack.layers.length),
      );
    for (const step of [0, 5, 19]) {
      assert.equal(layers(sound, step), 1);
      assert.equal(layers(buggy, step), step + 1);
    }
    assert.equal(layers(sound, 199), 1);
    // Not one for every step: where the loss has come to 0, a backward pass adds nothing.
    assert.ok(layers(buggy, 199) > 20);
  });

  it('counts how often the bug ends lower: nearly always after 20 steps, less often after 200', () => {
    let tally = noTally;
    for (let seed = 0; seed < 100; seed++) {
      tally = tallied(tally, trained(seed));
    }
    assert.equal(tally.seeds, 100);
    assert.ok(tally.early >= 88, `${tally.early}`);
    assert.ok(tally.late >= 65 && tally.late <= 85, `${tally.late}`);
    assert.deepEqual(tallied(noTally, trained(5571)), { seeds: 1, early: 0, late: 1 });
  });

  it('tells courses apart', () => {
    const none = { finished: null, bursts: null, stays: null, worst: null };
    assert.deepEqual(courseOf([5, 4, 4]), none);
    assert.deepEqual(courseOf([5, 0.001, 0.5]), { ...none, finished: 1 });
    assert.deepEqual(courseOf([5, 0.001, 2, 0.1]), { finished: 1, bursts: 2, stays: null, worst: 2 });
    assert.deepEqual(courseOf([5, 0.001, 2, 0.1, 3, 4]), { finished: 1, bursts: 2, stays: 4, worst: 5 });
  });

  it('is as it was left, and untouched where what was kept makes no sense', () => {
    const left = {
      choice: 'random',
      drawn: 7,
      step: 120,
      predictions: { '42': { early: 'sound' }, random: { early: 'buggy', late: 'sound' } },
      tally: { seeds: 3, early: 3, late: 2 },
    } as const;
    assert.deepEqual(readLab(writeLab(left)), left);
    const senseless =
      '{"choice":"43","drawn":-1,"step":200,"predictions":{"42":"sound","5571":{"early":"x"},"random":{"late":"sound"}},"tally":{"early":2}}';
    for (const text of ['', 'null', '[]', '{', senseless]) {
      assert.deepEqual(readLab(text), untouchedLab);
    }
  });
});
