import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.ts';
import type { Finding } from '../../../../src/core/diagnosis/finding.ts';
import { findingSentences, sentencesOf } from '../../../../src/protocol/findings.ts';
import { format } from '../../../../src/protocol/strings.ts';
import { beside, expectedOf, loopsIn } from '../../../fixtures/loops/corpus.ts';
import { createRuntime, runText } from '../../python/runScript.ts';

describe('diagnose, of the corpus', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const diagnosed = async (text: string): Promise<readonly Finding[]> => {
    const findings = diagnose((await runText(runtime, text, beside())).recordings);
    for (const finding of findings) {
      for (const { key, values } of sentencesOf(finding)) {
        const sentence = format(findingSentences[key], ...values);
        assert.doesNotMatch(
          sentence,
          key.startsWith('notFinite') ? /[{}]|undefined/ : /[{}]|undefined|null|NaN/,
        );
      }
    }
    return findings;
  };
  const errorsIn = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');

  for (const folder of ['sound', 'unfinished'] as const) {
    for (const { name, text } of loopsIn(folder)) {
      it(`finds no error: ${name}`, async () => {
        assert.deepEqual(errorsIn(await diagnosed(text)), []);
      });
    }
  }

  for (const loop of loopsIn('broken')) {
    const expected = expectedOf(loop);
    it(`finds one error, at its line: ${loop.name}`, async () => {
      const errors = errorsIn(await diagnosed(loop.text));
      assert.deepEqual(
        errors.map(({ code, line, step }) => ({ code, line, step: expected.step === null ? null : step })),
        [expected],
      );
    });
  }
});
