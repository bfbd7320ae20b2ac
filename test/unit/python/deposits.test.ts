import assert from 'node:assert/strict';
import { depositsAt } from '../../../src/core/training/deposits.ts';
import { beside, loopsIn } from '../../fixtures/loops/corpus.ts';
import { createRuntime, runText } from './runScript.ts';

/** So many places of each recording are looked at, evenly spread. */
const places = 60;

describe('depositsAt, of the corpus', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  it('adds up to what is stored, however gradients are made, clipped and reset', async () => {
    const loops = [
      ...loopsIn('sound'),
      ...loopsIn('broken').filter(({ name }) => name.includes('stale-grad')),
    ];
    let looked = 0;
    for (const { name, text } of loops) {
      for (const recording of (await runText(runtime, text, beside())).recordings) {
        const stride = Math.max(1, Math.floor(recording.stops.length / places));
        for (let index = 0; index < recording.stops.length; index += stride) {
          const { grad, deposit, step, phases } = recording.stops[index];
          for (const [k, { layers, stored, truth }] of depositsAt(recording, index).entries()) {
            const sizes = layers.reduce((sum, { amount }) => sum + Math.abs(amount), 1);
            const sum = layers.reduce((all, { amount }) => all + amount, 0);
            assert.equal(stored, grad[k]);
            // What is rounded to a number next to it is taken for unchanged.
            const rounding = /rounded|whole/.test(name) ? 1e-9 : 1e-12;
            assert.ok(
              !(Math.abs(sum - stored) > rounding * sizes),
              `${name}, stop ${index}, ${k}: ${sum} ${stored}`,
            );
            if (deposit?.[k] && !phases.includes('zeroGrad')) {
              assert.ok(truth !== null && layers.at(-1)?.step === step, `${name}, stop ${index}`);
            }
            looked += 1;
          }
        }
      }
    }
    assert.ok(looked > 100_000, `${looked}`);
  });
});
