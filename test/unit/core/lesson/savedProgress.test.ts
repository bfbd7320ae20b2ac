import assert from 'node:assert/strict';
import { merged, readTicks, ticksOf, withTicks } from '../../../../src/core/lesson/mergedProgress.ts';
import { doneOf, noProgress } from '../../../../src/core/lesson/progress.ts';
import { progressText, readProgress, savedVersion } from '../../../../src/core/lesson/savedProgress.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';
import { progressWith, receiptAt, someProgress } from './someProgress.ts';

/** Draws the same every time. */
function draws(seed: number): () => number {
  const twister = new MersenneTwister(seed);
  return () => twister.random();
}

describe('progressText and readProgress', () => {
  it('come back to the same', () => {
    const random = draws(1);
    for (let k = 0; k < 200; k++) {
      const progress = someProgress(random);
      const read = readProgress(progressText(progress));
      assert.ok(read.kind === 'read');
      assert.equal(progressText(read.progress), progressText(progress));
      assert.deepEqual(doneOf(read.progress), doneOf(progress));
    }
  });

  it('keep a receipt whole, with what stood beside its script', () => {
    const receipt = {
      ...receiptAt(3),
      siblings: { 'micrograd.py': 'class Value: ...' },
      shown: ['loss'] as const,
    };
    const read = readProgress(progressText({ ...noProgress, receipts: { trainingLoop: receipt } }));
    assert.ok(read.kind === 'read');
    assert.deepEqual(read.progress.receipts.trainingLoop, receipt);
  });

  it('tell what is damaged from what a later version has written', () => {
    for (const text of ['', '{', 'null', '[]', '{}', '{"version": "1"}', '{"version": 1, "receipts": []}']) {
      assert.equal(readProgress(text).kind, 'damaged', text);
    }
    const later = progressText(noProgress).replace(
      `"version": ${savedVersion}`,
      `"version": ${savedVersion + 1}`,
    );
    assert.deepEqual(readProgress(later), { kind: 'newer', version: savedVersion + 1 });
  });

  it('leave out a part that makes no sense, and keep the rest', () => {
    const saved = JSON.parse(progressText(progressWith({ trainingLoop: 1, convergence: 2 })));
    saved.receipts.trainingLoop.seed = 'seven';
    saved.receipts.homework = saved.receipts.convergence;
    saved.rates = [{ rate: 1 }, 'no'];
    saved.shown = ['forward', 'sleep'];
    const read = readProgress(JSON.stringify(saved));
    assert.ok(read.kind === 'read');
    assert.deepEqual(doneOf(read.progress), ['convergence']);
    assert.deepEqual(read.progress.rates, []);
    assert.deepEqual(read.progress.shown, ['forward']);
  });
});

describe('merged', () => {
  it('is what both have earned, each with its earlier receipt', () => {
    const a = progressWith({ trainingLoop: 5, lossFunction: 2 });
    const b = progressWith({ trainingLoop: 3, predictions: 9 });
    const both = merged(a, b);
    assert.deepEqual(doneOf(both), ['trainingLoop', 'lossFunction', 'predictions']);
    assert.equal(both.receipts.trainingLoop?.at, 3);
  });

  it('forgets what is older than a reset', () => {
    const both = merged(
      progressWith({ trainingLoop: 5, lossFunction: 12 }),
      progressWith({ predictions: 11 }, 10),
    );
    assert.deepEqual(doneOf(both), ['lossFunction', 'predictions']);
  });

  it('does not depend on the order, nor on how often: windows come to agree', () => {
    const random = draws(2);
    for (let k = 0; k < 300; k++) {
      const [a, b, c] = [someProgress(random), someProgress(random), someProgress(random)];
      const text = progressText(merged(a, b));
      assert.equal(progressText(merged(b, a)), text);
      assert.equal(progressText(merged(merged(a, b), b)), text);
      assert.equal(progressText(merged(merged(a, b), c)), progressText(merged(a, merged(b, c))));
    }
  });

  it('does not depend on the order where one has been reset, and keeps all that is later', () => {
    const random = draws(4);
    for (let k = 0; k < 300; k++) {
      const [a, b] = [someProgress(random, true), someProgress(random, true)];
      const text = progressText(merged(a, b));
      assert.equal(progressText(merged(b, a)), text);
      assert.equal(progressText(merged(merged(a, b), b)), text);
      const { since } = merged(a, b);
      const earned = [a, b].flatMap(({ receipts }) =>
        Object.entries(receipts).filter(([, { at }]) => at > since),
      );
      assert.deepEqual(new Set(doneOf(merged(a, b))), new Set(earned.map(([id]) => id)));
    }
  });
});

describe('withTicks', () => {
  it('shows what was done on another machine, until it is done here', () => {
    const ticks = ticksOf(progressWith({ trainingLoop: 5, predictions: 7 }));
    const here = withTicks(progressWith({ predictions: 9 }), ticks);
    assert.deepEqual(doneOf(here), ['trainingLoop', 'predictions']);
    assert.deepEqual(here.elsewhere, { trainingLoop: 5 });
    assert.equal(withTicks(here, ticks), here);
    assert.deepEqual(ticksOf(here).ticks, { trainingLoop: 5, predictions: 9 });
  });

  it('takes a reset over from another machine, and nothing of before it', () => {
    const here = withTicks(progressWith({ predictions: 9 }), { since: 10, ticks: { convergence: 11 } });
    assert.deepEqual(doneOf(here), ['convergence']);
    assert.deepEqual(doneOf(withTicks(progressWith({}, 10), { since: 0, ticks: { convergence: 8 } })), []);
  });

  it('holds ids and dates alone', () => {
    const text = JSON.stringify(ticksOf(progressWith({ trainingLoop: 5 })));
    assert.equal(text, '{"since":0,"ticks":{"trainingLoop":5}}');
    assert.deepEqual(readTicks(JSON.parse(text)), { since: 0, ticks: { trainingLoop: 5 } });
    assert.deepEqual(readTicks('damaged'), { since: 0, ticks: {} });
  });
});
