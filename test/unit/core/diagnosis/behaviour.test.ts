import assert from 'node:assert/strict';
import { behaviour } from '../../../../src/core/diagnosis/behaviour.ts';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { findingSentences, sentencesOf } from '../../../../src/protocol/findings.ts';
import { format } from '../../../../src/protocol/strings.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

/** The note on the lesson's loop, trained with a seed and a learning rate. */
function noteOf(seed: number, learningRate: number, steps = 20) {
  const trainer = new Trainer({ seed, learningRate, steps });
  while (trainer.advance()) {
    // On to its end.
  }
  const note = behaviour(trainer.recording);
  assert.ok(note);
  const sentences = sentencesOf({ run: 0, ...note }).map(({ key, values }) =>
    format(findingSentences[key], ...values),
  );
  return { ...note, sentences };
}

describe('behaviour', () => {
  it('tells how the loss went, with its numbers', () => {
    const crawling = noteOf(5571, 0.001);
    assert.equal(crawling.code, 'crawling');
    assert.equal(
      crawling.sentences[0],
      'In 20 steps the loss went from 5.0007 to 3.4717: most of it is left.',
    );
    const converging = noteOf(5571, 0.05);
    assert.equal(converging.code, 'converging');
    assert.equal(
      converging.sentences[0],
      'In 20 steps the loss went from 5.0007 to 0.0251, and fell at every one.',
    );
    const plateau = noteOf(5571, 1);
    assert.equal(plateau.code, 'plateau-saturated');
    assert.match(plateau.sentences[0], /2 of 4 samples are on the wrong side/);
  });

  it('counts what rises in a run that oscillates, and also in one that converges', () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => noteOf(seed, 0.1));
    const rising = seeds.filter(
      ({ code, evidence }) => code === 'converging' && 'rises' in evidence && evidence.rises > 0,
    );
    assert.ok(rising.length > 0);
    assert.match(rising[0].sentences[0], /; it rose (once, by 0\.\d{4}|\d+ times, by 0\.\d{4} at most)\.$/);
    const oscillating = seeds.find(({ code }) => code === 'oscillating');
    assert.match(oscillating?.sentences[0] ?? '', /and rose (once, by|\d+ times, by up to) \d\.\d{4}\.$/);
  });

  it('says nothing of a run too short to tell', () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 4 });
    while (trainer.advance()) {
      // On to its end.
    }
    assert.equal(behaviour(trainer.recording), null);
  });

  describe('of scripts', () => {
    const runtime = createRuntime();
    after(() => runtime.dispose());

    it('says of a loss that goes below 0 that it is no sum of squares, and points at it', async () => {
      const { recordings } = await runText(
        runtime,
        [
          'import random',
          'from micrograd import MLP',
          'random.seed(5571)',
          'xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]',
          'ys = [1.0, -1.0, -1.0, 1.0]',
          'model = MLP(3, [4, 4, 1])',
          'for k in range(20):',
          '    ypred = [model(x) for x in xs]',
          '    loss = sum(yo - yg for yo, yg in zip(ypred, ys))',
          '    model.zero_grad()',
          '    loss.backward()',
          '    for p in model.parameters():',
          '        p.data -= 0.05 * p.grad',
          '',
        ].join('\n'),
      );
      const findings = diagnose(recordings);
      assert.deepEqual(
        findings.map(({ code, severity, line }) => ({ code, severity, line })),
        [{ code: 'negative-loss', severity: 'note', line: 9 }],
      );
      const [what] = sentencesOf(findings[0]);
      assert.match(
        format(findingSentences[what.key], ...what.values),
        /^In 20 steps the loss went from .* to −?-?\d/,
      );
    });
  });
});
