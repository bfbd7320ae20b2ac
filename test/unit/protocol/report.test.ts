import assert from 'node:assert/strict';
import { missing } from '../../../src/core/lesson/checks/checked.ts';
import { noProgress } from '../../../src/core/lesson/progress.ts';
import type { TriedRate } from '../../../src/core/lesson/triedRates.ts';
import { answerOf, evidenceOf, missingInWords } from '../../../src/protocol/receiptWords.ts';
import { reportOf } from '../../../src/protocol/report.ts';
import { lessonStrings as strings } from '../../../src/protocol/strings.ts';
import { progressWith, receiptAt } from '../core/lesson/someProgress.ts';

const date = (at: number) => `day ${at}`;

describe('reportOf', () => {
  it('has all eight deliverables, what shows them and what is missing', () => {
    const progress = {
      ...progressWith({ trainingLoop: 1, convergence: 2 }),
      missing: { twentySteps: missing('lossesPrinted', 15, 20) },
      elsewhere: { predictions: 4 },
    };
    const report = reportOf(progress, strings, date, 9);
    assert.equal(report.match(/^## \d\. /gm)?.length, 8);
    assert.match(report, /^3 of 8 deliverables done\. Written on day 9\.$/m);
    assert.match(report, /^Done on day 1\.$/m);
    assert.match(report, /^`seed 5571 · step 19 · line 46 · loss 0\.5000`$/m);
    assert.match(report, /^Not done yet: 15 of 20 steps printed their loss\.$/m);
    assert.match(report, /its receipt is there/);
    assert.match(report, /^```python\n# at 1\n```$/m);
  });

  it('writes a script that several receipts share once', () => {
    const receipts = { trainingLoop: receiptAt(1, 'x = 1\n'), lossFunction: receiptAt(2, 'x = 1\n') };
    const report = reportOf({ ...noProgress, receipts }, strings, date, 9);
    assert.equal(report.split('x = 1').length, 2);
    assert.match(report, /The script is the one of deliverable 1\./);
  });

  it('lets no script out of its fence', () => {
    const receipts = { trainingLoop: receiptAt(1, '"""\n```\n# Heading\n````\n"""\n') };
    const report = reportOf({ ...noProgress, receipts }, strings, date, 9);
    assert.match(report, /^`````python\n"""\n```\n# Heading\n````\n"""\n`````$/m);
  });
});

describe('The words of receipts', () => {
  it('are one line of where and what', () => {
    const numbers = { seed: 42, rates: [0.001, 0.05, 1] };
    assert.equal(
      evidenceOf(strings, 'learningRate', { ...receiptAt(1), line: null, numbers }),
      'seed 42 · step 19 · rates 0.001, 0.05, 1',
    );
    const shown = { ...receiptAt(1), numbers: {}, shown: ['loss', 'backward'] as const };
    assert.equal(
      evidenceOf(strings, 'trainingLoop', shown),
      'seed 7 · step 19 · line 46 · with one way shown for loss, backward',
    );
  });

  it('say what is missing with its numbers', () => {
    assert.equal(missingInWords(strings, missing('lossAbove', 0.02512)), 'loss 0.0251; below 0.01 is asked');
    assert.equal(
      missingInWords(strings, missing('predictionFar', 2, -0.71, -1)),
      'x2: −0.710 is not within 0.2 of −1',
    );
  });

  it('answer a name with the numbers of its run, right or wrong', () => {
    const tried: TriedRate = {
      ...receiptAt(1),
      rate: 1,
      behaviour: 'plateau-saturated',
      named: null,
      numbers: { first: 5, last: 8, steps: 20, wrong: 2, samples: 4, gradient: 0.0123 },
    };
    assert.equal(answerOf(strings, tried), null);
    const went = 'it stands still at 8.0000; samples on the wrong side: 2 of 4, gradient down to 0.0123.';
    assert.equal(answerOf(strings, { ...tried, named: 'plateau-saturated' }), `Yes: ${went}`);
    assert.equal(
      answerOf(strings, { ...tried, named: 'diverging' }),
      `Look again: ${went} Diverging would be a loss that grows and grows.`,
    );
  });

  it('are there for everything that can be missing or happen', () => {
    assert.equal(
      Object.values(strings).some((sentence) => sentence.trim() === ''),
      false,
    );
  });
});
