import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.ts';
import { beside, loopsIn } from '../../../fixtures/loops/corpus.ts';
import { createRuntime, runText } from '../../python/runScript.ts';
import { decayedOf, mutantsOf } from './mutations.ts';

describe('diagnose, of sound loops with a fault put into them', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const mutated = loopsIn('sound')
    .map(({ name, text }) => ({ name, mutants: mutantsOf(text) }))
    .filter(({ mutants }) => mutants.length > 0);

  const decayed = loopsIn('sound').flatMap(({ name, text }) => {
    const mutant = decayedOf(text);
    return mutant ? [{ name, text: mutant }] : [];
  });

  for (const { name, text } of decayed) {
    it(`finds nothing where gradients begin with a share of the weights: ${name}`, async () => {
      const { end, recordings } = await runText(runtime, text, beside());
      assert.equal(end.kind, 'finished');
      assert.deepEqual(
        diagnose(recordings).filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }

  it('has many of them', () => {
    assert.ok(decayed.length >= 15, `${decayed.length}`);
    assert.ok(mutated.length >= 90, `${mutated.length}`);
  });

  for (const { name, mutants } of mutated) {
    for (const { name: fault, text, code, line } of mutants) {
      it(`finds ${code} alone, at its line: ${name}, ${fault}`, async () => {
        const { end, recordings } = await runText(runtime, text, beside());
        assert.equal(end.kind, 'finished');
        const errors = diagnose(recordings).filter(({ severity }) => severity === 'error');
        assert.deepEqual(
          errors.map((error) => [error.code, error.line]),
          [[code, line]],
        );
      });
    }
  }
});
