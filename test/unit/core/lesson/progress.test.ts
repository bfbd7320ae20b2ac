import assert from 'node:assert/strict';
import type { Attempt } from '../../../../src/core/lesson/attempt.ts';
import {
  advance,
  doneOf,
  noProgress,
  type Progress,
  parseLearnerEvent,
  withoutTexts,
} from '../../../../src/core/lesson/progress.ts';
import type { Phase } from '../../../../src/core/training/phase.ts';
import type { PythonRuntime } from '../../../../src/python/runtime.ts';
import { createRuntime } from '../../python/runScript.ts';
import { attemptOf, loop, loopWith, printPredictions } from './attempts.ts';

describe('advance', () => {
  let runtime: PythonRuntime;
  const rates: Record<string, Attempt> = {};
  let whole: Attempt;

  before(async () => {
    runtime = createRuntime();
    whole = await attemptOf(runtime, loop + printPredictions);
    for (const rate of ['0.001', '0.05', '1.0', '0.3']) {
      rates[rate] = await attemptOf(runtime, loopWith(['lr = 0.05', `lr = ${rate}`]));
    }
  });

  after(() => runtime.dispose());

  const having = (progress: Progress, attempt: Attempt, at = 1) =>
    advance(progress, { type: 'attempt', attempt, at });
  const progressAfter = (...attempts: readonly Attempt[]) =>
    attempts.reduce((progress, attempt, k) => having(progress, attempt, k + 1), noProgress);

  it('gives a receipt for each thing that the learner’s own script shows, and says what is missing of the rest', () => {
    const progress = having(noProgress, whole, 1234);
    assert.deepEqual(doneOf(progress), [
      'trainingLoop',
      'lossFunction',
      'zeroGradients',
      'twentySteps',
      'predictions',
    ]);
    assert.deepEqual(Object.keys(progress.missing), ['learningRate', 'convergence']);
    const { trainingLoop } = progress.receipts;
    assert.equal(trainingLoop?.at, 1234);
    assert.equal(trainingLoop?.text, whole.text);
    assert.deepEqual([trainingLoop?.seed, trainingLoop?.numbers?.seed], [7, 5571]);
    assert.deepEqual([trainingLoop?.step, trainingLoop?.line], [19, 46]);
  });

  it('learns nothing from the finished loop, nor from a copy of it', () => {
    assert.equal(having(noProgress, { ...whole, role: 'reference' }), noProgress);
    const copied = having(noProgress, { ...whole, isCopy: true });
    assert.deepEqual(doneOf(copied), []);
    assert.equal(copied.missing.trainingLoop?.missing, 'referenceUnchanged');
    assert.deepEqual(copied.rates, []);
  });

  it('ticks nothing for the bug hunt’s script but the bug', () => {
    const progress = having(noProgress, { ...whole, role: 'hunt' });
    assert.deepEqual(
      doneOf(progress).filter((id) => id !== 'missingZeroGrad'),
      [],
    );
  });

  it('takes the hunt’s receipt for the bug that was caught', () => {
    const receipt = { at: 5, file: 'bug_hunt.py', text: 'x', seed: 1, run: 0, step: 1, line: 30 };
    const hunt = { ...noProgress.hunt, caught: true, receipt };
    // The hunt is tested where it is; here it has ended.
    const progress = advance({ ...noProgress, hunt }, { type: 'hunt', event: { type: 'hint' } });
    assert.deepEqual(progress.receipts.missingZeroGrad, receipt);
  });

  it('keeps what has been earned, with its first receipt, whatever the script does later', async () => {
    const progress = having(noProgress, whole, 1);
    const broken = await attemptOf(runtime, loopWith(['        p.grad = 0.0', '        pass']));
    const later = having(having(progress, broken, 2), whole, 3);
    assert.deepEqual(later.receipts, progress.receipts);
    assert.equal(having(progress, broken).missing.convergence?.missing, 'findingFirst');
  });

  it('is the same object where an attempt says nothing new', () => {
    const progress = having(noProgress, whole);
    assert.equal(having(progress, whole, 2), progress);
  });

  it('says in the receipts which ask for a phase that one way to write it was shown, and ticks all the same', () => {
    const shown = (...seen: readonly Phase[]) =>
      seen.reduce((progress, phase) => advance(progress, { type: 'shownOneWay', phase }), noProgress);
    const once = shown('backward');
    assert.equal(advance(once, { type: 'shownOneWay', phase: 'backward' }), once);
    const saying = (progress: Progress) =>
      Object.entries(having(progress, whole).receipts).flatMap(([id, receipt]) =>
        receipt.shown ? [[id, receipt.shown]] : [],
      );
    assert.deepEqual(saying(noProgress), []);
    assert.deepEqual(saying(shown('backward')), [['trainingLoop', ['backward']]]);
    assert.deepEqual(saying(shown('zeroGrad', 'loss')), [
      ['trainingLoop', ['loss', 'zeroGrad']],
      ['lossFunction', ['loss']],
      ['zeroGradients', ['zeroGrad']],
    ]);
  });

  it('gathers learning rates over several executions and asks for their names', () => {
    const progress = progressAfter(rates['1.0'], rates['0.001'], rates['0.05']);
    assert.deepEqual(
      progress.rates.map(({ rate, behaviour, named }) => [rate, behaviour, named]),
      [
        [0.001, 'crawling', null],
        [0.05, 'converging', null],
        [1, 'plateau-saturated', null],
      ],
    );
    assert.deepEqual(progress.missing.learningRate?.values, [0, 3]);
    const name = (each: Progress, rate: number, behaviour: 'crawling' | 'converging' | 'plateau-saturated') =>
      advance(each, { type: 'nameRate', rate, name: behaviour });
    const two = name(name(progress, 0.001, 'crawling'), 0.05, 'converging');
    const wrong = name(two, 1, 'crawling');
    assert.equal(wrong.receipts.learningRate, undefined);
    assert.deepEqual(wrong.missing.learningRate?.values, [2, 3]);
    const right = name(wrong, 1, 'plateau-saturated');
    assert.deepEqual(right.receipts.learningRate?.numbers?.rates, [0.001, 0.05, 1]);
    assert.equal(right.receipts.learningRate?.text, rates['0.05'].text);
    assert.equal(right.missing.learningRate, undefined);
    // Taking a name back takes nothing away.
    const taken = advance(right, { type: 'nameRate', rate: 1, name: null });
    assert.equal(taken.receipts.learningRate, right.receipts.learningRate);
  });

  it('asks again where a later run of a rate behaves in another way, and keeps what was named rightly', () => {
    const one = progressAfter(rates['0.3']);
    const [tried] = one.rates;
    const otherwise = { ...tried, behaviour: 'crawling' as const, named: 'crawling' as const };
    assert.deepEqual(having({ ...one, rates: [otherwise] }, rates['0.3'], 9).rates, [otherwise]);
    const unnamed = { ...otherwise, named: 'diverging' as const, text: '' };
    const [asked] = having({ ...one, rates: [unnamed] }, rates['0.3'], 9).rates;
    assert.deepEqual([asked.behaviour, asked.named, asked.at], [tried.behaviour, null, 9]);
  });

  it('keeps beside a receipt what its script imported, and nothing else; of too much, that it is missing', () => {
    const text = `import helpers\n${loop}`;
    const siblings = { 'helpers.py': 'import deep', 'deep.py': '1', 'other.py': '2' };
    const receipt = having(noProgress, { ...whole, text, siblings }).receipts.trainingLoop;
    assert.deepEqual(Object.keys(receipt?.siblings ?? {}), ['helpers.py', 'deep.py']);
    const large = { 'helpers.py': '#'.repeat(300_000) };
    assert.equal(
      having(noProgress, { ...whole, text, siblings: large }).receipts.trainingLoop?.siblings,
      null,
    );
  });

  it('leaves the scripts out for whoever only shows it', () => {
    const brief = withoutTexts(progressAfter(whole, rates['0.001']));
    assert.ok(!JSON.stringify(brief).includes('import'));
    assert.deepEqual(doneOf(brief), doneOf(progressAfter(whole, rates['0.001'])));
  });
});

describe('parseLearnerEvent', () => {
  it('reads names and what was shown', () => {
    for (const event of [
      { type: 'nameRate', rate: 0.1, name: 'oscillating' },
      { type: 'nameRate', rate: 0.1, name: null },
      { type: 'shownOneWay', phase: 'update' },
    ]) {
      assert.deepEqual(parseLearnerEvent(event), event);
    }
  });

  it('refuses what is none', () => {
    for (const event of [
      null,
      { type: 'tick', deliverable: 'trainingLoop' },
      { type: 'nameRate', rate: '0.1', name: 'oscillating' },
      { type: 'nameRate', rate: 0.1, name: 'stale-gradients' },
      { type: 'shownOneWay', phase: 'sleep' },
    ]) {
      assert.equal(parseLearnerEvent(event), undefined);
    }
  });
});
