import assert from 'node:assert/strict';
import { newRuntime, runScript } from './runtime.ts';

describe('A module beside a script', () => {
  const runtime = newRuntime();
  after(() => runtime.dispose());

  for (const which of ['first', 'second']) {
    it(`comes before the lesson's of the same name, in the ${which} script`, async () => {
      const siblings = { 'micrograd.py': 'whose = "mine"\n' };
      const { end, printed } = await runScript(runtime, 'import micrograd\nprint(micrograd.whose)', siblings);
      assert.deepEqual(end, { kind: 'finished' });
      assert.equal(printed, 'mine\n');
    });
  }
});
